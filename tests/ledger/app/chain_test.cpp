// The journal's chain: what is sealed, and that no change of it by whoever owns the database
// passes.
#include "tests/ledger/app/chain.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "common/db/sql.hpp"
#include "services/ledger/store/seals.hpp"

namespace haven::ledger {
namespace {

struct LedgerChain : testing::Test {
  ChainedBooks books;

  // Six entries in three batches: three fundings, an award, its release and its settlement.
  void SetUp() override {
    books.fund(1000);
    books.fund(2000);
    ASSERT_EQ(books.seal(), 2U);
    books.fund(500);
    ASSERT_TRUE(books.reserve("a", 300));
    ASSERT_EQ(books.seal(), 2U);
    ASSERT_TRUE(books.order(OrderEvent::released, "a", "HV1", 300));
    ASSERT_TRUE(books.order(OrderEvent::settled, "a", "HV1", 300));
    ASSERT_EQ(books.seal(), 2U);
    ASSERT_EQ(books.verdict(), "");
  }
  // As whoever owns the database, who can switch every trigger off.
  void tamper(const std::string& sql) {
    test::execute(books.database, "set session_replication_role = replica; " + sql);
  }
  static std::string sealed(int number) {
    return "(select entry_id from ledger.seal where fund = 'owwa' and number = " +
           std::to_string(number) + ")";
  }
};

TEST_F(LedgerChain, SealsEveryEntryOnceAndSignsItsEnd) {
  EXPECT_EQ(books.seal(), 0U);
  const auto report = books.verify();
  EXPECT_EQ(report.seals, 6);
  EXPECT_EQ(report.heads, 3);
  EXPECT_EQ(report.last->number, 6);
  EXPECT_EQ(books.verify(2).seals, 6);
}

TEST_F(LedgerChain, SealsInBatches) {
  for (int i = 0; i < 5; ++i) books.fund(10);
  EXPECT_EQ(books.seal(2), 2U);
  EXPECT_EQ(books.seal(2), 2U);
  EXPECT_EQ(books.seal(2), 1U);
  EXPECT_EQ(books.verdict(), "");
}

TEST_F(LedgerChain, WaitsForTheOldestRunningTransaction) {
  db::Transaction slow{books.database.pool("haven_ledger")};
  ASSERT_TRUE(request_funding(slow, {"owwa", "welfare", money(5, "PHP"), "slow", "budget", "ana"},
                              books.today, test::noon()));
  books.fund(10);
  EXPECT_EQ(books.seal(), 0U);
  slow.commit();
  EXPECT_EQ(books.seal(), 1U);
  EXPECT_EQ(books.verdict(), "");
}

TEST_F(LedgerChain, IsOneChainWhenManySealAndBookAtOnce) {
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([this, t] {
        for (int i = 0; i < 10; ++i) {
          const std::string name = std::to_string(t) + "/" + std::to_string(i);
          ASSERT_TRUE(books.reserve(name, 1));
          books.run([&](db::Transaction& tx) {
            return seal_entries(
                tx, "owwa", [this](const std::string& text) { return books.key.sign(text); }, 3,
                test::noon());
          });
        }
      });
    }
  }
  while (books.seal() > 0) {
  }
  EXPECT_EQ(books.verify(7).seals, 46);
  EXPECT_EQ(books.verdict(7), "");
}

