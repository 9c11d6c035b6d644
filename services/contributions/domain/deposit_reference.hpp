#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/contributions/domain/deposit.hpp"

namespace haven::contributions {

/// What a partner prints on its transfer: "HD", twelve letters and digits made from the deposit's
/// id, and a check character.
std::string deposit_reference_of(const DepositId& deposit);

/// The check character by ISO 7064 MOD 37,36: it finds every wrong character, and nearly every swap
/// of neighbours. `text` is of capitals and digits.
char check_character_of(std::string_view text);

/// A reference as banks print it: small letters made capital, everything but letters and digits
/// left out, at most 140 characters.
std::string name_as_printed(std::string_view reference);

/// Our references that stand in texts of a bank line, alone or amid other words.
std::set<std::string> deposit_references_in(const std::vector<std::string>& names);

}  // namespace haven::contributions
