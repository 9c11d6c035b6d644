#include "services/claims/store/claims.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/db/sql.hpp"
#include "tests/support/database.hpp"

namespace haven::claims::store {
namespace {

using haven::test::execute;
using haven::test::noon;
using haven::test::value;

class ClaimRows : public ::testing::Test {
 protected:
  Claim born(Move move, int day, const std::string& fund = "owwa") {
    Claim claim;
    claim.id = new_id<ClaimId>(noon());
    claim.fund = fund;
    claim.reference = "DTH-24-" + claim.id.text();
    claim.member = MemberId{"0190c1a2-7d3e-7b44-8a51-0000000000aa"};
    claim.kind = "death";
    claim.incident_on = *date_from("2024-05-01") + std::chrono::days{day};
    claim.file = "file";
    claim.drafted_by = "ines";
    claim.created_at = noon();
    if (move == Move::claim_filed) {
      claim.filed_by = "ines";
      claim.filed_on = claim.incident_on;
    }
    TurnFacts facts;
    facts.now = noon();
    facts.drafted_by = "ines";
    HistoryLine line = apply(claim, move, facts);
    line.cause = "command";
    db::in_transaction(pool, [&](db::Transaction& tx) {
      EXPECT_TRUE(insert_claim(tx, {claim, {line}, std::string(64, 'f'), std::string(64, 'a')}));
    });
    return claim;
  }

