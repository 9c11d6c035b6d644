#include <algorithm>
#include <array>
#include <cctype>

#include "tests/tidy/sizes.hpp"

namespace haven::tidy {
namespace {

bool is_space(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// What a brace opens, judged by what stands before it since the last statement.
enum class Scope { space, type, function, initializer };

bool ends_like_a_function(std::string_view head) {
  static constexpr std::array<std::string_view, 6> tails{")",        "}",        "const",
                                                         "noexcept", "override", "try"};
  return std::ranges::any_of(tails, [&](std::string_view tail) { return head.ends_with(tail); }) ||
         head.find(") ->") != head.npos || head.find("requires ") != head.npos;
}

Scope scope_of(std::string_view head) {
  head = trimmed(head);
  const auto open = std::ranges::count(head, '(');
  if (open != std::ranges::count(head, ')')) return Scope::initializer;  // inside an argument list
  if (open > 0 && !head.ends_with('=')) {
    return ends_like_a_function(head) ? Scope::function : Scope::initializer;
  }
  if (find_word(head, "namespace") != head.npos || find_word(head, "extern") != head.npos) {
    return Scope::space;
  }
  for (const std::string_view keyword : {"class", "struct", "union", "enum"}) {
    if (find_word(head, keyword) != head.npos) return Scope::type;
  }
  return Scope::initializer;
}

// "Result<T> Pool::lease(" -> "Pool::lease"; "TEST(Suite, Name)" -> "TEST(Suite, Name)".
std::string name_in(std::string_view head) {
  head = trimmed(head);
  if (head.starts_with("TEST")) return std::string{head.substr(0, head.find(')') + 1)};
  std::string_view before = trimmed(head.substr(0, head.find('(')));
  const auto space = before.find_last_of(" \n*&");
  return std::string{space == before.npos ? before : before.substr(space + 1)};
}

class FunctionFinder {
 public:
  explicit FunctionFinder(std::string_view code) : code_(code) {}

  std::vector<Function> find() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      if (code_[at_] == '\n') ++line_;
      if (code_[at_] == '#' && starts_line()) {
        skip_directive();
      } else if (inside_function_ > 0) {
        follow_body();
      } else {
        follow_declarations();
      }
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool starts_line() const {
    const auto line = code_.rfind('\n', at_);
    return trimmed(code_.substr(line + 1, at_ - line - 1)).empty();
  }
  void skip_directive() {
    do {
      at_ = std::min(code_.find('\n', at_ + 1), code_.size());
      ++line_;
    } while (at_ < code_.size() && code_[at_ - 1] == '\\');
  }

  void follow_body() {
    if (code_[at_] == '{') ++inside_function_;
    if (code_[at_] == '}' && --inside_function_ == 0) {
      found_.back().lines = line_ - found_.back().line + 1;
      head_.clear();
    }
  }

  void follow_declarations() {
    const char c = code_[at_];
    if (c == '{') {
      open(scope_of(head_));
    } else if (c == '}') {
      close();
    } else if (c == ';' || (c == ':' && is_access_label())) {
      head_.clear();
    } else {
      if (head_.empty() && is_space(c)) return;
      if (head_.empty()) head_begins_ = line_;
      head_ += c;
    }
  }

  [[nodiscard]] bool is_access_label() const {
    const std::string_view head = trimmed(head_);
    return head == "public" || head == "private" || head == "protected";
  }

  void open(Scope scope) {
    if (scope == Scope::function) {
      found_.push_back({name_in(head_), head_begins_, 0});
      inside_function_ = 1;
      return;
    }
    scopes_.push_back(scope);
    if (scope == Scope::initializer) {
      head_ += '{';
    } else {
      head_.clear();
    }
  }

  // After `a_{x}` of a constructor's list the head goes on: its body is still to come.
  void close() {
    const bool goes_on = !scopes_.empty() && scopes_.back() == Scope::initializer;
    if (!scopes_.empty()) scopes_.pop_back();
    if (goes_on) {
      head_ += '}';
    } else {
      head_.clear();
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::string head_;
  int head_begins_ = 0;
  std::vector<Scope> scopes_;
  int inside_function_ = 0;
  std::vector<Function> found_;
};

}  // namespace

std::vector<Function> functions_of(const File& file) {
  return FunctionFinder{file.source.code}.find();
}

}  // namespace haven::tidy
