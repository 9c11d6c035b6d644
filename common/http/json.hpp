#pragma once
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"

namespace haven::http {

struct Request;

/// Reads one JSON object strictly. Every problem is collected with its JSON pointer: a missing or
/// wrong field, a number where text belongs, an impossible date, and, in finish(), every field that
/// nobody asked for. The getters return a default after a problem, so that one pass finds them all;
/// a choice returns the first that is allowed, a UUID the nil one, so that what follows can go on.
/// null is a wrong value, not a missing one.
///
///     auto body = JsonReader::parse(request);
///     if (!body) return pass(body);
///     command.kind = body->one_of("kind", {"death", "disability"});
///     command.on = body->date("incident_on");
///     if (auto complete = body->finish(); !complete) return pass(complete);
class JsonReader {
 public:
  /// Refused as malformed: no JSON, no object, duplicate keys, deeper than 32, not UTF-8.
  static Result<JsonReader> parse(const Request& request);
  static Result<JsonReader> parse_text(std::string_view json);
  JsonReader(JsonReader&&) noexcept;
  ~JsonReader();

  /// Required text of 1 to `most` characters without control characters.
  std::string text(std::string_view name, std::size_t most = 200);
  std::optional<std::string> maybe_text(std::string_view name, std::size_t most = 200);
  std::string one_of(std::string_view name, const std::vector<std::string>& allowed);
  std::optional<std::string> maybe_one_of(std::string_view name,
                                          const std::vector<std::string>& allowed);
  Date date(std::string_view name);
  std::optional<Date> maybe_date(std::string_view name);
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> maybe_integer(std::string_view name, std::int64_t least,
                                            std::int64_t most);
  bool boolean(std::string_view name, bool fallback);
  std::string uuid(std::string_view name);
  std::optional<std::string> maybe_uuid(std::string_view name);
  /// {"amount": "12.50", "currency": "PHP"}, more than zero. A JSON number is refused: money is
  /// text.
  Money money(std::string_view name);
  std::optional<Money> maybe_money(std::string_view name);
  /// Texts, each 1 to `most` characters.
  std::vector<std::string> texts(std::string_view name, std::size_t count_max,
                                 std::size_t most = 100);
  /// text -> text, such as the facts of a case.
  std::vector<std::pair<std::string, std::string>> text_map(std::string_view name,
                                                            std::size_t count_max);

  [[nodiscard]] bool has(std::string_view name) const;
  /// For a field that may be a text or an object; does not count as read.
  [[nodiscard]] bool is_object(std::string_view name) const;
  /// Reads a nested object with `read`; required unless `optional`. Its problems and unknown fields
  /// join this reader's.
  void object(std::string_view name, const std::function<void(JsonReader&)>& read,
              bool optional = false);
  /// Reads a list of objects; absent counts as empty.
  void list(std::string_view name, std::size_t count_max,
            const std::function<void(JsonReader&)>& read);
  /// Notes a problem of a field that was read, for rules that only the caller knows.
  void wrong(std::string_view name, std::string detail);

  /// Refused (invalid, code invalid_field) when anything was wrong or a field is unknown.
  Result<void> finish();

 private:
  struct State;
  explicit JsonReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// {"amount": "12.50", "currency": "PHP"} for answers.
boost::json::object json_of(const Money& money);

}  // namespace haven::http
