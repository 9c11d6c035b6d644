#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace haven::disbursement {

/// The words of a name in small letters; punctuation parts them, an apostrophe does not. Letters
/// that are not ASCII stay as they are: romanise a name first.
std::vector<std::string> name_words(std::string_view name);

/// How alike two names are, of 100. Order and capitals do not count; an initial stands for a word;
/// a word may be spelled a little differently; each word that only one name has costs 8, so that a
/// middle name may be missing. A name of one word, or of initials alone, is never more than half
/// like a longer one. 0 when either has no word.
int name_score(std::string_view one, std::string_view other);

}  // namespace haven::disbursement
