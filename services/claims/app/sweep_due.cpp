#include "services/claims/app/sweep_due.hpp"

#include "common/log/log.hpp"
#include "services/claims/app/take_move.hpp"
#include "services/claims/store/claims.hpp"

namespace haven::claims {
namespace {

constexpr int batch_max = 200;  // claims in one transaction

void warn(db::Transaction& tx, Claim& claim, Instant now) {
  TurnFacts facts;
  facts.now = now;
  if (!take_move(tx, claim, Move::fell_overdue, facts, {"claims", "sweep"})) return;
  log::warning("claim_fell_overdue", {{"claim", claim.id.text()},
                                      {"state", name_of(claim.state)},
                                      {"next_step", claim.turn->next_step},
                                      {"waiting_for", name_of(claim.turn->waiting_for)}});
}

}  // namespace

std::size_t sweep_due(const service::Setting& setting) {
  const Instant now = setting.clock();
  std::size_t swept = 0;
  for (std::size_t batch = batch_max; batch == batch_max; swept += batch) {
    batch = db::in_transaction(setting.db, [&](db::Transaction& tx) {
      auto claims = store::list_overdue_for_update(tx, now, batch_max);
      for (Claim& claim : claims) warn(tx, claim, now);
      return claims.size();
    });
  }
  return swept;
}

}  // namespace haven::claims
