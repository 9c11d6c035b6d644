#pragma once
#include <string_view>
#include <vector>

#include "common/iso20022/statement.hpp"
#include "services/disbursement/domain/statement.hpp"

namespace haven::disbursement {

/// At most so many names are kept of a line.
constexpr std::size_t line_names_max = 40;

/// The names in a transaction that could be ours, a partner's or a debtor's: first what we give out
/// ourselves, then what has a digit, then what has letters only, each the most trustworthy first.
/// Letters only: at least four, where a bank puts references; of a free text, in capitals and no
/// part of a party's name. No name is longer than 60 characters.
std::vector<LineName> names_in(const iso20022::Detail& detail);
/// The same for a free text.
std::vector<LineName> names_in(std::string_view text);

}  // namespace haven::disbursement