  bool save(Claim claim, Move move) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      const Before before{claim.state, claim.version};
      TurnFacts facts;
      facts.now = noon();
      facts.drafted_by = "ines";
      HistoryLine line = apply(claim, move, facts);
      line.by = "otto";
      line.cause = "command";
      return save_claim(tx, claim, before, line);
    });
  }

  // The name of the constraint that refuses `sql`; empty when nothing does.
  std::string refused_by(const std::string& sql) {
    try {
      db::in_transaction(database.pool("haven"), [&](db::Transaction& tx) { db::run(tx, sql); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint();
    }
  }

  template <class Ask>
  std::vector<Claim> list(Ask ask) {
    ClaimFilter filter;
    filter.fund = "owwa";
    ask(filter);
    return db::in_transaction(pool, [&](db::Transaction& tx) { return list_claims(tx, filter); });
  }

  haven::test::Database database;
  db::Pool& pool = database.pool("haven_claims");
};

TEST_F(ClaimRows, TheDatabaseKnowsTheSameMovesAsTheRules) {
  std::set<std::string> in_code, in_database;
  for (const Transition& t : transitions()) {
    in_code.insert(std::string{name_of(t.from)} + " " + std::string{name_of(t.move)} + " " +
                   std::string{name_of(t.to)});
  }
  std::string row;
  db::in_transaction(pool, [&](db::Transaction& tx) {
    db::each(
        tx, "select from_state || ' ' || move || ' ' || to_state from claims.transition",
        [&] { in_database.insert(row); }, db::into(row));
  });
  EXPECT_EQ(in_code, in_database);
}

TEST_F(ClaimRows, EveryPairOfStatesIsLetPassOrRefusedAsTheRulesSay) {
  const Claim claim = born(Move::claim_filed, 1);
  const auto set_state = [](State state) {
    const bool over = !is_open(state);
    const bool is_withdrawn = state == State::withdrawn;
    return "update claims.claim set state = '" + std::string{name_of(state)} + "'" +
           (over ? ", outcome = '" + std::string{is_withdrawn ? "withdrawn" : "paid"} +
                       "', owner = null, next_step = null, due_at = null, waiting_for = null"
                 : ", outcome = null, owner = 'intake', next_step = 'x', "
                   "due_at = '2024-07-01', waiting_for = 'fund'");
  };
  for (const State from : states()) {
    for (const State to : states()) {
      if (from == State::unborn || to == State::unborn || from == to) continue;
      execute(database, "alter table claims.claim disable trigger user; " + set_state(from) +
                            "; alter table claims.claim enable trigger user");
      const bool is_legal = std::ranges::any_of(
          transitions(), [&](const Transition& t) { return t.from == from && t.to == to; });
      EXPECT_EQ(refused_by(set_state(to)), is_legal ? "" : "claim_state_moves_legally")
          << name_of(from) << " to " << name_of(to);
    }
  }
}

TEST_F(ClaimRows, AClaimIsReadAsItWasWritten) {
  Claim claim = born(Move::claim_filed, 1);
  claim.authority = Authority{"court_order", "12/2024"};
  claim.contact = Contact{"Jose", "", "jose@example.org"};
  claim.clock_ends_on = *date_from("2024-07-03");
  claim.accounts_changed_at = noon();
  claim.attention = "event_parked";
  claim.papers_complete_on = *date_from("2024-06-20");
  ASSERT_TRUE(save(claim, Move::papers_completed));
  const auto read = db::in_transaction(
      pool, [&](db::Transaction& tx) { return find_claim(tx, "owwa", claim.id); });
  ASSERT_TRUE(read);
  EXPECT_EQ(read->state, State::ready);
  EXPECT_EQ(read->version, 2);
  EXPECT_EQ(read->authority, claim.authority);
  EXPECT_EQ(read->contact, claim.contact);
  EXPECT_EQ(read->clock_ends_on, claim.clock_ends_on);
  EXPECT_EQ(read->accounts_changed_at, claim.accounts_changed_at);
  EXPECT_EQ(read->attention, claim.attention);
  EXPECT_EQ(read->papers_complete_on, claim.papers_complete_on);
  EXPECT_EQ(read->file, "file");
  EXPECT_EQ(read->turn,
            (Turn{"adjudicator", "decide", noon() + std::chrono::days{2}, Party::fund}));
}

TEST_F(ClaimRows, OfTwoMovesWithOneVersionExactlyOneIsWritten) {
  const Claim claim = born(Move::claim_filed, 1);
  std::atomic<int> written = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      if (save(claim, i % 2 == 0 ? Move::papers_completed : Move::claim_withdrawn)) ++written;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(written, 1);
  EXPECT_EQ(value(database, "select count(*) from claims.history"), "2");
  EXPECT_EQ(value(database, "select version from claims.claim"), "2");
}

TEST_F(ClaimRows, AnotherStateThanExpectedWritesNothing) {
  Claim claim = born(Move::claim_filed, 1);
  claim.state = State::draft;
  claim.turn.reset();
  EXPECT_FALSE(save(claim, Move::claim_withdrawn));
  EXPECT_EQ(value(database, "select count(*) from claims.history"), "1");
}

TEST_F(ClaimRows, OpenClaimsHaveATurnAndOthersNone) {
  born(Move::claim_filed, 1);
  for (const char* column : {"owner", "next_step", "due_at", "waiting_for"}) {
    EXPECT_EQ(refused_by(std::string{"update claims.claim set "} + column + " = null"),
              "open_claim_has_a_turn");
  }
  EXPECT_EQ(refused_by("update claims.claim set state = 'withdrawn', outcome = 'withdrawn'"),
            "open_claim_has_a_turn");
  EXPECT_EQ(refused_by("update claims.claim set waiting_for = 'godot'"), "waiting_for_is_known");
}

TEST_F(ClaimRows, TheOtherConstraintsHold) {
  born(Move::claim_filed, 1);
  EXPECT_EQ(refused_by("update claims.claim set documents = 101"), "at_most_100_documents");
  EXPECT_EQ(refused_by("update claims.claim set outcome = 'paid'"), "outcome_iff_over");
  EXPECT_EQ(refused_by("update claims.claim set filed_by = null"), "filed_claim_names_its_filer");
  EXPECT_EQ(refused_by("update claims.claim set authority_kind = 'court_order'"),
            "authority_is_whole");
  EXPECT_EQ(refused_by("insert into claims.history (claim_id, version, at, from_state, move, "
                       "to_state, by, cause) select claim_id, 9, now(), 'filed', 'claim_decided', "
                       "'decided', 'x', 'y' from claims.claim"),
            "move_is_legal");
}

TEST_F(ClaimRows, TheServiceCannotRewriteHistoryOrFilings) {
  born(Move::claim_filed, 1);
  for (const char* sql : {"update claims.history set note = 'x'", "delete from claims.history",
                          "update claims.filing set sha256 = 'x'", "delete from claims.claim",
                          "insert into claims.transition values ('filed', 'leap', 'closed')"}) {
    EXPECT_THROW(db::in_transaction(pool, [&](db::Transaction& tx) { db::run(tx, sql); }),
                 db::Failure)
        << sql;
  }
}

TEST_F(ClaimRows, ListsAreFilteredAndPaged) {
  const Claim notice = born(Move::notice_given, 1), filed = born(Move::claim_filed, 2),
              ready = born(Move::claim_filed, 3);
  born(Move::claim_filed, 4, "other");
  ASSERT_TRUE(save(ready, Move::papers_completed));
  execute(database, "update claims.claim set attention = 'event_parked' where reference = '" +
                        filed.reference + "'");
  const auto ids = [](const std::vector<Claim>& claims) {
    std::set<ClaimId> found;
    for (const Claim& claim : claims) found.insert(claim.id);
    return found;
  };
  using Ids = std::set<ClaimId>;
  EXPECT_EQ(ids(list([](ClaimFilter&) {})), (Ids{notice.id, filed.id, ready.id}));
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.state = "ready"; })), Ids{ready.id});
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.waiting_for = "family"; })),
            (Ids{notice.id, filed.id}));
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.owner = "adjudicator"; })), Ids{ready.id});
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.reference = filed.reference; })), Ids{filed.id});
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.needs_attention = true; })), Ids{filed.id});
  EXPECT_EQ(ids(list([&](ClaimFilter& f) {
              f.state = "filed";
              f.waiting_for = "bank";
            })),
            Ids{});
  const Instant after_two_days = noon() + std::chrono::days{2};
  const Instant just_after = after_two_days + std::chrono::microseconds{1};
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.overdue_at = after_two_days; })), Ids{});
  EXPECT_EQ(ids(list([&](ClaimFilter& f) { f.overdue_at = just_after; })), Ids{ready.id});

  const auto first = list([&](ClaimFilter& f) { f.limit = 2; });
  ASSERT_EQ(first.size(), 2U);
  const auto rest = list([&](ClaimFilter& f) {
    f.after = first.back().id.text();
    f.limit = 2;
  });
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(ids(first).size() + ids(rest).size(), 3U);
  EXPECT_LT(first.back().id, rest.front().id);
}

TEST_F(ClaimRows, OneFundsClaimIsUnknownToAnother) {
  const Claim claim = born(Move::claim_filed, 1);
  EXPECT_FALSE(db::in_transaction(
      pool, [&](db::Transaction& tx) { return find_claim(tx, "other", claim.id); }));
}

}  // namespace
}  // namespace haven::claims::store
