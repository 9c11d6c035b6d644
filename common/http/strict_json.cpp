#include "common/http/strict_json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <set>
#include <string>
#include <vector>

namespace haven::http {
namespace {

namespace json = boost::json;
using json::error_code;
using json::string_view;

constexpr std::size_t depth_max = 32;

// Builds the value as Boost.JSON's own handler does, and looks at every key on the way.
struct KeyWatcher {
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  json::value_stack stack;
  std::vector<std::set<std::string>> keys;  // of the objects that are open
  std::string key;                          // the parts of a key so far
  bool has_duplicate = false;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    keys.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t count, error_code&) {
    keys.pop_back();
    stack.push_object(count);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t count, error_code&) {
    stack.push_array(count);
    return true;
  }
  bool on_key_part(string_view part, std::size_t, error_code&) {
    key.append(part.data(), part.size());
    stack.push_chars(part);
    return true;
  }
  bool on_key(string_view part, std::size_t, error_code& error) {
    key.append(part.data(), part.size());
    stack.push_key(part);
    has_duplicate = !keys.back().insert(std::exchange(key, {})).second;
    if (has_duplicate) error = json::error::exception;
    return !has_duplicate;
  }
  bool on_string_part(string_view part, std::size_t, error_code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(string_view part, std::size_t, error_code&) {
    stack.push_string(part);
    return true;
  }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, string_view, error_code&) {
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, string_view, error_code&) {
    stack.push_uint64(number);
    return true;
  }
  bool on_double(double number, string_view, error_code&) {
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool yes, error_code&) {
    stack.push_bool(yes);
    return true;
  }
  bool on_null(error_code&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }
};

std::string reason_of(const error_code& error, bool has_duplicate) {
  if (has_duplicate) return "an object has the same field twice";
  if (error == json::error::too_deep) return "it is nested deeper than 32 levels";
  if (error == json::error::incomplete) return "it ends too early";
  if (error == json::error::extra_data) return "something follows its end";
  return "its syntax or its UTF-8 is broken";
}

}  // namespace

Result<json::value> parse_strictly(std::string_view text) {
  json::parse_options options;
  options.max_depth = depth_max;
  json::basic_parser<KeyWatcher> parser{options};
  parser.handler().stack.reset();
  error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (!error && !parser.done()) error = json::error::incomplete;
  if (!error) return parser.handler().stack.release();
  return refuse(
      ErrorKind::malformed, "malformed_json",
      "The text is not acceptable JSON: " + reason_of(error, parser.handler().has_duplicate) + '.');
}

}  // namespace haven::http
