#include "services/claims/app/settle_papers.hpp"

#include "common/scheme/wire.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/members.hpp"

namespace haven::claims {
namespace {

Result<void> move_on(db::Transaction& tx, const FundRules& rules, Claim& claim, v1::CaseFile& file,
                     const PapersView& view, const Actor& actor, Instant now) {
  complete(claim, file, view, rules.day(now));
  const auto moved =
      take_move(tx, claim, Move::papers_completed, turn_facts_of(rules, claim, now), actor);
  if (!moved) return moved;
  tell::claim_ready(tx, rules, claim, file, actor, now);
  return {};
}

TurnFacts facts_of_missing(const FundRules& rules, const Claim& claim, const PapersView& view,
                           Instant now) {
  TurnFacts facts = turn_facts_of(rules, claim, now);
  facts.missing = missing_of(view.checklist);
  facts.before = claim.turn;
  return facts;
}

constexpr const char* unreadable = "facts_unreadable";

// The rules can read the facts (again): the mark that they could not goes.
bool unmark_unreadable(Claim& claim) {
  if (claim.attention != unreadable) return false;
  claim.attention.reset();
  return true;
}

Result<void> mark_unreadable(db::Transaction& tx, const FundRules& rules, Claim& claim,
                             const Actor& actor, Instant now) {
  if (claim.attention) return {};
  claim.attention = unreadable;
  return take_move(tx, claim, Move::turn_changed, turn_facts_of(rules, claim, now), actor,
                   unreadable);
}

}  // namespace

Result<PapersView> papers_now(db::Transaction& tx, const FundRules& rules, const Claim& claim,
                              const v1::CaseFile& file, Date today) {
  const auto member = member_of(store::find_snapshot(tx, claim.fund, claim.member));
  return look_at_papers(rules, file, member, store::papers_of(tx, claim.id), today);
}

void complete(Claim& claim, v1::CaseFile& file, const PapersView& view, Date today) {
  claim.papers_complete_on = today;
  claim.clock_ends_on = view.clock_ends_on;
  file.clear_documents();
  for (const scheme::Paper& paper : view.papers) *file.add_documents() = scheme::wire_of(paper);
  seal(claim, file);
}

Result<PapersView> settle_papers(db::Transaction& tx, const FundRules& rules, Claim& claim,
                                 v1::CaseFile& file, const Actor& actor, Instant now,
                                 std::optional<Move> what) {
  auto view = papers_now(tx, rules, claim, file, rules.day(now));
  if (!view) return view;
  unmark_unreadable(claim);
  const TurnFacts facts = facts_of_missing(rules, claim, *view, now);
  if (what) {
    if (const auto noted = take_move(tx, claim, *what, facts, actor); !noted) return pass(noted);
  }
  if (is_complete(view->checklist)) {
    if (const auto on = move_on(tx, rules, claim, file, *view, actor, now); !on) return pass(on);
  } else if (!what) {
    if (const auto kept = save_in_place(tx, claim, facts, actor); !kept) return pass(kept);
  }
  return view;
}

Result<void> recheck_papers(db::Transaction& tx, const FundRules& rules, const ClaimId& id,
                            const Actor& actor, Instant now) {
  auto claim = store::find_claim_for_update(tx, rules.fund, id);
  if (!claim || claim->state != State::filed) return {};
  v1::CaseFile file = case_file_of(*claim);
  const auto view = papers_now(tx, rules, *claim, file, rules.day(now));
  if (!view) return mark_unreadable(tx, rules, *claim, actor, now);
  const bool is_mended = unmark_unreadable(*claim);
  if (is_complete(view->checklist)) return move_on(tx, rules, *claim, file, *view, actor, now);
  const TurnFacts facts = facts_of_missing(rules, *claim, *view, now);
  if (!is_mended && whose_turn(claim->state, facts) == claim->turn) return {};
  return take_move(tx, *claim, Move::turn_changed, facts, actor);
}

}  // namespace haven::claims
