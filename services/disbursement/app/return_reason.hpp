#pragma once
#include <cstddef>
#include <string>

#include "common/iso20022/statement.hpp"

namespace haven::disbursement {

/// At most so many bytes, cut between characters.
std::string shortened(const std::string& text, std::size_t most);

/// Why the bank says no: its code, and its own words, or those that the code stands for.
struct BankReason {
  std::string code;
  std::string words;
};
BankReason reason_of(const iso20022::ReturnReason& reason);

}  // namespace haven::disbursement
