// What the database refuses whatever the code does.
#include <gtest/gtest.h>

#include <set>

#include "common/db/sql.hpp"
#include "services/ledger/domain/reservation.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/purses.hpp"
#include "tests/support/database.hpp"

namespace haven::ledger::store {
namespace {

const PurseTerms welfare{
    "welfare", "fund", *Currency::from("PHP"), money(100, "PHP"), {{"owwa", "death"}}};

struct LedgerGuards : testing::Test {
  test::Database database;

  template <class UseCase>
  auto run(UseCase&& use_case) {
    return db::in_transaction(database.pool("haven_ledger"), use_case);
  }
  void SetUp() override {
    run([](db::Transaction& tx) {
      save_purse(tx, "owwa", welfare);
      save_accounts(tx, "owwa", welfare);
      save_purposes(tx, "owwa", {welfare});
      save_balance(tx, *lock_purse(tx, "owwa", "welfare"), money(1000, "PHP"));
    });
  }
  // The constraint that refuses these statements, or their SQLSTATE, or "" when they pass.
  std::string refused(const std::vector<std::string>& statements,
                      const std::string& role = "haven_ledger") {
    try {
      db::in_transaction(database.pool(role), [&](db::Transaction& tx) {
        for (const auto& statement : statements) db::run(tx, statement);
      });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  }

  std::set<std::pair<std::string, std::string>> moves_in(const std::string& table);

  const std::string id = named_uuid("entry");
  std::string entry(const std::string& entry_id, const std::string& cause) {
    return "insert into ledger.entry (entry_id, fund, cause, kind, led_by, caused_on, recorded_at) "
           "values ('" +
           entry_id + "', 'owwa', '" + cause + "', 'funding', 'x', '2024-06-20', '2024-06-20')";
  }
  std::string posting(int line, const std::string& account, std::int64_t minor,
                      const std::string& currency = "PHP") {
    return "insert into ledger.posting (entry_id, line, fund, account, currency, amount_minor) "
           "values ('" +
           id + "', " + std::to_string(line) + ", 'owwa', '" + account + "', '" + currency + "', " +
           std::to_string(minor) + ")";
  }
  std::string reservation(const std::string& columns, const std::string& values) {
    return "insert into ledger.reservation (entitlement_id, fund, claim_id, purse, scheme, "
           "currency, "
           "amount_minor, awarded_at, " +
           columns + ") values ('" + named_uuid("e") + "', 'owwa', '" + named_uuid("c") +
           "', 'welfare', 'owwa', 'PHP', 100, '2024-06-20', " + values + ")";
  }
};

std::set<std::pair<std::string, std::string>> LedgerGuards::moves_in(const std::string& table) {
  std::set<std::pair<std::string, std::string>> moves;
  run([&](db::Transaction& tx) {
    std::string from, to;
    db::each(
        tx, "select from_state, to_state from " + table, [&] { moves.emplace(from, to); },
        db::into(from), db::into(to));
  });
  return moves;
}

TEST_F(LedgerGuards, AnEntryBalances) {
  EXPECT_EQ(refused({entry(id, "a"), posting(1, "bank:PHP", 10)}),
            "entry_balances_in_every_currency");
  EXPECT_EQ(
      refused({entry(id, "a"), posting(1, "bank:PHP", 10), posting(2, "welfare:funded", -11)}),
      "entry_balances_in_every_currency");
  EXPECT_EQ(
      refused({entry(id, "a"), posting(1, "bank:PHP", 10), posting(2, "welfare:funded", -10)}), "");
}

TEST_F(LedgerGuards, AnEntryBalancesInEachCurrencyApart) {
  EXPECT_EQ(refused({entry(id, "a"), posting(1, "bank:PHP", 10),
                     posting(2, "welfare:funded", -10, "USD")}),
            "entry_balances_in_every_currency");
}

TEST_F(LedgerGuards, AnAccountIsInTheChartWithItsCurrency) {
  EXPECT_EQ(refused({entry(id, "a"), posting(1, "bank:PHP", 10), posting(2, "nowhere", -10)}),
            "posting_has_an_account_of_its_currency");
  EXPECT_EQ(refused({entry(id, "a"), posting(1, "bank:PHP", 10, "USD"),
                     posting(2, "welfare:funded", -10, "USD")}),
            "posting_has_an_account_of_its_currency");
}

TEST_F(LedgerGuards, NothingIsAddedToAnEntryLater) {
  ASSERT_EQ(
      refused({entry(id, "a"), posting(1, "bank:PHP", 10), posting(2, "welfare:funded", -10)}), "");
  EXPECT_EQ(refused({posting(3, "bank:PHP", 5), posting(4, "welfare:funded", -5)}),
            "posting_is_written_with_its_entry");
}

TEST_F(LedgerGuards, TheJournalIsNeverEdited) {
  EXPECT_EQ(refused({"update ledger.posting set amount_minor = 1"}), "42501");
  EXPECT_EQ(refused({"delete from ledger.posting"}), "42501");
  EXPECT_EQ(refused({"update ledger.entry set cause = ''"}), "42501");
  EXPECT_EQ(refused({"delete from ledger.entry"}), "42501");
}

TEST_F(LedgerGuards, OneCauseMakesOneEntry) {
  EXPECT_EQ(refused({entry(id, "a"), entry(named_uuid("other"), "a")}), "one_entry_per_cause");
}

TEST_F(LedgerGuards, NoPurseIsBelowZeroOrItsFloor) {
  EXPECT_EQ(refused({"update ledger.purse_slice set available_minor = -1 where slice = 5"}),
            "purse_never_negative");
  EXPECT_EQ(refused({"update ledger.purse_slice set available_minor = 99 where slice = 0"}),
            "purse_keeps_its_floor");
  EXPECT_EQ(refused({"update ledger.purse_slice set available_minor = 100 where slice = 0"}), "");
}

TEST_F(LedgerGuards, APursePaysOnlyWhatItIsFor) {
  EXPECT_EQ(refused({reservation("benefit, state", "'burial', 'reserved'")}),
            "purse_pays_only_what_it_is_for");
  EXPECT_EQ(refused({reservation("benefit, state", "'death', 'reserved'")}), "");
}

TEST_F(LedgerGuards, NoMoreIsReleasedOrSettledThanReserved) {
  ASSERT_EQ(refused({reservation("benefit, state", "'death', 'reserved'")}), "");
  EXPECT_EQ(refused({"update ledger.reservation set released_minor = 101"}),
            "released_within_reservation");
  EXPECT_EQ(refused({"update ledger.reservation set released_minor = 60, voided_minor = 41"}),
            "released_within_reservation");
  EXPECT_EQ(refused({"update ledger.reservation set settled_minor = 101"}),
            "settled_within_reservation");
  EXPECT_EQ(refused({"update ledger.reservation set amount_minor = 1000"}),
            "reservation_keeps_its_terms");
}

TEST_F(LedgerGuards, AFundingTakesTwoPeople) {
  ASSERT_EQ(refused({"insert into ledger.funding (funding_id, fund, purse, currency, amount_minor, "
                     "reference, reason, requested_by, requested_at, for_year) values ('" +
                     id + "', 'owwa', 'welfare', 'PHP', 1, 'D', 'r', 'ana', '2024-06-20', 2024)"}),
            "");
  const std::string confirm = "update ledger.funding set confirmed_at = '2024-06-21', ";
  EXPECT_EQ(refused({confirm + "confirmed_by = 'ana'"}), "funding_confirmed_by_a_second_person");
  EXPECT_EQ(refused({confirm + "confirmed_by = 'ben'"}), "");
}

TEST_F(LedgerGuards, TheMovesAreThoseOfTheDomain) {
  std::set<std::pair<std::string, std::string>> in_code;
  for (const auto& [from, to] : reservation_moves) in_code.emplace(name_of(from), name_of(to));
  EXPECT_EQ(in_code, moves_in("ledger.reservation_move"));
  in_code.clear();
  for (const auto& [from, to] : order_moves) in_code.emplace(name_of(from), name_of(to));
  EXPECT_EQ(in_code, moves_in("ledger.order_move"));
}

TEST_F(LedgerGuards, AReservationMovesOnlyAsTheTableSays) {
  ASSERT_EQ(refused({reservation("benefit, state, settled_minor", "'death', 'paid', 100")}), "");
  EXPECT_EQ(refused({"update ledger.reservation set state = 'short', settled_minor = 0, "
                     "award = 'kept'"}),
            "reservation_move_is_known");
  EXPECT_EQ(refused({"update ledger.reservation set state = 'reserved', settled_minor = 0"}), "");
}

TEST_F(LedgerGuards, AnOrderMovesOnlyAsTheTableSays) {
  ASSERT_EQ(refused({"insert into ledger.reservation_payment values ('owwa', 'HV1', '" + id +
                     "', '" + id + "', 1, 'settled', '2024-06-20')"}),
            "");
  EXPECT_EQ(refused({"update ledger.reservation_payment set state = 'in_transit'"}),
            "order_move_is_known");
  ASSERT_EQ(refused({"update ledger.reservation_payment set state = 'returned'"}), "");
  EXPECT_EQ(refused({"update ledger.reservation_payment set state = 'settled'"}),
            "order_move_is_known");
}

TEST_F(LedgerGuards, TheAuditorReadsAndChangesNothing) {
  EXPECT_EQ(refused({"select from ledger.posting"}, "haven_auditor"), "");
  EXPECT_EQ(refused({"update ledger.purse_slice set available_minor = 0"}, "haven_auditor"),
            "42501");
  EXPECT_EQ(refused({"select from ledger.posting"}, "haven_claims"), "42501");
}

TEST_F(LedgerGuards, SameCauseWithOtherContentIsRefusedAndTheSameIsNot) {
  const auto accounts = accounts_of("welfare", "fund", *Currency::from("PHP"));
  const Cause cause{"owwa", "c", "event", {}, *date_from("2024-06-20")};
  const auto insert = [&](const Entry& entry) {
    return run([&](db::Transaction& tx) { return insert_entries(tx, {entry}, test::noon()); });
  };
  ASSERT_TRUE(insert(funding_entry(cause, accounts, money(10, "PHP"))));
  EXPECT_TRUE(insert(funding_entry(cause, accounts, money(10, "PHP"))));
  EXPECT_EQ(insert(funding_entry(cause, accounts, money(11, "PHP"))).error().code, "entry_differs");
  EXPECT_EQ(test::value(database, "select count(*) from ledger.entry"), "1");
}

}  // namespace
}  // namespace haven::ledger::store
