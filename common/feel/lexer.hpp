#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/result.hpp"

namespace haven::feel {

struct Token {
  enum class Kind : std::uint8_t { end, word, number, text, symbol };
  Kind kind = Kind::end;
  bool after_space = false;
  std::string_view spelled;  // as in the text; a text with its quotes
  [[nodiscard]] bool is(std::string_view symbol_or_word) const {
    return (kind == Kind::symbol || kind == Kind::word) && spelled == symbol_or_word;
  }
};

/// The tokens of a text, the last one of kind end. Words are parts of names or keywords: which of
/// them form a name depends on the names that are in scope, so that is the parser's business.
/// Refused: a quote or comment that never ends, a character that FEEL does not know.
Result<std::vector<Token>> tokens_of(std::string_view text);

/// What stands between the quotes of a text, with its escapes resolved; refused for an escape that
/// FEEL does not know.
Result<std::string> unescaped(std::string_view quoted);

/// "column 14: what". Columns count characters from 1; line breaks count as one.
tl::unexpected<Error> refuse_at(std::string_view text, const char* where, std::string_view what);

/// A name with single spaces, and none around operators: "a  - b" is "a-b".
std::string normal_name(std::string_view name);
/// The same for what some tokens spell.
void append_name_part(std::string& name, const Token& token);

}  // namespace haven::feel
