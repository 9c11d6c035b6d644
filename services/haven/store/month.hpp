#pragma once
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"

/// What a month of a fund looks like, counted over all services' tables with the role
/// haven_auditor.
namespace haven::store {

struct KindCount {
  std::string kind;
  std::int64_t filed = 0, straight_through = 0, referred = 0, approved = 0, paid = 0, refused = 0,
               withdrawn = 0, open = 0;
};
std::vector<KindCount> claims_by_kind(db::Transaction& tx, const std::string& fund);

struct RefusalCount {
  std::string scheme, benefit, reason;
  std::int64_t lines = 0;
};
std::vector<RefusalCount> refusals_by_reason(db::Transaction& tx, const std::string& fund);

struct PaidCount {
  std::string layer, scheme, benefit, currency;
  std::int64_t entitlements = 0, awarded_minor = 0, settled_minor = 0;
};
std::vector<PaidCount> paid_by_benefit(db::Transaction& tx, const std::string& fund);

struct StageTime {
  std::string stage;
  std::int64_t claims = 0;
  std::int64_t median_ms = 0, p95_ms = 0, longest_ms = 0;
};
/// Time between the moves of the claims' histories, in the order in which a claim meets the stages.
std::vector<StageTime> times_by_stage(db::Transaction& tx, const std::string& fund);

struct WaitingCount {
  std::string waiting_for, next_step;
  std::int64_t claims = 0, overdue = 0;
};
std::vector<WaitingCount> open_claims_by_turn(db::Transaction& tx, const std::string& fund,
                                              Instant now);

struct AccountBalance {
  std::string account, kind, currency;
  std::int64_t debit_minor = 0, credit_minor = 0;
};
/// Every account's turnover; debits and credits are equal in each currency when the books balance.
std::vector<AccountBalance> account_balances(db::Transaction& tx, const std::string& fund);

}  // namespace haven::store
