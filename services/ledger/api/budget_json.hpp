#pragma once
#include <string>
#include <vector>

#include "services/ledger/domain/earmark.hpp"
#include "services/ledger/store/exchanges.hpp"
#include "services/ledger/store/expiries.hpp"

/// Expiries, exchanges and earmarks as the JSON of docs/api/ledger.yaml. `next` is a cursor, empty
/// at the end.
namespace haven::ledger {

std::string json_of(const Expiry& expiry);
std::string json_of(const std::vector<Expiry>& expiries, const std::string& next);
std::string json_of(const Exchange& exchange);
std::string json_of(const std::vector<Exchange>& exchanges, const std::string& next);
std::string json_of(const std::vector<EarmarkFigures>& earmarks);

}  // namespace haven::ledger
