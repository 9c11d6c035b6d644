#include "services/claims/app/change_account.hpp"

#include <algorithm>

#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/store/heard.hpp"
#include "services/claims/store/owed.hpp"

namespace haven::claims {
namespace {

void put_account(v1::CaseFile& file, const Account& account) {
  auto& accounts = *file.mutable_accounts();
  const auto held = std::ranges::find_if(
      accounts, [&](const v1::PayeeAccount& other) { return other.party() == account.party; });
  *(held == accounts.end() ? accounts.Add() : &*held) = wire_of(account);
}

bool others_have_file(State state) {
  return state != State::notified && state != State::draft && state != State::filed;
}

}  // namespace

Result<Claim> change_account(db::Transaction& tx, const FundRules& rules,
                             const ChangeAccount& command, Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  const bool goes_on = is_open(claim->state) ||
                       (claim->state == State::closed && store::has_instalments(tx, claim->id));
  if (!goes_on) {
    return refuse(
        ErrorKind::conflict, "not_in_this_state",
        "The claim is " + std::string{name_of(claim->state)} + "; nothing is paid on it any more.");
  }
  v1::CaseFile file = case_file_of(*claim);
  put_account(file, command.account);
  ++claim->file_version;
  claim->accounts_changed_at = now;
  seal(*claim, file);
  if (claim->state == State::filed) {
    const auto settled =
        settle_papers(tx, rules, *claim, file, command.actor, now, Move::account_changed);
    if (!settled) return pass(settled);
    return claim;
  }
  const Progress progress = store::find_progress(tx, *claim);
  const TurnFacts facts = turn_facts_of(rules, *claim, progress, now);
  const auto moved = take_move(tx, *claim, Move::account_changed, facts, command.actor);
  if (!moved) return pass(moved);
  if (others_have_file(claim->state)) {
    tell::account_changed(tx, rules, *claim, command.account, command.actor, now);
  }
  return claim;
}

}  // namespace haven::claims
