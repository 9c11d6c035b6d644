#include "common/http/json.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "common/core/ensure.hpp"
#include "common/core/id.hpp"
#include "common/http/message.hpp"
#include "common/http/plain_text.hpp"
#include "common/http/strict_json.hpp"

namespace haven::http {
namespace {

namespace json = boost::json;

// An answer with more problems than this helps nobody; the rest shows after these are mended.
constexpr std::size_t problems_max = 50;
constexpr std::size_t name_shown_max = 64;
constexpr std::size_t map_value_max = 200;
constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

// RFC 6901: "~" and "/" inside a name are written "~0" and "~1".
std::string pointer_part(std::string_view name) {
  std::string part;
  for (const char c : name.substr(0, name_shown_max)) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  // A name that was cut inside a character, or holds controls, is not repeated.
  return is_plain(part) ? part : "?";
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

bool is_text(std::string_view text, std::size_t most) {
  const bool blank = text.find_first_not_of(' ') == std::string_view::npos;
  return !blank && is_plain(text) && characters_in(text) <= most;
}

std::string text_wanted(std::size_t most) {
  return "text of 1 to " + std::to_string(most) + " characters without control characters";
}

std::string_view view_of(const json::value& value) {
  const auto* text = value.if_string();
  return text ? std::string_view{text->data(), text->size()} : std::string_view{};
}

}  // namespace

struct JsonReader::State {
  json::value document;           // of the outermost reader
  const json::object* object;     // what this reader reads
  std::string prefix;             // its pointer
  std::vector<FieldProblem> own;  // of the outermost reader
  std::vector<FieldProblem>* problems;
  std::set<std::string, std::less<>> asked;
  bool finished = false;

  std::string pointer(std::string_view name) const { return prefix + '/' + pointer_part(name); }

  void note(std::string pointer, std::string detail) {
    if (problems->size() < problems_max)
      problems->push_back({std::move(pointer), std::move(detail)});
  }

  const json::value* take(std::string_view name) {
    asked.emplace(name);
    return object->if_contains({name.data(), name.size()});
  }

  void require(std::string_view name, std::string_view wanted) {
    if (take(name) == nullptr) note(pointer(name), "required: " + std::string{wanted});
  }

  void note_unknown() {
    if (std::exchange(finished, true)) return;
    for (const auto& field : *object) {
      const std::string_view name{field.key().data(), field.key().size()};
      if (!asked.contains(name)) note(pointer(name), "unknown field; leave it out");
    }
  }

  // A reader of an object inside this one, which shares the list of problems.
  JsonReader inner(const json::object& inside, std::string at) {
    return JsonReader{
        std::make_unique<State>(State{{}, &inside, std::move(at), {}, problems, {}, false})};
  }
};

JsonReader::JsonReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader::~JsonReader() = default;

Result<JsonReader> JsonReader::parse(const Request& request) {
  return parse_text(request.body);
}

Result<JsonReader> JsonReader::parse_text(std::string_view text) {
  auto document = parse_strictly(text);
  if (!document) return pass(document);
  if (!document->is_object()) {
    return refuse(ErrorKind::malformed, "malformed_json", "The body must be a JSON object.");
  }
  auto state = std::make_unique<State>(State{std::move(*document), {}, {}, {}, {}, {}, false});
  state->object = &state->document.get_object();
  state->problems = &state->own;
  return JsonReader{std::move(state)};
}

std::optional<std::string> JsonReader::maybe_text(std::string_view name, std::size_t most) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  if (is_text(view_of(*value), most)) return std::string{view_of(*value)};
  wrong(name, text_wanted(most));
  return {};
}

std::string JsonReader::text(std::string_view name, std::size_t most) {
  state_->require(name, text_wanted(most));
  return maybe_text(name, most).value_or("");
}

std::optional<std::string> JsonReader::maybe_one_of(std::string_view name,
                                                    const std::vector<std::string>& allowed) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  const auto found = std::ranges::find(allowed, view_of(*value));
  if (found != allowed.end()) return *found;
  wrong(name, "one of " + quoted_list(allowed));
  return {};
}

std::string JsonReader::one_of(std::string_view name, const std::vector<std::string>& allowed) {
  ensure(!allowed.empty(), "a choice has something to choose from");
  state_->require(name, "one of " + quoted_list(allowed));
  return maybe_one_of(name, allowed).value_or(allowed.front());
}

std::optional<Date> JsonReader::maybe_date(std::string_view name) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  const auto date = date_from(view_of(*value));
  if (!date) wrong(name, "a calendar day from 1900 to 2200, such as 2024-05-14");
  return date;
}

Date JsonReader::date(std::string_view name) {
  state_->require(name, "a calendar day such as 2024-05-14");
  return maybe_date(name).value_or(Date{});
}

std::optional<std::int64_t> JsonReader::maybe_integer(std::string_view name, std::int64_t least,
                                                      std::int64_t most) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  const std::int64_t* number = value->if_int64();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  wrong(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return {};
}

