#include "services/ledger/app/change_period.hpp"

#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "services/ledger/app/book_bank_line.hpp"
#include "services/ledger/domain/chart.hpp"
#include "services/ledger/domain/receipt.hpp"
#include "services/ledger/store/entries.hpp"
#include "services/ledger/store/periods.hpp"
#include "tests/ledger/app/any_history.hpp"
#include "tests/ledger/app/chain.hpp"

namespace haven::ledger {
namespace {

// Books that begin in June 2024, with words for closing and reopening.
struct Periods : ChainedBooks {
  const Month june = *month_from("2024-06"), july = *month_from("2024-07");

  Result<PeriodChange> request(PeriodStep step, Month month, const std::string& by) {
    return run([&](db::Transaction& tx) {
      return request_period_change(tx, {"owwa", month, step, "month's end", by}, today, now);
    });
  }
  Result<PeriodChange> confirm(const PeriodChangeId& id, const std::string& by) {
    return run([&](db::Transaction& tx) {
      return confirm_period_change(tx, {"owwa", id, by}, today, std::chrono::hours{8}, now);
    });
  }
  // "" when done, or the code of the refusal.
  std::string change(PeriodStep step, Month month, const std::string& first,
                     const std::string& second) {
    const auto wish = request(step, month, first);
    if (!wish) return wish.error().code;
    const auto done = confirm(wish->id, second);
    return done ? "" : done.error().code;
  }
  std::string close(Month month) {
    while (seal() > 0) {
    }
    return change(PeriodStep::close, month, "ana", "ben");
  }
  std::vector<store::AccountBalance> balance_on(Date day) {
    return run([&](db::Transaction& tx) {
      return store::trial_balance(tx, "owwa", {.day = day, .moment = {}});
    });
  }
  std::vector<Month> altered() {
    return run([](db::Transaction& tx) { return store::altered_periods(tx, "owwa"); });
  }
  // "" when it is done, or the code of the refusal.
  std::string withdraw_change(const PeriodChangeId& id, const std::string& by) {
    const auto withdrawn = run([&](db::Transaction& tx) {
      return withdraw_period_change(tx, {"owwa", id, by}, now);
    });
    return withdrawn ? "" : withdrawn.error().code;
  }
  // A line of the bank's statement, taken or assigned as interest.
  template <class Message, class UseCase>
  void hear_of_line(UseCase use_case) {
    Message message;
    message.set_line_id(named_uuid("line"));
    message.set_is_credit(true);
    message.mutable_amount()->set_minor(5);
    message.mutable_amount()->set_currency("PHP");
    message.set_booked(text_of(today));
    if constexpr (requires { message.set_as("interest"); }) message.set_as("interest");
    EXPECT_TRUE(
        run([&](db::Transaction& tx) { return use_case(tx, event("line"), message, now); }));
  }
  void go_to(const char* day) { today = date_from(day).value(); }
};

std::string first_day_of(Periods& books, const std::string& cause) {
  return test::value(
      books.database,
      "select caused_on || ' ' || booked_on from ledger.entry where cause = '" + cause + "'");
}

TEST(ChangePeriod, TwoPersonsCloseAMonth) {
  Periods books;
  books.fund(1000);
  books.go_to("2024-07-01");
  books.seal();
  const auto wish = books.request(PeriodStep::close, books.june, "ana");
  ASSERT_TRUE(wish);
  EXPECT_EQ(books.request(PeriodStep::close, books.june, "eva").error().code,
            "one_change_of_a_period_waits");
  EXPECT_EQ(books.confirm(wish->id, "ana").error().code,
            "period_change_confirmed_by_a_second_person");
  ASSERT_TRUE(books.confirm(wish->id, "ben"));
  EXPECT_EQ(books.confirm(wish->id, "ben").error().code, "period_change_already_confirmed");
  EXPECT_EQ(books.request(PeriodStep::close, books.june, "ana").error().code, "period_is_closed");
  EXPECT_TRUE(books.altered().empty());
}

TEST(ChangePeriod, NothingIsClosedWhileSomethingIsOpen) {
  Periods books;
  books.fund(1000);
  const auto deposit = books.Books::request(5, "D");
  books.go_to("2024-07-01");
  const auto wish = books.request(PeriodStep::close, books.june, "ana");
  ASSERT_TRUE(wish);
  EXPECT_EQ(books.confirm(wish->id, "ben").error().code, "fundings_wait");
  ASSERT_TRUE(books.Books::confirm(deposit->id, "ben"));  // booked in July
  EXPECT_EQ(books.confirm(wish->id, "ben").error().code, "entries_are_not_sealed");
  books.seal();
  EXPECT_TRUE(books.confirm(wish->id, "ben"));
}

TEST(ChangePeriod, NothingIsClosedWhileALineOfItIsInSuspense) {
  Periods books;
  books.go_to("2024-06-30");
  books.hear_of_line<disbursement::v1::BankLineTaken>(take_bank_line);
  books.go_to("2024-07-01");
  EXPECT_EQ(books.close(books.june), "bank_lines_are_unassigned");
  books.go_to("2024-06-30");
  books.hear_of_line<disbursement::v1::BankLineAssigned>(assign_bank_line);
  books.go_to("2024-07-01");
  books.seal();
  const auto waiting = books.run(
      [](db::Transaction& tx) { return store::period_changes_of(tx, "owwa", true, "", 10); });
  EXPECT_TRUE(books.confirm(waiting.at(0).id, "ben"));
}

TEST(ChangePeriod, ALineOfTheNextMonthKeepsNothingOpen) {
  Periods books;
  books.contribute("R1", 100, "PHP");
  books.go_to("2024-07-01");
  books.hear_of_line<disbursement::v1::BankLineTaken>(take_bank_line);
  EXPECT_EQ(books.close(books.june), "");
}

TEST(ChangePeriod, OnlyWhoAskedTakesAWishBack) {
  Periods books;
  books.fund(1000);
  books.seal();
  books.go_to("2024-07-01");
  const auto wish = books.request(PeriodStep::close, books.june, "ana");
  ASSERT_TRUE(wish);
  EXPECT_EQ(books.withdraw_change(wish->id, "eva"), "period_change_withdrawn_by_who_asked");
  EXPECT_EQ(books.withdraw_change(wish->id, "ana"), "");
  EXPECT_EQ(books.withdraw_change(wish->id, "ana"), "period_change_already_withdrawn");
  EXPECT_EQ(books.confirm(wish->id, "ben").error().code, "period_change_already_withdrawn");
  const auto second = books.request(PeriodStep::close, books.june, "eva");
  ASSERT_TRUE(second);
  ASSERT_TRUE(books.confirm(second->id, "ben"));
  EXPECT_EQ(books.withdraw_change(second->id, "eva"), "period_change_already_confirmed");
}

TEST(ChangePeriod, NothingIsClosedWhileAnEventIsNotBooked) {
  Periods books;
  books.fund(1000);
  books.seal();
  books.go_to("2024-07-01");
  const std::string event = named_uuid("refused");
  test::execute(books.database,
                "insert into bus.event (event_id, type, source, subject, fund, cause, trace, "
                "payload, occurred_at, shard) values ('" +
                    event +
                    "', 't', 'test', 's', 'owwa', '', '', '', '2024-06-30 15:59:59+00', 0); "
                    "insert into bus.retry (consumer, event_id, shard, subject, state, attempts, "
                    "error, failed_at, parked_at) values ('ledger', '" +
                    event + "', 0, 's', 'parked', 8, 'entry_differs', now(), now())");
  EXPECT_EQ(books.close(books.june), "events_are_not_booked");
  // The first moment of July in the fund's calendar.
  test::execute(books.database, "update bus.event set occurred_at = '2024-06-30 16:00:00+00'");
  const auto waiting = books.run(
      [](db::Transaction& tx) { return store::period_changes_of(tx, "owwa", true, "", 10); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_TRUE(books.confirm(waiting[0].id, "ben"));
}

TEST(ChangePeriod, LaterCausesAreBookedOnTheFirstOpenDay) {
  Periods books;
  books.contribute("R1", 100, "PHP");
  books.go_to("2024-07-09");
  ASSERT_EQ(books.close(books.june), "");
  const auto before = books.balance_on(*date_from("2024-06-30"));
  books.go_to("2024-06-30");
  books.contribute("R2", 50, "PHP");
  books.go_to("2024-07-02");
  books.contribute("R3", 50, "PHP");
  EXPECT_EQ(first_day_of(books, "R2"), "2024-06-30 2024-07-01");
  EXPECT_EQ(first_day_of(books, "R3"), "2024-07-02 2024-07-02");
  const auto after = books.balance_on(*date_from("2024-06-30"));
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(after[i].debit, before[i].debit);
  EXPECT_TRUE(books.altered().empty());
}

TEST(ChangePeriod, TwoOtherPersonsReopenIt) {
  Periods books;
  books.fund(1000);
  books.go_to("2024-08-01");
  ASSERT_EQ(books.close(books.june), "");
  ASSERT_EQ(books.close(books.july), "");
  const auto reopen = PeriodStep::reopen;
  EXPECT_EQ(books.change(reopen, books.june, "eva", "leo"), "later_period_is_closed");
  EXPECT_EQ(books.change(reopen, books.july, "ana", "leo"), "period_reopened_by_two_other_persons");
  EXPECT_EQ(books.change(reopen, books.july, "eva", "ben"), "period_reopened_by_two_other_persons");
  const auto waiting = books.run(
      [](db::Transaction& tx) { return store::period_changes_of(tx, "owwa", true, "", 10); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(books.confirm(waiting[0].id, "eva").error().code,
            "period_change_confirmed_by_a_second_person");
  ASSERT_TRUE(books.confirm(waiting[0].id, "leo"));
  books.go_to("2024-07-31");
  books.contribute("R1", 100, "PHP");
  EXPECT_EQ(first_day_of(books, "R1"), "2024-07-31 2024-07-31");
  books.go_to("2024-08-01");
  EXPECT_EQ(books.close(books.july), "");
}

TEST(ChangePeriod, TheDatabaseKnowsTheRulesItself) {
  Periods books;
  books.fund(1000);
  books.go_to("2024-07-01");
  ASSERT_EQ(books.close(books.june), "");
  const auto refused = [&](const std::string& sql) -> std::string {
    try {
      books.run([&](db::Transaction& tx) { db::run(tx, sql); });
      return "";
    } catch (const db::Failure& failure) {
      return failure.constraint().empty() ? failure.sqlstate() : failure.constraint();
    }
  };
  const std::string wish =
      "insert into ledger.period_change (change_id, fund, month, step, reason, requested_by, "
      "requested_at, confirmed_by, confirmed_at) values (gen_random_uuid(), 'owwa', ";
  EXPECT_EQ(refused(wish + "'2024-06-01', 'reopen', 'x', 'ana', now(), 'leo', now())"),
            "period_reopened_by_two_other_persons");
  EXPECT_EQ(refused(wish + "'2024-06-01', 'reopen', 'x', 'leo', now(), 'leo', now())"),
            "period_change_confirmed_by_a_second_person");
  EXPECT_EQ(refused("insert into ledger.closed_period select 'owwa', '2024-07-01', change_id "
                    "from ledger.period_change"),
            "period_closed_by_two_persons");
  EXPECT_EQ(refused("insert into ledger.entry (entry_id, fund, cause, kind, led_by, caused_on, "
                    "booked_on, recorded_at) values (gen_random_uuid(), 'owwa', 'x', 'funding', "
                    "'x', '2024-06-20', '2024-06-20', now())"),
            "42501");  // nobody says on which day an entry is booked
}

TEST(ChangePeriod, ACloseWaitsForThoseWhoBook) {
  Periods books;
  books.contribute("R1", 100, "PHP");
  books.go_to("2024-07-01");
  while (books.seal() > 0) {
  }
  const auto wish = books.request(PeriodStep::close, books.june, "ana");
  ASSERT_TRUE(wish);
  db::Transaction booking{books.database.pool("haven_ledger")};
  const Entry entry = contribution_entry({"owwa", "R2", "x", {}, *date_from("2024-06-30")}, "owwa",
                                         chart::bank(*Currency::from("PHP")), money(7, "PHP"));
  ASSERT_TRUE(store::insert_entries(booking, {entry}, books.now));
  EXPECT_THROW(books.run([&](db::Transaction& tx) {
    db::run(tx, "set local lock_timeout to '50ms'");
    store::lock_periods(tx, "owwa");
  }),
               db::Failure);
  booking.commit();
  EXPECT_EQ(first_day_of(books, "R2"), "2024-06-30 2024-06-30");
  EXPECT_EQ(books.confirm(wish->id, "ben").error().code, "entries_are_not_sealed");
}

TEST(ChangePeriod, AnAlteredMonthIsNamed) {
  Periods books;
  books.fund(1000);
  books.go_to("2024-07-01");
  ASSERT_EQ(books.close(books.june), "");
  test::execute(books.database,
                "set session_replication_role = replica; "
                "update ledger.posting set amount_minor = amount_minor * 2");
  EXPECT_EQ(books.altered(), std::vector<Month>{books.june});
}

TEST(ChangePeriod, ClosedMonthsNeverChangeWhateverComes) {
  EXPECT_TRUE(rc::check([] {
    Periods books;
    std::map<Month, std::vector<store::AccountBalance>> closed;
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) {
      books.now += std::chrono::minutes{10};
      books.today += std::chrono::days{step.amount % 20};
      const Month last_month = month_of(month_of(books.today) - std::chrono::days{1});
      const Month next = closed.empty() ? last_month : month_after(closed.rbegin()->first);
      if (next < month_of(books.today) && books.close(next).empty()) {
        closed[next] = books.balance_on(month_after(next) - std::chrono::days{1});
      }
      const Date real = books.today;
      books.today -= std::chrono::days{step.amount % 60};  // causes from closed months as well
      books.contribute(std::to_string(books.now.time_since_epoch().count()), step.amount, "USD");
      apply(books, step);
      books.today = real;
      for (const auto& [month, kept] : closed) {
        const auto then = books.balance_on(month_after(month) - std::chrono::days{1});
        for (const auto& row : then) {
          const auto found = std::ranges::find(kept, row.account, &store::AccountBalance::account);
          const bool is_new = found == kept.end();
          const bool as_it_was = is_new ? row.debit.is_zero() && row.credit.is_zero()
                                        : row.debit == found->debit && row.credit == found->credit;
          RC_ASSERT(as_it_was);
        }
      }
    }
    RC_ASSERT(books.altered().empty());
    RC_ASSERT(books.broken_rules().empty());
  }));
}

}  // namespace
}  // namespace haven::ledger
