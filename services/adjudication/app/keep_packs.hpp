#pragma once
#include "common/db/transaction.hpp"
#include "services/adjudication/app/rules.hpp"

namespace haven::adjudication {

/// Keeps every pack that this process decides by, so that what it decides can be evaluated again
/// when the rules have changed. At start, before the first decision.
void keep_packs(const service::Setting& setting, const Packs& packs);

/// The pack of a stored decision: the installed one if it is the same, else the kept one. Refused:
/// neither is there.
Result<scheme::PackPtr> pack_of_decision(db::Transaction& tx, const std::string& name,
                                         const std::string& hash, const Packs& installed);

}  // namespace haven::adjudication
