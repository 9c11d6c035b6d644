#include "services/claims/app/follow_claim.hpp"

#include "services/claims/app/take_move.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/store/claims.hpp"

namespace haven::claims {
namespace {

Result<Claim> known_claim(db::Transaction& tx, const FundRules& rules, const ClaimId& id) {
  auto claim = store::find_claim_for_update(tx, rules.fund, id);
  if (!claim) {
    return refuse(ErrorKind::not_found, "claim_not_found",
                  "an event speaks of a claim that this fund does not have");
  }
  return std::move(*claim);
}

// What the claim waits for may change without a move: a purse is short, a payment came back.
Result<void> refresh_turn(db::Transaction& tx, Claim& claim, TurnFacts facts, const Actor& actor) {
  facts.before = claim.turn;
  if (whose_turn(claim.state, facts) == claim.turn) return {};
  return take_move(tx, claim, Move::turn_changed, facts, actor);
}

}  // namespace

Result<void> move_as_due(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                         const Actor& actor, Instant now) {
  auto claim = known_claim(tx, rules, id);
  if (!claim) return pass(claim);
  const Progress progress = store::find_progress(tx, *claim);
  const TurnFacts facts = turn_facts_of(rules, *claim, progress, now);
  auto move = due_move(claim->state, progress);
  if (!move) return refresh_turn(tx, *claim, facts, actor);
  for (; move; move = due_move(claim->state, progress)) {
    if (const auto moved = take_move(tx, *claim, *move, facts, actor); !moved) return moved;
  }
  if (claim->state == State::closed) tell::claim_closed(tx, rules, *claim, actor, now);
  return {};
}

Result<void> follow_decision(db::Transaction& tx, const FundRules& rules,
                             const store::DecisionHeard& heard, const Actor& actor, Instant now) {
  store::record_decision(tx, heard, now);
  return move_as_due(tx, rules, heard.claim, actor, now);
}

Result<void> follow_referral(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                             const Actor& actor, Instant now) {
  auto claim = known_claim(tx, rules, id);
  if (!claim) return pass(claim);
  if (!after(claim->state, Move::claim_referred)) return {};  // late: it went on meanwhile
  return take_move(tx, *claim, Move::claim_referred, turn_facts_of(rules, *claim, now), actor);
}

Result<void> follow_payment(db::Transaction& tx, const FundRules& rules,
                            const store::PaymentHeard& heard, Instant said_at, const Actor& actor,
                            Instant now) {
  store::record_payment(tx, heard, said_at);
  return move_as_due(tx, rules, heard.claim, actor, now);
}

Result<void> follow_funding(db::Transaction& tx, const FundRules& rules,
                            const store::FundingHeard& heard, Instant said_at, const Actor& actor,
                            Instant now) {
  if (!store::record_funding(tx, heard, said_at)) return {};
  return move_as_due(tx, rules, heard.claim, actor, now);
}

void follow_parking(db::Transaction& tx, const store::ParkedHeard& heard, Instant said_at) {
  store::record_parked(tx, heard, said_at);
}

}  // namespace haven::claims
