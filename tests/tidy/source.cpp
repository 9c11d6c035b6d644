#include "tests/tidy/source.hpp"

#include <algorithm>
#include <cctype>

namespace haven::tidy {
namespace {

bool is_word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Reads a C++ file once, from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { source_.code.assign(text); }

  Source scan() {
    while (at_ < text_.size()) step();
    return std::move(source_);
  }

 private:
  void step() {
    if (looking_at("//")) return comment(text_.find('\n', at_));
    if (looking_at("/*")) return comment(after("*/", at_ + 2));
    if (text_[at_] == '"') return begins_raw() ? raw_literal() : literal();
    if (text_[at_] == '\'' && !follows_digit()) return character();
    if (std::isspace(static_cast<unsigned char>(text_[at_])) == 0) joinable_ = false;
    ++at_;
  }

  [[nodiscard]] bool looking_at(std::string_view what) const {
    return text_.substr(at_, what.size()) == what;
  }
  [[nodiscard]] bool begins_raw() const {
    return at_ > 0 && text_[at_ - 1] == 'R' && (at_ == 1 || !is_word_part(text_[at_ - 2]));
  }
  // In 1'000'000 the quote separates digits.
  [[nodiscard]] bool follows_digit() const { return at_ > 0 && is_word_part(text_[at_ - 1]); }

  [[nodiscard]] std::size_t after(std::string_view end, std::size_t from) const {
    const auto found = text_.find(end, from);
    return found == std::string_view::npos ? found : found + end.size();
  }

  void comment(std::size_t end) {
    end = std::min(end, text_.size());
    source_.comments.push_back({at_, std::string{text_.substr(at_, end - at_)}});
    blank(at_, end);
    at_ = end;
  }

  void literal() {
    const std::size_t inside = at_ + 1;
    const std::size_t end = end_of_quoted('"');
    keep(inside, end);
    at_ = std::min(end + 1, text_.size());
  }

  void raw_literal() {
    const auto open = std::min(text_.find('(', at_), text_.size());
    const std::string close = ")" + std::string{text_.substr(at_ + 1, open - at_ - 1)} + "\"";
    const auto end = std::min(text_.find(close, open), text_.size());
    keep(std::min(open + 1, text_.size()), end);
    at_ = std::min(end + close.size(), text_.size());
  }

  void character() {
    const std::size_t end = end_of_quoted('\'');
    blank(at_ + 1, end);
    at_ = std::min(end + 1, text_.size());
    joinable_ = false;
  }

  [[nodiscard]] std::size_t end_of_quoted(char quote) const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote) end += text_[end] == '\\' ? 2 : 1;
    return std::min(end, text_.size());
  }

  void keep(std::size_t from, std::size_t to) {
    const std::string_view inside = text_.substr(from, to - from);
    if (joinable_) {
      source_.literals.back().text += inside;
    } else {
      source_.literals.push_back({from, std::string{inside}});
    }
    blank(from, to);
    joinable_ = true;
  }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < source_.code.size(); ++i) {
      if (source_.code[i] != '\n') source_.code[i] = ' ';
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool joinable_ = false;  // nothing but space and comments since the last string literal
  Source source_;
};

}  // namespace

Source source_of(std::string_view text) {
  return Scanner{text}.scan();
}

int line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<int>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (auto at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool starts = at == 0 || !is_word_part(text[at - 1]);
    const bool stops = end == text.size() || !is_word_part(text[end]);
    if (starts && stops) return at;
  }
  return std::string_view::npos;
}

}  // namespace haven::tidy
