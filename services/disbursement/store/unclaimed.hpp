#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/unclaimed.hpp"

namespace haven::disbursement::store {

void insert_unclaimed(db::Transaction& tx, const std::vector<Unclaimed>& records);

/// The record of the payment's latest attempt that has one.
std::optional<Unclaimed> find_unclaimed(db::Transaction& tx, const std::string& fund,
                                        const PaymentId& payment);
std::optional<Unclaimed> find_unclaimed_for_update(db::Transaction& tx, const std::string& fund,
                                                   const PaymentId& payment);
/// The entitlement's records that are still unclaimed, locked.
std::vector<Unclaimed> open_unclaimed_for_update(db::Transaction& tx, const std::string& fund,
                                                 const EntitlementId& entitlement);

/// True when there was a record that was still unclaimed.
bool save_found(db::Transaction& tx, const PaymentId& payment, Date today);
void save_end_asked(db::Transaction& tx, const Unclaimed& record, Instant now);
void save_ended(db::Transaction& tx, const Unclaimed& record);

std::vector<Trace> traces_of(db::Transaction& tx, const PaymentId& payment, int attempt);
/// Writes the attempt and when the next is due.
void insert_trace(db::Transaction& tx, const Unclaimed& record, const Trace& trace, Instant now);

/// Which records to show; an empty one asks for all.
struct UnclaimedFilter {
  std::string state;
  std::optional<Date> since_at_latest;
  std::optional<Date> trace_due_before;  // only what is still unclaimed
};
/// The longest unclaimed first, after the record with this key.
std::vector<Unclaimed> unclaimed_by(db::Transaction& tx, const std::string& fund,
                                    const UnclaimedFilter& filter, const std::string& after,
                                    int limit);
std::string key_of(const Unclaimed& record);
bool is_unclaimed_key(const std::string& text);

/// What is unclaimed now, by age and currency.
struct AgeTotal {
  AgeBand band = AgeBand::up_to_1;
  std::int64_t count = 0;
  Money total;
};
std::vector<AgeTotal> unclaimed_ageing(db::Transaction& tx, const std::string& fund, Date today);

}  // namespace haven::disbursement::store
