#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace haven::tidy {

/// A piece of a C++ file: where it begins, and its text.
struct Piece {
  std::size_t offset = 0;
  std::string text;
};

/// A C++ file taken apart, so that a check of code does not stumble over words in comments or
/// texts.
struct Source {
  std::string code;             // the file with comments and the insides of literals blanked out:
                                // the same length and the same line breaks
  std::vector<Piece> literals;  // string literals, decoded of nothing; neighbours are one
  std::vector<Piece> comments;
};

Source source_of(std::string_view text);

/// The line, from 1, on which `offset` lies.
int line_at(std::string_view text, std::size_t offset);

/// Where `word` stands as a whole word, from `from` on; npos when nowhere.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

}  // namespace haven::tidy
