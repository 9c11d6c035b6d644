#include "common/feel/lexer.hpp"
#include "common/scheme/fact_fields.hpp"
#include "common/scheme/fact_slots.hpp"

namespace haven::scheme {
namespace {

std::vector<std::string> with_prefix(const std::string& prefix, const auto& names) {
  std::vector<std::string> full;
  for (const auto& name : names) full.push_back(prefix + std::string{name});
  return full;
}

template <class Thing>
std::vector<std::string> names_of(const std::string& prefix) {
  std::vector<std::string> names;
  for (const auto& field : fact_fields<Thing>()) names.push_back(prefix + std::string{field.name});
  return names;
}

std::vector<std::string> keys_of(const std::string& prefix, const auto& map) {
  std::vector<std::string> names;
  for (const auto& entry : map) names.push_back(prefix + entry.first);
  return names;
}

/// What would be right for a text of this type; nothing when it is.
const char* wrong_as(const std::string& text, FactType type) {
  if (!fact_value(text, type).is_null()) return nullptr;
  switch (type) {
    case FactType::number:
      return "is a number such as 240.50";
    case FactType::boolean:
      return "is true or false";
    case FactType::date:
      return "is a day such as 2024-05-14";
    case FactType::text:
      return "is not empty";
  }
  return nullptr;
}

}  // namespace

feel::Value fact_value(const std::string& text, FactType type) {
  switch (type) {
    case FactType::text:
      return text.empty() ? feel::Value{} : feel::Value::text(text);
    case FactType::number: {
      const auto number = feel::Number::parse(text);
      return number ? feel::Value::of(*number) : feel::Value{};
    }
    case FactType::boolean:
      if (text != "true" && text != "false") return {};
      return feel::Value::of(text == "true");
    case FactType::date: {
      const auto day = date_from(text);
      return day ? value_of(*day) : feel::Value{};
    }
  }
  return {};
}

void Vocabulary::Parts::add(Group group, const std::vector<std::string>& added) {
  ranges[static_cast<std::size_t>(group)] = {groups.size(), added.size()};
  for (const auto& name : added) {
    std::string own = feel::normal_name(name);
    if (names.slot_of(own)) problems.push_back({name, "is a name that something else has"});
    while (names.slot_of(own)) own += '?';  // keeps the group whole; nobody can write it
    names.add(own);
    groups.push_back(group);
  }
}

void Vocabulary::Parts::set_parameters(const std::map<std::string, std::string>& texts) {
  feel::Evaluation evaluation;
  for (const auto& [name, text] : texts) {
    const auto literal = feel::Expression::compile(text, feel::Names{});
    if (!literal) problems.push_back({"parameters." + name, literal.error().detail});
    const feel::Value value = literal ? evaluate(*literal, evaluation, {}) : feel::Value{};
    parameters.push_back(copy(value, constants));
  }
}

Vocabulary::Vocabulary(const Own& own) : parts_(std::make_unique<Parts>()) {
  Parts& parts = *parts_;
  parts.add(Group::of_case, names_of<Case>(""));
  parts.add(Group::registration, names_of<Registration>("registration."));
  parts.add(Group::cover, {"cover.status", "cover.starts", "cover.ends"});
  parts.add(Group::covers, with_prefix("covers.", own.schemes));
  parts.add(Group::beneficiary, names_of<Relative>("beneficiary."));
  parts.add(Group::person, names_of<Relative>("person."));
  parts.add(Group::impairment, names_of<Impairment>("impairment."));
  parts.add(Group::impairment_percent, {"impairment_percent"});
  parts.add(Group::cost, names_of<Cost>("cost."));
  parts.add(Group::bills, {"bills"});
  parts.add(Group::fact, keys_of("facts.", own.facts));
  parts.add(Group::parameter, keys_of("parameters.", own.parameters));
  parts.add(Group::decision, own.decisions);
  parts.set_parameters(own.parameters);
  parts.facts = own.facts;
  for (const auto& fact : own.facts) parts.fact_types.push_back(fact.second);
}

Vocabulary::~Vocabulary() = default;

const feel::Names& Vocabulary::names() const {
  return parts_->names;
}

feel::Names& Vocabulary::names() {
  return parts_->names;
}

const std::vector<FieldProblem>& Vocabulary::problems() const {
  return parts_->problems;
}

const std::map<std::string, FactType>& Vocabulary::facts() const {
  return parts_->facts;
}

std::vector<FieldProblem> wrong_facts(const Vocabulary& vocabulary, const Case& facts) {
  std::vector<FieldProblem> wrong;
  for (const auto& [name, text] : facts.facts) {
    const auto declared = vocabulary.facts().find(name);
    if (declared == vocabulary.facts().end()) continue;
    const char* right = wrong_as(text, declared->second);
    if (right != nullptr) wrong.push_back({"/facts/" + name, right});
  }
  return wrong;
}

}  // namespace haven::scheme
