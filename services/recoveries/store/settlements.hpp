#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/settlement.hpp"

namespace haven::recoveries {

/// One file of an insurer.
struct Settlement {
  SettlementId id;
  std::string fund, insurer, sha256;
  std::int64_t lines = 0;
  std::string taken_by;
  Instant taken_at{};
};

struct SettlementLine {
  std::int64_t line = 0;
  ToldResult result = ToldResult::refused;
  ReceivableId receivable;    // empty where none is certain
  std::string field, reason;  // of a refused one
};

}  // namespace haven::recoveries

namespace haven::recoveries::store {

std::optional<Settlement> find_same_settlement(db::Transaction& tx, const Settlement& settlement);
/// False when the file of this content came at this moment.
bool insert_settlement(db::Transaction& tx, const Settlement& settlement);
void insert_settlement_line(db::Transaction& tx, const SettlementId& id,
                            const SettlementLine& line);
std::optional<Settlement> find_settlement(db::Transaction& tx, const std::string& fund,
                                          const SettlementId& id);
std::map<std::string, std::int64_t> settlement_results(db::Transaction& tx, const SettlementId& id);
/// Of one result unless `result` is empty, by number after `after`.
std::vector<SettlementLine> page_of_settlement_lines(db::Transaction& tx, const SettlementId& id,
                                                     const std::string& result, std::int64_t after,
                                                     int limit);

bool was_told_before(db::Transaction& tx, const ReceivableId& receivable, const ToldPayment& told);
void insert_told(db::Transaction& tx, const ReceivableId& receivable, const ToldPayment& told,
                 const SettlementId& settlement);

}  // namespace haven::recoveries::store