// Every column of both tables, one by one, by what the catalogue says there is.
TEST_F(LedgerChain, FindsAChangeOfAnyColumn) {
  const std::string other =
      "case data_type when 'uuid' then quote_literal(gen_random_uuid()) when 'date' then "
      "'''1999-12-31''' when 'timestamp with time zone' then '''1999-12-31''' when 'text' then "
      "quote_literal('forged') when 'character' then '''XXX''' when 'xid8' then '''1''' else "
      "'7' end";
  std::vector<std::string> changes;
  {
    db::Transaction tx{books.database.pool("haven")};
    std::string change;
    db::each(
        tx,
        "select format('update ledger.%I set %I = ', table_name, column_name) || " + other +
            " from information_schema.columns where table_schema = 'ledger' "
            "and table_name in ('entry', 'posting')",
        [&] { changes.push_back(change); }, db::into(change));
  }
  ASSERT_EQ(changes.size(), 10U + 6U);
  tamper("alter table ledger.entry drop constraint entry_kind_check");
  for (const std::string& change : changes) {
    const bool is_posting = change.find("ledger.posting") != std::string::npos;
    tamper("create table kept as table ledger." + std::string{is_posting ? "posting" : "entry"});
    tamper(change + " where entry_id = " + sealed(4) + (is_posting ? " and line = 1" : ""));
    const std::string verdict = books.verdict();
    EXPECT_TRUE(verdict == "changed 4" || verdict == "removed 4") << change << ": " << verdict;
    const std::string table = is_posting ? "ledger.posting" : "ledger.entry";
    tamper("delete from " + table + "; insert into " + table +
           " select * from kept; drop table kept");
    ASSERT_EQ(books.verdict(), "") << change;
  }
}

TEST_F(LedgerChain, FindsAChangeOfAnAccountsKind) {
  tamper("update ledger.account set kind = 'income' where code = 'welfare:granted'");
  EXPECT_EQ(books.verdict(), "changed 4");
}

TEST_F(LedgerChain, FindsWhatWasRemoved) {
  tamper("delete from ledger.entry where entry_id = " + sealed(3));
  EXPECT_EQ(books.verdict(), "removed 3");
}

TEST_F(LedgerChain, FindsPostingsWithoutTheirEntry) {
  const auto walked = [](std::int64_t) {};
  EXPECT_FALSE(find_stray_posting(books.database.pool("haven_auditor"), walked));
  tamper("insert into ledger.posting values ('" + named_uuid("stray") +
         "', 1, 'owwa', 'bank:PHP', 'PHP', 5)");
  const auto stray = find_stray_posting(books.database.pool("haven_auditor"), walked);
  ASSERT_TRUE(stray);
  EXPECT_EQ(stray->entry_id, named_uuid("stray"));
}

TEST_F(LedgerChain, FindsAPostingThatWasRemovedOrAdded) {
  tamper("delete from ledger.posting where line = 2 and entry_id = " + sealed(2));
  EXPECT_EQ(books.verdict(), "changed 2");
  tamper("insert into ledger.posting values (" + sealed(1) + ", 3, 'owwa', 'bank:PHP', 'PHP', 5)");
  EXPECT_EQ(books.verdict(), "changed 1");
}

TEST_F(LedgerChain, FindsASealThatWasRemovedWithItsEntry) {
  tamper("delete from ledger.entry where entry_id = " + sealed(3) +
         "; delete from ledger.seal where number = 3");
  EXPECT_EQ(books.verdict(), "removed 3");
  EXPECT_EQ(books.verdict(1), "removed 3");
}

TEST_F(LedgerChain, FindsAnEntryThatSlippedInBetween) {
  tamper("insert into ledger.entry select '" + named_uuid("forged") +
         "', fund, 'forged', kind, led_by, claim_id, caused_on, booked_on, recorded_at, tx "
         "from ledger.entry where entry_id = " +
         sealed(1) +
         "; update ledger.entry set tx = "
         "((select tx::text::bigint + 1 from ledger.seal where number = 2)::text)::xid8 "
         "where cause = 'forged'");
  const auto report = books.verify();
  ASSERT_TRUE(report.broken);
  EXPECT_EQ(report.broken->what, "inserted");
  EXPECT_EQ(report.broken->entry_id, named_uuid("forged"));
}

TEST_F(LedgerChain, FindsWhatWasReordered) {
  tamper(
      "create table s as table ledger.seal; delete from ledger.seal where number in (2, 3); "
      "insert into ledger.seal select fund, 5 - number, tx, entry_id, hash from s "
      "where number in (2, 3)");
  EXPECT_EQ(books.verdict(), "reordered 2");
}

