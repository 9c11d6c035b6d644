#include "common/feel/lexer.hpp"

#include <algorithm>

namespace haven::feel {
namespace {
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Every character beyond ASCII that is no space is taken for a letter: names come in all scripts.
bool is_word(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return (lower >= 'a' && lower <= 'z') || is_digit(c) || c == '_' || c == '?' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The length of the space that the text begins with; 0 when it begins with none.
std::size_t space_at(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view(" \t\n\r\v\f").find(text[0]) != std::string_view::npos) return 1;
  for (std::string_view space :
       {"\u00A0", "\u0085", "\u1680", "\u180E", "\u2000", "\u2001", "\u2002", "\u2003",
        "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u200B",
        "\u2028", "\u2029", "\u202F", "\u205F", "\u3000", "\uFEFF"})
    if (text.starts_with(space)) return space.size();
  return 0;
}

std::string_view symbol_at(std::string_view text) {
  for (std::string_view symbol : {"**", "..", "!=", "<=", ">=", "->"})
    if (text.starts_with(symbol)) return text.substr(0, 2);
  if (std::string_view("+-*/=<>()[]{},:.@'&%#$!|~^;").find(text[0]) != std::string_view::npos)
    return text.substr(0, 1);
  return {};
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> tokens() {
    for (;;) {
      const std::size_t before = at_;
      if (!skip_space()) return refuse_at(text_, here(), "a comment begins here and never ends");
      Token token{Token::Kind::end, at_ != before, {}};
      if (at_ < text_.size()) {
        if (const char* problem = scan(token)) return refuse_at(text_, here(), problem);
      } else {
        token.spelled = text_.substr(at_);
      }
      tokens_.push_back(token);
      if (token.kind == Token::Kind::end) return std::move(tokens_);
    }
  }

 private:
  [[nodiscard]] const char* here() const { return text_.data() + at_; }
  [[nodiscard]] char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool skip_space() {
    for (;;) {
      const std::string_view rest = text_.substr(at_);
      if (const std::size_t space = space_at(rest)) {
        at_ += space;
      } else if (rest.starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (rest.starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        if (end == text_.npos) return false;
        at_ = end + 2;
      } else {
        return true;
      }
    }
  }

  /// Reads one token; the problem when there is none.
  const char* scan(Token& token) {
    std::size_t size = 0;
    if (is_digit(peek(0)) || (peek(0) == '.' && is_digit(peek(1)))) {
      token.kind = Token::Kind::number;
      size = number_size();
    } else if (is_word(peek(0))) {
      token.kind = Token::Kind::word;
      while (is_word(peek(size)) && space_at(text_.substr(at_ + size)) == 0) ++size;
    } else if (peek(0) == '"') {
      token.kind = Token::Kind::text;
      size = quoted_size();
      if (size == 0) return "a text begins here and its closing quote is missing";
    } else {
      token.kind = Token::Kind::symbol;
      size = symbol_at(text_.substr(at_)).size();
      if (size == 0) return "this character has no meaning here";
    }
    token.spelled = text_.substr(at_, size);
    at_ += size;
    return nullptr;
  }

  /// "1..2" holds two numbers, "1.5e3" is one.
  [[nodiscard]] std::size_t number_size() const {
    std::size_t size = 0;
    while (is_digit(peek(size))) ++size;
    if (peek(size) == '.' && is_digit(peek(size + 1))) {
      ++size;
      while (is_digit(peek(size))) ++size;
    }
    if (peek(size) == 'e' || peek(size) == 'E') {
      std::size_t digits = size + 1;
      if (peek(digits) == '+' || peek(digits) == '-') ++digits;
      if (is_digit(peek(digits))) {
        size = digits;
        while (is_digit(peek(size))) ++size;
      }
    }
    return size;
  }

  [[nodiscard]] std::size_t quoted_size() const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '"') return i + 1 - at_;
      if (text_[i] == '\\') ++i;
    }
    return 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};
}  // namespace

Result<std::vector<Token>> tokens_of(std::string_view text) {
  return Lexer(text).tokens();
}

tl::unexpected<Error> refuse_at(std::string_view text, const char* where, std::string_view what) {
  const auto begin = text.begin();
  const auto column = 1 + std::count_if(begin, begin + (where - text.data()),
                                        [](char c) { return (c & 0xC0) != 0x80; });
  return refuse(ErrorKind::invalid, "invalid_expression",
                "column " + std::to_string(column) + ": " + std::string(what));
}

void append_name_part(std::string& name, const Token& token) {
  const bool word = token.kind == Token::Kind::word || token.kind == Token::Kind::number;
  if (word && token.after_space && !name.empty() && is_word(name.back())) name += ' ';
  name += token.spelled;
}

std::string normal_name(std::string_view name) {
  std::string normal;
  bool space = false;
  for (std::size_t i = 0; i < name.size();) {
    if (const std::size_t size = space_at(name.substr(i))) {
      space = true;
      i += size;
      continue;
    }
    if (space && is_word(name[i]) && !normal.empty() && is_word(normal.back())) normal += ' ';
    space = false;
    normal += name[i++];
  }
  return normal;
}

}  // namespace haven::feel
