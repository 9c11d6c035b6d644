#pragma once
#include <string>
#include <vector>

#include "services/ledger/app/verify_journal.hpp"

namespace haven {

/// The files of the ledger's public keys: those that were given, else the one beside the key with
/// which this haven signs (HAVEN_LEDGER_KEY, or ledger-key.pem in HAVEN_DATA).
std::vector<std::string> ledger_keys(const std::vector<std::string>& given);

/// Accepts what one of the keys signed. Throws when a file holds no public key.
ledger::Accepts accepts_any(const std::vector<std::string>& files);

}  // namespace haven
