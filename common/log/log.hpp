#pragma once
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace haven::log {

/// One field of a line: a name and an id, code, count or duration. Never a person's name, a
/// passport, an account, a request body or SQL error text.
struct Field {
  Field(std::string_view field, std::string_view text) : name(field), value(text), quoted(true) {}
  Field(std::string_view field, const char* text) : name(field), value(text), quoted(true) {}
  Field(std::string_view field, const std::string& text) : name(field), value(text), quoted(true) {}
  Field(std::string_view field, std::int64_t number)
      : name(field), value(std::to_string(number)), quoted(false) {}
  Field(std::string_view field, int number)
      : name(field), value(std::to_string(number)), quoted(false) {}
  Field(std::string_view field, std::size_t number)
      : name(field), value(std::to_string(number)), quoted(false) {}
  Field(std::string_view field, bool yes)
      : name(field), value(yes ? "true" : "false"), quoted(false) {}

  std::string_view name;
  std::string value;
  bool quoted;
};

/// One JSON line on standard error. `event` is snake_case, past tense and never built at run time.
void info(std::string_view event, std::initializer_list<Field> fields = {});
void warning(std::string_view event, std::initializer_list<Field> fields = {});

/// The only way to log an exception: prints its type, and SQLSTATE and constraint where there are
/// any, never its message.
void failure(std::string_view event, const std::exception& exception,
             std::initializer_list<Field> fields = {});

/// Silences info lines (tests, short commands).
void set_quiet(bool quiet);

/// What an exception lets be known of itself without personal data; db::Failure implements it.
struct Telling {
  virtual ~Telling() = default;
  [[nodiscard]] virtual std::string telling() const = 0;
  /// True when it passes by itself, such as a database that restarts: worth another try.
  [[nodiscard]] virtual bool may_pass() const { return false; }
};

/// What may be told of an exception outside a log line: its type, and what it tells of itself.
std::string told_of(const std::exception& exception);

/// A line's trace id for everything logged on this thread while it lives.
class Trace {
 public:
  explicit Trace(std::string id);
  ~Trace();
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;
  static const std::string& current();

 private:
  std::string before_;
};

}  // namespace haven::log
