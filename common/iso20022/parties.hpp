#pragma once
#include <string>
#include <string_view>

namespace haven::iso20022 {

/// An account has an IBAN or, where banks do not use them, a number of another kind.
struct Account {
  std::string iban;
  std::string other;
  bool operator==(const Account&) const = default;
  [[nodiscard]] bool empty() const { return iban.empty() && other.empty(); }
};

/// A bank, by whatever is known of it.
struct Agent {
  std::string bic;
  std::string clearing_system;  // ISO code such as "INFSC", or the clearing house's own name
  std::string clearing_id;      // the bank's number there
  std::string name;
  bool operator==(const Agent&) const = default;
  [[nodiscard]] bool empty() const { return bic.empty() && clearing_id.empty() && name.empty(); }
};

/// True for an IBAN without spaces whose check digits are right (ISO 13616).
bool is_iban(std::string_view text);
/// True for the form of a BIC, eight or eleven characters (ISO 9362).
bool is_bic(std::string_view text);

}  // namespace haven::iso20022
