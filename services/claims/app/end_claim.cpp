#include "services/claims/app/end_claim.hpp"

#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/heard.hpp"

namespace haven::claims {
namespace {

// From here on only news of later decisions count, and the file is told again.
void begin_new_round(db::Transaction& tx, Claim& claim, const std::string& why) {
  claim.decisions_before = store::last_decision_number(tx, claim.id);
  ++claim.file_version;
  claim.why_ready = why;
  claim.clock_ends_on.reset();
}

Result<void> may_be_open(db::Transaction& tx, const Claim& claim) {
  if (!claim.filed_on) {
    return refuse(ErrorKind::conflict, "never_filed",
                  "The claim was withdrawn before it was filed; open a new one.");
  }
  const std::string other = store::find_open_reference(tx, claim);
  if (other.empty()) return {};
  return refuse(
      ErrorKind::conflict, "claim_already_open",
      "The member has an open claim for this incident: " + other + ". Go on with that one.");
}

}  // namespace

Result<Claim> withdraw_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                             Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  const auto moved = take_move(tx, *claim, Move::claim_withdrawn, turn_facts_of(rules, *claim, now),
                               command.actor, command.reason);
  if (!moved) return pass(moved);
  tell::claim_withdrawn(tx, rules, *claim, command.reason, command.actor, now);
  tell::claim_closed(tx, rules, *claim, command.actor, now);
  return claim;
}

Result<Claim> reopen_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                           Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  if (const auto legal = require_legal(*claim, Move::claim_reopened); !legal) return pass(legal);
  if (const auto may = may_be_open(tx, *claim); !may) return pass(may);
  v1::CaseFile file = case_file_of(*claim);
  const auto view = papers_now(tx, rules, *claim, file, rules.day(now));
  if (!view) return pass(view);

  begin_new_round(tx, *claim, "reopened");
  claim->papers_complete_on.reset();
  seal(*claim, file);
  TurnFacts facts = turn_facts_of(rules, *claim, now);
  facts.missing = missing_of(view->checklist);
  const auto moved =
      take_move(tx, *claim, Move::claim_reopened, facts, command.actor, command.reason);
  if (!moved) return pass(moved);
  if (!is_complete(view->checklist)) return claim;
  const auto settled = settle_papers(tx, rules, *claim, file, command.actor, now);
  if (!settled) return pass(settled);
  return claim;
}

Result<Claim> appeal_claim(db::Transaction& tx, const FundRules& rules, const WithReason& command,
                           Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  if (const auto legal = require_legal(*claim, Move::claim_appealed); !legal) return pass(legal);
  if (const auto may = may_be_open(tx, *claim); !may) return pass(may);
  const std::string decision = store::find_outcome(tx, claim->id).decision_id;

  begin_new_round(tx, *claim, "appealed");
  v1::CaseFile file = case_file_of(*claim);
  seal(*claim, file);
  const auto moved = take_move(tx, *claim, Move::claim_appealed, turn_facts_of(rules, *claim, now),
                               command.actor, command.reason);
  if (!moved) return pass(moved);
  tell::claim_appealed(tx, rules, *claim, decision, command.reason, command.actor, now);
  tell::claim_ready(tx, rules, *claim, file, command.actor, now);
  return claim;
}

}  // namespace haven::claims
