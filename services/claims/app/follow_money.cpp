#include "services/claims/app/follow_money.hpp"

#include <algorithm>

#include "services/claims/app/case_file.hpp"
#include "services/claims/app/follow_claim.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/heard.hpp"

namespace haven::claims {
namespace {

Result<void> move_if_ours(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                          const Actor& actor, Instant now) {
  if (!store::find_claim_for_update(tx, rules.fund, id)) return {};
  return move_as_due(tx, rules, id, actor, now);
}

std::set<std::string> accounts_in(const Claim& claim) {
  std::set<std::string> parties;
  const auto file = case_file_of(claim);
  for (const auto& account : file.accounts()) parties.insert(account.party());
  return parties;
}

bool is_paid_through_the_fund(const std::string& layer) {
  return layer == "fund" || layer == "insurer";
}

// A line that an employer or agency pays itself.
Owed paid_directly(const Claim& claim, const store::DecisionLine& line) {
  Owed owed;
  owed.claim = claim.id;
  owed.scheme = line.scheme;
  owed.layer = line.layer;
  owed.benefit = line.benefit;
  owed.owed = *line.amount;
  const Money none{0, line.amount->currency()};
  owed.paid = owed.kept_back = owed.on_its_way = owed.unclaimed = owed.ended = owed.advanced = none;
  return owed;
}

}  // namespace

Result<void> follow_entitlement(db::Transaction& tx, const FundRules& rules,
                                const store::EntitlementHeard& heard, const Actor& actor,
                                Instant now) {
  store::record_entitlement(tx, heard);
  return move_if_ours(tx, rules, heard.claim, actor, now);
}

Result<void> follow_withdrawal(db::Transaction& tx, const FundRules& rules, const ClaimId& claim,
                               const std::string& entitlement) {
  store::record_withdrawal(tx, rules.fund, claim, entitlement);
  return {};
}

Result<void> follow_set_off(db::Transaction& tx, const FundRules& rules,
                            const store::PartHeard& heard, const Actor& actor, Instant now) {
  store::record_set_off(tx, heard);
  return move_if_ours(tx, rules, heard.claim, actor, now);
}

Result<void> follow_set_off_undone(db::Transaction& tx, const store::PartHeard& heard) {
  store::record_set_off_undone(tx, heard);
  return {};
}

Result<void> follow_advance(db::Transaction& tx, const store::PartHeard& heard) {
  store::record_advance(tx, heard);
  return {};
}

Result<void> follow_unclaimed(db::Transaction& tx, const FundRules& rules,
                              const store::PartHeard& heard, const std::string& stage,
                              Instant said_at, const Actor& actor, Instant now) {
  store::record_unclaimed(tx, heard, stage, said_at);
  return move_if_ours(tx, rules, heard.claim, actor, now);
}

std::vector<Owed> owed_over_claims(db::Transaction& tx, const store::OwedFilter& filter) {
  auto rows = store::owed_by(tx, filter);
  std::map<ClaimId, std::set<std::string>> accounts;
  for (Owed& row : rows) {
    auto known = accounts.find(row.claim);
    if (known == accounts.end()) {
      const auto claim = store::find_claim(tx, filter.fund, row.claim);
      known = accounts.emplace(row.claim, claim ? accounts_in(*claim) : row.parties).first;
    }
    row.lacks_account = !std::ranges::includes(known->second, row.parties);
  }
  return rows;
}

std::vector<Owed> owed_on(db::Transaction& tx, const Claim& claim) {
  const auto with_account = accounts_in(claim);
  auto rows = store::owed_of(tx, claim.fund, claim.id);
  for (Owed& row : rows) {
    row.lacks_account = !std::ranges::includes(with_account, row.parties);
  }
  for (const store::DecisionLine& line : store::find_outcome(tx, claim.id).lines) {
    const bool is_others = line.outcome == "pay" && line.amount;
    if (is_others && !is_paid_through_the_fund(line.layer)) {
      rows.push_back(paid_directly(claim, line));
    }
  }
  return rows;
}

}  // namespace haven::claims
