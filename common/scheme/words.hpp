#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "common/scheme/loading.hpp"

/// A word that no case uses (`incident.cause = "hanging"`) is a typing mistake that no compiler
/// finds: the texts that an expression compares with a fact are held against the pack's codes.
namespace haven::scheme {

/// One sentence for each text that is no word of its fact, and for each scheme, benefit or state
/// that a function is asked about and that does not exist.
std::vector<std::string> strange_words(std::string_view expression, const Loading& loading);
/// The same for the input entry of a table's column with that input expression.
std::vector<std::string> strange_words(std::string_view input, std::string_view entry,
                                       const Loading& loading);

}  // namespace haven::scheme
