#include "common/dmn/kit_case.hpp"

#include <algorithm>
#include <array>

#include "common/dmn/reading.hpp"

namespace haven::dmn {
namespace {

using feel::Value;

// Values whose literals FEEL reads itself: one expression for each type, compiled once.
class Literals {
 public:
  Literals() {
    const std::array<std::pair<const char*, const char*>, 4> functions{{
        {"date", "date(x)"},
        {"time", "time(x)"},
        {"dateTime", "date and time(x)"},
        {"duration", "duration(x)"},
    }};
    names_.add("x");
    for (const auto& [type, text] : functions) {
      if (auto made = feel::Expression::compile(text, names_)) {
        readers_.emplace(type, std::move(*made));
      }
    }
  }

  Value read(const std::string& type, std::string_view text, feel::Evaluation& evaluation) const {
    const auto reader = readers_.find(type);
    if (reader == readers_.end()) return Value::text(evaluation.arena.copy(text));
    const std::array<Value, 1> slots{Value::text(evaluation.arena.copy(trimmed(text)))};
    return feel::evaluate(reader->second, evaluation, slots);
  }

 private:
  feel::Names names_;
  std::map<std::string, feel::Expression> readers_;
};

Value number_from(std::string_view text) {
  const auto number = feel::Number::parse(trimmed(text));
  return number ? Value::of(*number) : Value{};
}

Value simple_from(const Element& element, feel::Evaluation& evaluation) {
  static const Literals literals;
  if (element.attribute("nil") == "true") return {};
  std::string type = element.attribute("type");
  type = type.substr(type.find(':') + 1);
  static constexpr std::array<std::string_view, 7> numbers{"decimal", "double", "integer", "int",
                                                           "float",   "long",   "short"};
  if (std::ranges::find(numbers, type) != numbers.end()) return number_from(element.text);
  if (type == "boolean") {
    const auto said = trimmed(element.text);
    return Value::of(said == "true" || said == "1");
  }
  return literals.read(type, element.text, evaluation);
}

Value value_from(const Element& element, feel::Evaluation& evaluation);

Value list_from(const Element& list, feel::Evaluation& evaluation) {
  if (list.attribute("nil") == "true") return {};
  std::vector<Value> items;
  for (const Element& each : list.children) {
    if (each.name == "item") items.push_back(value_from(each, evaluation));
  }
  Value* kept = evaluation.arena.array<Value>(items.size());
  std::ranges::copy(items, kept);
  return Value::list({kept, items.size()});
}

Value context_from(const Element& element, feel::Evaluation& evaluation) {
  std::vector<feel::Entry> entries;
  for (const Element& each : element.children) {
    if (each.name != "component") continue;
    entries.push_back(
        {evaluation.arena.copy(each.attribute("name")), value_from(each, evaluation)});
  }
  auto* kept = evaluation.arena.array<feel::Entry>(entries.size());
  std::ranges::copy(entries, kept);
  auto* context = evaluation.arena.array<feel::Context>(1);
  *context = {kept, entries.size()};
  return Value::context(context);
}

// What stands inside <inputNode>, <expected>, <item> or <component>.
Value value_from(const Element& element, feel::Evaluation& evaluation) {
  if (const Element* value = element.child("value")) return simple_from(*value, evaluation);
  if (const Element* list = element.child("list")) return list_from(*list, evaluation);
  if (element.child("component") != nullptr) return context_from(element, evaluation);
  return {};
}

KitCase case_from(const Element& element, feel::Evaluation& evaluation) {
  KitCase made;
  made.id = element.attribute("id");
  made.type = element.attribute("type");
  made.invocable = name_from(element.attribute("invocableName"));
  for (const Element& each : element.children) {
    const std::string name = name_from(each.attribute("name"));
    if (each.name == "inputNode") {
      made.given.push_back({each.attribute("namespace"), name, value_from(each, evaluation)});
    }
    if (each.name != "resultNode") continue;
    const Element* expected = each.child("expected");
    made.expected.push_back({name, each.attribute("errorResult") == "true",
                             expected == nullptr ? Value{} : value_from(*expected, evaluation)});
  }
  return made;
}

bool lists_agree(std::span<const Value> expected, std::span<const Value> got) {
  return std::ranges::equal(expected, got, agree);
}

bool contexts_agree(const feel::Context& expected, const feel::Context& got) {
  if (expected.size != got.size) return false;
  return std::ranges::all_of(std::span{expected.entries, expected.size}, [&](const auto& entry) {
    const Value* other = got.find(entry.key);
    return other != nullptr && agree(entry.value, *other);
  });
}

// Where the kit writes a long fraction, it was computed in binary floating point: eight decimals of
// it are right.
bool numbers_agree(const feel::Number& expected, const feel::Number& got) {
  static constexpr std::size_t decimals = 8;
  if (expected == got) return true;
  const std::string text = expected.text();
  const auto point = text.find('.');
  if (point == text.npos || text.size() - point - 1 < decimals) return false;
  const auto rounded = [](const feel::Number& number) {
    return round(number, decimals, feel::Number::Rounding::half_up);
  };
  return rounded(expected) && rounded(expected) == rounded(got);
}

}  // namespace

bool agree(const Value& expected, const Value& got) {
  if (expected.kind() != got.kind()) return false;
  switch (expected.kind()) {
    case feel::Kind::null:
      return true;
    case feel::Kind::number:
      return numbers_agree(expected.number(), got.number());
    case feel::Kind::list:
      return lists_agree(expected.items(), got.items());
    case feel::Kind::context:
      return contexts_agree(expected.context(), got.context());
    default:
      return feel::equal(expected, got) == feel::Truth::yes;
  }
}

Result<KitFile> read_kit_file(std::string_view xml, feel::Evaluation& evaluation) {
  const auto root = read_xml(xml);
  if (!root) return pass(root);
  if (root->name != "testCases") {
    return refuse_at(root->line, "invalid_model", "a file of the kit begins with <testCases>");
  }
  KitFile file;
  for (const Element& each : root->children) {
    if (each.name == "modelName") file.model = trimmed(each.text);
    if (each.name == "testCase") file.cases.push_back(case_from(each, evaluation));
  }
  return file;
}

}  // namespace haven::dmn
