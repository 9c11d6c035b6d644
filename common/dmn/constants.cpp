#include "common/dmn/constants.hpp"

#include <array>
#include <cctype>

#include "common/dmn/xml.hpp"

namespace haven::dmn {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads an entry from left to right; every `take` says whether what it looks for stood there.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(trimmed(text)) {}

  std::optional<std::vector<std::string>> read() {
    if (rest_.empty() || rest_ == "-") return constants_;
    const bool negated = take_call("not");
    do {
      if (!take_test()) return {};
    } while (take(","));
    if (negated && !take(")")) return {};
    if (!rest_.empty()) return {};
    return std::move(constants_);
  }

 private:
  void skip_space() { rest_ = trimmed(rest_); }

  bool take(std::string_view symbol) {
    if (!rest_.starts_with(symbol)) return false;
    rest_.remove_prefix(symbol.size());
    skip_space();
    return true;
  }

  // A name and its opening parenthesis.
  bool take_call(std::string_view name) {
    const std::string_view before = rest_;
    if (take(name) && take("(")) return true;
    rest_ = before;
    return false;
  }

  bool take_test() {
    static constexpr std::array<std::string_view, 6> operators{"<=", ">=", "!=", "<", ">", "="};
    for (const std::string_view each : operators) {
      if (take(each)) return take_constant();
    }
    if (!take("[") && !take("]") && !take("(")) return take_constant();
    return take_constant() && take("..") && take_constant() &&
           (take("]") || take(")") || take("["));
  }

  bool take_constant() {
    const std::string_view before = rest_;
    const bool took = take_text() || take_at() || take_number() || take_word() || take_calendar();
    if (took) constants_.emplace_back(trimmed(before.substr(0, before.size() - rest_.size())));
    return took;
  }

  bool take_text() {
    if (rest_.empty() || rest_[0] != '"') return false;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        skip_space();
        return true;
      }
    }
    return false;
  }

  bool take_at() { return take("@") && take_text(); }

  bool take_number() {
    std::size_t at = !rest_.empty() && rest_[0] == '-' ? 1 : 0;
    const std::size_t first = at;
    while (at < rest_.size() && is_digit(rest_[at])) ++at;
    // "1..5" is an interval, "1.5" a number.
    if (at + 1 < rest_.size() && rest_[at] == '.' && is_digit(rest_[at + 1])) {
      ++at;
      while (at < rest_.size() && is_digit(rest_[at])) ++at;
    }
    if (at == first || (at < rest_.size() && std::isalpha(static_cast<unsigned char>(rest_[at])))) {
      return false;
    }
    rest_.remove_prefix(at);
    skip_space();
    return true;
  }

  bool take_word() {
    static constexpr std::array<std::string_view, 3> words{"true", "false", "null"};
    for (const std::string_view word : words) {
      const std::string_view before = rest_;
      if (take(word) && (rest_.empty() || rest_[0] == ',' || rest_[0] == ')')) return true;
      rest_ = before;
    }
    return false;
  }

  bool take_calendar() {
    for (const std::string_view function : {"date", "duration"}) {
      if (take_call(function)) return take_text() && take(")");
    }
    return false;
  }

  std::string_view rest_;
  std::vector<std::string> constants_;
};

}  // namespace

bool matches_anything(std::string_view entry) {
  return trimmed(entry).empty() || trimmed(entry) == "-";
}

std::optional<std::vector<std::string>> constants_of(std::string_view entry) {
  return Reader{entry}.read();
}

}  // namespace haven::dmn