TEST_F(LedgerChain, FindsAChainThatWasRewrittenWithoutTheKey) {
  tamper("update ledger.posting set amount_minor = amount_minor * 2 where entry_id = " + sealed(6));
  // The forger computes the hash of the last link anew, as a sweep would.
  const auto last =
      books.run([](db::Transaction& tx) { return store::chain_after(tx, "owwa", 5, 1).at(0); });
  const auto before =
      books.run([](db::Transaction& tx) { return store::find_seal(tx, "owwa", 5)->hash; });
  const std::string forged = to_hex(seal_hash(before, last.entry));
  tamper("update ledger.seal set hash = decode('" + forged + "', 'hex') where number = 6");
  EXPECT_EQ(books.verdict(), "head_differs 6");
  tamper("update ledger.head set hash = decode('" + forged + "', 'hex') where number = 6");
  EXPECT_EQ(books.verdict(), "head_forged 6");
  tamper("delete from ledger.head where number = 6");
  EXPECT_EQ(books.verdict(), "head_missing 6");
}

TEST_F(LedgerChain, FindsAnEndThatWasCutOff) {
  const auto kept = books.verify().last;
  tamper("delete from ledger.posting where entry_id in (" + sealed(5) + ", " + sealed(6) +
         "); delete from ledger.entry where entry_id in (" + sealed(5) + ", " + sealed(6) +
         "); delete from ledger.seal where number > 4");
  EXPECT_EQ(books.verdict(), "removed 5");
  tamper("delete from ledger.head where number > 4");
  EXPECT_EQ(books.verdict(), "");  // only a head that was kept elsewhere tells
  const auto report = books.verify({.fund = "owwa", .from = {}, .kept = kept});
  ASSERT_TRUE(report.broken);
  EXPECT_EQ(report.broken->what, "removed");
}

TEST_F(LedgerChain, KnowsAHeadThatWasKept) {
  auto kept = books.verify().last;
  EXPECT_FALSE(books.verify({.fund = "owwa", .from = {}, .kept = kept}).broken);
  kept->hash[0] = static_cast<char>(kept->hash[0] ^ 1);
  EXPECT_EQ(books.verify({.fund = "owwa", .from = {}, .kept = kept}).broken->what, "rewritten");
}

TEST_F(LedgerChain, BeginsBehindASignedHead) {
  // Heads were signed one, two and three minutes after noon.
  const Instant from = test::noon() + std::chrono::seconds{90};
  const auto report = books.verify({.fund = "owwa", .from = from, .kept = {}});
  EXPECT_FALSE(report.broken);
  EXPECT_EQ(report.seals, 4);
  tamper("update ledger.entry set cause = 'x' where entry_id = " + sealed(1));
  EXPECT_FALSE(books.verify({.fund = "owwa", .from = from, .kept = {}}).broken);
  EXPECT_EQ(books.verdict(), "changed 1");
  tamper("update ledger.head set signature = decode(repeat('00', 64), 'hex') where number = 2");
  EXPECT_EQ(books.verify({.fund = "owwa", .from = from, .kept = {}}).broken->what, "head_forged");
}

TEST_F(LedgerChain, RefusesToGoOnInAClusterWithLowerTransactions) {
  tamper("update ledger.seal set tx = '9000000000' where number = 6");
  EXPECT_THROW(books.seal(), std::runtime_error);
}

TEST_F(LedgerChain, TheServiceCannotChangeWhatIsSealed) {
  for (const std::string sql :
       {"update ledger.seal set number = 9", "delete from ledger.seal", "delete from ledger.head",
        "update ledger.entry set cause = 'x'", "delete from ledger.posting"}) {
    EXPECT_THROW(books.run([&](db::Transaction& tx) { db::run(tx, sql); }), db::Failure) << sql;
  }
}

}  // namespace
}  // namespace haven::ledger
