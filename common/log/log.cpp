#include "common/log/log.hpp"

#include <cxxabi.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <typeinfo>

#include "common/core/clock.hpp"

namespace haven::log {
namespace {

std::atomic<bool> quiet = false;
thread_local std::string trace;

// JSON string escapes, control characters included, so that no value can forge a line.
void append_quoted(std::string& line, std::string_view text) {
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned char>(c));
      line += escape;
    } else {
      line += c;
    }
  }
  line += '"';
}

void append(std::string& line, const Field& field) {
  line += ',';
  append_quoted(line, field.name);
  line += ':';
  if (field.quoted)
    append_quoted(line, field.value);
  else
    line += field.value;
}

void write(std::string_view level, std::string_view event, std::initializer_list<Field> fields,
           std::initializer_list<Field> more = {}) {
  std::string line = "{\"at\":\"" + text_of(system_clock()()) + "\"";
  append(line, {"level", level});
  append(line, {"event", event});
  if (!trace.empty()) append(line, {"trace", trace});
  for (const Field& field : fields) append(line, field);
  for (const Field& field : more) append(line, field);
  line += "}\n";
  // One write call per line, so that lines of several threads and processes do not mix.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

std::string type_name(const std::exception& exception) {
  int status = 0;
  const char* mangled = typeid(exception).name();
  const std::unique_ptr<char, void (*)(void*)> name{
      abi::__cxa_demangle(mangled, nullptr, nullptr, &status), std::free};
  return status == 0 ? name.get() : mangled;
}

}  // namespace

void set_quiet(bool on) {
  quiet = on;
}

void info(std::string_view event, std::initializer_list<Field> fields) {
  if (!quiet) write("info", event, fields);
}

void warning(std::string_view event, std::initializer_list<Field> fields) {
  write("warning", event, fields);
}

void failure(std::string_view event, const std::exception& exception,
             std::initializer_list<Field> fields) {
  const auto* teller = dynamic_cast<const Telling*>(&exception);
  write("error", event, fields,
        {{"exception", type_name(exception)}, {"tells", teller ? teller->telling() : ""}});
}

std::string told_of(const std::exception& exception) {
  const auto* teller = dynamic_cast<const Telling*>(&exception);
  return type_name(exception) + (teller ? ": " + teller->telling() : "");
}

Trace::Trace(std::string id) : before_(std::exchange(trace, std::move(id))) {}
Trace::~Trace() {
  trace = std::move(before_);
}
const std::string& Trace::current() {
  return trace;
}

}  // namespace haven::log
