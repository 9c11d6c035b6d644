#include "services/claims/app/take_move.hpp"

#include "services/claims/store/claims.hpp"

namespace haven::claims {
namespace {

tl::unexpected<Error> changed_meanwhile() {
  return refuse(ErrorKind::conflict, "claim_changed_meanwhile",
                "Somebody else changed the claim at this moment; read it again and decide anew.");
}

}  // namespace

TurnFacts turn_facts_of(const FundRules& rules, const Claim& claim, Instant now) {
  TurnFacts facts;
  facts.now = now;
  facts.drafted_by = claim.drafted_by;
  if (claim.clock_ends_on) facts.clock_ends = rules.end_of(*claim.clock_ends_on);
  return facts;
}

TurnFacts turn_facts_of(const FundRules& rules, const Claim& claim, const Progress& progress,
                        Instant now) {
  TurnFacts facts = turn_facts_of(rules, claim, now);
  facts.short_of = progress.short_of;
  facts.payments_returned = progress.payments_unanswered;
  facts.payments_unknown = progress.payments_unknown;
  return facts;
}

Result<void> take_move(db::Transaction& tx, Claim& claim, Move move, const TurnFacts& facts,
                       const Actor& actor, const std::string& note) {
  if (const auto legal = require_legal(claim, move); !legal) return legal;
  const store::Before before{claim.state, claim.version};
  HistoryLine line = apply(claim, move, facts);
  line.by = actor.subject;
  line.cause = actor.cause;
  line.note = note;
  if (!store::save_claim(tx, claim, before, line)) return changed_meanwhile();
  return {};
}

Result<void> save_in_place(db::Transaction& tx, Claim& claim, const TurnFacts& facts,
                           const Actor& actor) {
  TurnFacts standing = facts;
  standing.before = claim.turn;
  if (whose_turn(claim.state, standing) != claim.turn) {
    return take_move(tx, claim, Move::turn_changed, facts, actor);
  }
  const store::Before before{claim.state, claim.version};
  ++claim.version;
  claim.changed_at = facts.now;
  if (!store::save_claim(tx, claim, before)) return changed_meanwhile();
  return {};
}

Result<Claim> claim_for_update(db::Transaction& tx, const std::string& fund, const ClaimId& id) {
  auto claim = store::find_claim_for_update(tx, fund, id);
  if (!claim) return refuse(ErrorKind::not_found, "claim_not_found", "There is no such claim.");
  return std::move(*claim);
}

Result<void> require_legal(const Claim& claim, Move move) {
  if (after(claim.state, move)) return {};
  return refuse(ErrorKind::conflict, "not_in_this_state",
                "The claim is " + std::string{name_of(claim.state)} + ", and " +
                    std::string{name_of(move)} +
                    " is not possible from there; read the claim again.");
}

}  // namespace haven::claims