std::int64_t JsonReader::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  state_->require(name, "a whole number");
  return maybe_integer(name, least, most).value_or(least);
}

bool JsonReader::boolean(std::string_view name, bool fallback) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return fallback;
  if (const bool* yes = value->if_bool()) return *yes;
  wrong(name, "true or false");
  return fallback;
}

std::optional<std::string> JsonReader::maybe_uuid(std::string_view name) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  if (is_uuid(view_of(*value))) return std::string{view_of(*value)};
  wrong(name, "a UUID in lower case");
  return {};
}

std::string JsonReader::uuid(std::string_view name) {
  state_->require(name, "a UUID in lower case");
  return maybe_uuid(name).value_or(nil_uuid);
}

std::optional<Money> JsonReader::maybe_money(std::string_view name) {
  std::optional<Money> money;
  object(
      name,
      [&](JsonReader& fields) {
        const auto before = state_->problems->size();
        const std::string amount = fields.text("amount", 20), code = fields.text("currency", 3);
        if (state_->problems->size() > before) return;
        if (!Currency::from(code)) return fields.wrong("currency", "a currency that haven knows");
        money = money_from(amount, code);
        if (money && money->minor() > 0) return;
        money.reset();
        fields.wrong("amount", "more than zero, with a point and at most two decimals, as text");
      },
      true);
  return money;
}

Money JsonReader::money(std::string_view name) {
  state_->require(name, "{\"amount\": \"12.50\", \"currency\": \"PHP\"}");
  return maybe_money(name).value_or(Money{});
}

std::vector<std::string> JsonReader::texts(std::string_view name, std::size_t count_max,
                                           std::size_t most) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  const json::array* items = value->if_array();
  if (items == nullptr || items->size() > count_max) {
    wrong(name, "a list of at most " + std::to_string(count_max) + " texts");
    return {};
  }
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string_view item = view_of((*items)[i]);
    if (is_text(item, most))
      texts.emplace_back(item);
    else
      state_->note(state_->pointer(name) + '/' + std::to_string(i), text_wanted(most));
  }
  return texts;
}

std::vector<std::pair<std::string, std::string>> JsonReader::text_map(std::string_view name,
                                                                      std::size_t count_max) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return {};
  const json::object* fields = value->if_object();
  if (fields == nullptr || fields->size() > count_max) {
    wrong(name, "an object of at most " + std::to_string(count_max) + " texts");
    return {};
  }
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& field : *fields) {
    const std::string_view key{field.key().data(), field.key().size()};
    const std::string_view text = view_of(field.value());
    if (is_text(key, name_shown_max) && is_text(text, map_value_max))
      texts.emplace_back(key, text);
    else
      state_->note(state_->pointer(name) + '/' + pointer_part(key), text_wanted(map_value_max));
  }
  return texts;
}

bool JsonReader::has(std::string_view name) const {
  return state_->object->contains({name.data(), name.size()});
}

bool JsonReader::is_object(std::string_view name) const {
  const auto* value = state_->object->if_contains({name.data(), name.size()});
  return value != nullptr && value->is_object();
}

void JsonReader::object(std::string_view name, const std::function<void(JsonReader&)>& read,
                        bool optional) {
  if (!optional) state_->require(name, "an object");
  const json::value* value = state_->take(name);
  if (value == nullptr) return;
  const json::object* inside = value->if_object();
  if (inside == nullptr) return wrong(name, "an object");
  JsonReader reader = state_->inner(*inside, state_->pointer(name));
  read(reader);
  reader.state_->note_unknown();
}

void JsonReader::list(std::string_view name, std::size_t count_max,
                      const std::function<void(JsonReader&)>& read) {
  const json::value* value = state_->take(name);
  if (value == nullptr) return;
  const json::array* items = value->if_array();
  if (items == nullptr || items->size() > count_max) {
    return wrong(name, "a list of at most " + std::to_string(count_max) + " objects");
  }
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string at = state_->pointer(name) + '/' + std::to_string(i);
    const json::object* inside = (*items)[i].if_object();
    if (inside == nullptr) {
      state_->note(at, "an object");
      continue;
    }
    JsonReader reader = state_->inner(*inside, at);
    read(reader);
    reader.state_->note_unknown();
  }
}

void JsonReader::wrong(std::string_view name, std::string detail) {
  state_->note(state_->pointer(name), std::move(detail));
}

Result<void> JsonReader::finish() {
  state_->note_unknown();
  if (state_->problems->empty()) return {};
  const auto& first = state_->problems->front();
  std::string detail = state_->problems->size() == 1 ? first.pointer + ": " + first.detail
                                                     : std::to_string(state_->problems->size()) +
                                                           " fields are wrong; see errors. First " +
                                                           first.pointer + ": " + first.detail;
  return refuse(ErrorKind::invalid, "invalid_field", std::move(detail), *state_->problems);
}

json::object json_of(const Money& money) {
  return {{"amount", decimal_text(money)}, {"currency", money.currency().code()}};
}

}  // namespace haven::http
