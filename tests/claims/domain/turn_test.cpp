#include "services/claims/domain/turn.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "services/claims/domain/claim.hpp"

namespace haven::claims {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Instant noon = *instant_from("2024-06-20T02:00:00Z");

TurnFacts plain() {
  TurnFacts facts;
  facts.now = noon;
  facts.drafted_by = "ines";
  return facts;
}

TEST(WhoseTurn, TellsForEveryOpenStateAndForNoOther) {
  struct Row {
    State state;
    std::string owner, next_step;
    days within;
    Party waiting_for;
  };
  const Row rows[] = {{State::notified, "intake", "file_claim", days{30}, Party::family},
                      {State::draft, "ines", "finish_draft", days{14}, Party::family},
                      {State::filed, "intake", "send_papers", days{30}, Party::family},
                      {State::ready, "adjudicator", "decide", days{2}, Party::fund},
                      {State::in_review, "adjudicator", "decide_referral", days{5}, Party::fund},
                      {State::decided, "approver", "approve_decision", days{2}, Party::fund},
                      {State::approved, "cashier", "release_payments", days{2}, Party::fund},
                      {State::paying, "cashier", "await_settlement", days{3}, Party::bank},
                      {State::appealed, "adjudicator", "decide_appeal", days{15}, Party::fund}};
  for (const Row& row : rows) {
    const auto turn = whose_turn(row.state, plain());
    ASSERT_TRUE(turn) << name_of(row.state);
    EXPECT_EQ(*turn, (Turn{row.owner, row.next_step, noon + row.within, row.waiting_for}));
  }
  for (const State over : {State::unborn, State::closed, State::withdrawn}) {
    EXPECT_EQ(whose_turn(over, plain()), std::nullopt);
  }
}

TEST(WhoseTurn, WaitsForWhoCanGiveTheMissingPaper) {
  const std::pair<std::vector<std::string>, Party> rows[] = {
      {{"death_certificate"}, Party::family},
      {{"mortuary_certificate"}, Party::mission},
      {{"accident_report"}, Party::employer},
      {{"accident_report", "mortuary_certificate"}, Party::employer},
      {{"mortuary_certificate", "death_certificate"}, Party::family}};
  for (const auto& [missing, party] : rows) {
    TurnFacts facts = plain();
    facts.missing = missing;
    EXPECT_EQ(whose_turn(State::filed, facts)->waiting_for, party) << missing.front();
  }
}

TEST(WhoseTurn, AShortPurseWaitsForWhoFillsIt) {
  const std::pair<std::string, Party> rows[] = {{"fund", Party::fund},
                                                {"insurer", Party::insurer},
                                                {"employer", Party::employer},
                                                {"agency", Party::employer}};
  for (const auto& [layer, party] : rows) {
    TurnFacts facts = plain();
    facts.short_of = layer;
    EXPECT_EQ(*whose_turn(State::approved, facts),
              (Turn{"cashier", "fill_purse", noon + days{7}, party}));
  }
}

TEST(WhoseTurn, AReturnedPaymentComesBeforeAnUnknownOne) {
  TurnFacts facts = plain();
  facts.payments_unknown = 1;
  EXPECT_EQ(whose_turn(State::paying, facts)->next_step, "ask_bank");
  facts.payments_returned = 1;
  EXPECT_EQ(*whose_turn(State::paying, facts),
            (Turn{"intake", "correct_account", noon + days{14}, Party::family}));
}

TEST(WhoseTurn, KeepsTheDueTimeWhileTheDutyStaysTheSame) {
  TurnFacts facts = plain();
  facts.before = whose_turn(State::filed, facts);
  facts.now = noon + days{10};
  EXPECT_EQ(whose_turn(State::filed, facts), facts.before);

  facts.missing = {"accident_report"};  // now the employer's: a new duty, a new time
  EXPECT_EQ(whose_turn(State::filed, facts)->due_at, noon + days{40});
}

TEST(WhoseTurn, TheSettlementClockShortensWhatTheFundAndTheBankHave) {
  TurnFacts facts = plain();
  facts.clock_ends = noon + hours{5};
  EXPECT_EQ(whose_turn(State::ready, facts)->due_at, noon + hours{5});
  facts.clock_ends = noon + days{10};
  EXPECT_EQ(whose_turn(State::ready, facts)->due_at, noon + days{2});
  facts.clock_ends = noon + hours{5};
  EXPECT_EQ(whose_turn(State::filed, facts)->due_at, noon + days{30});  // the family is not pressed
}

Move any_legal_move(State state) {
  std::vector<Move> legal;
  for (const Move move : moves()) {
    if (after(state, move)) legal.push_back(move);
  }
  return *rc::gen::elementOf(legal);
}

TurnFacts any_facts(Instant now) {
  TurnFacts facts;
  facts.now = now;
  facts.drafted_by = "ines";
  facts.missing = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "passport", "accident_report", "mortuary_certificate", "an_unknown_paper"));
  facts.payments_returned = *rc::gen::inRange(0, 3);
  facts.payments_unknown = *rc::gen::inRange(0, 3);
  if (*rc::gen::arbitrary<bool>()) {
    facts.short_of = *rc::gen::element<std::string>("fund", "insurer", "agency", "");
  }
  if (*rc::gen::arbitrary<bool>()) facts.clock_ends = now + hours{*rc::gen::inRange(-500, 500)};
  return facts;
}

// A claim that can be silently stuck is a bug in the state machine: wherever a walk of legal moves
// leads, an open claim has an owner, a next step, a due time and somebody it waits for.
TEST(WhoseTurn, NoWalkLeadsToAnOpenClaimThatNobodyHasToMove) {
  const bool holds = rc::check("an open claim has a turn, a closed one has none", [] {
    Claim claim;
    Instant now = noon;
    const int steps = *rc::gen::inRange(1, 40);
    for (int step = 0; step < steps; ++step) {
      now += hours{*rc::gen::inRange(0, 200)};
      const Move move = any_legal_move(claim.state);
      const HistoryLine line = apply(claim, move, any_facts(now));
      RC_ASSERT(line.version == claim.version);
      RC_ASSERT(claim.version == step + 1);
      RC_ASSERT(claim.turn.has_value() == is_open(claim.state));
      RC_ASSERT(claim.outcome.has_value() == !is_open(claim.state));
      RC_ASSERT(line.waiting_for.has_value() == is_open(claim.state));
      if (!claim.turn) continue;
      RC_ASSERT(!claim.turn->owner.empty());
      RC_ASSERT(!claim.turn->next_step.empty());
      RC_ASSERT(claim.turn->due_at > Instant{});
      RC_ASSERT(party_from(name_of(claim.turn->waiting_for)) == claim.turn->waiting_for);
    }
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::claims
