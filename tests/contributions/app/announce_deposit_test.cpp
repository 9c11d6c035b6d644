#include "services/contributions/app/announce_deposit.hpp"

#include <gtest/gtest.h>

#include "haven/contributions/v1/events.pb.h"
#include "services/contributions/app/reverse_receipt.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "tests/contributions/bank.hpp"

namespace haven::contributions {
namespace {

struct AnnounceDepositTest : BankDesk {
  ReceiptId receipt(const std::string& reference, const std::string& number = "M-0100") {
    return take(payment(number, reference))->receipt.id;
  }
  std::string state(const DepositId& id) { return name_of(view(id).deposit.state); }
  Result<void> match(const DepositId& deposit, const std::string& line) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return match_deposit(tx, now, {deposit, LineId{line}, "the slip says so"});
    });
  }
  Result<DepositView> cancel(const DepositId& deposit) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return cancel_deposit(tx, now, deposit, "never sent");
    });
  }
};

TEST_F(AnnounceDepositTest, OurReferenceProvesADepositOnceDisbursementSaysSo) {
  AnnounceDeposit command = told();
  command.covered.receipts = {receipt("R-1")};
  const auto made = announce(command);
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->covered, joining_price());
  const auto paid = line("a", joining_price(), "pay " + made->deposit.reference + " thanks");
  hear(paid);
  EXPECT_EQ(state(made->deposit.id), "claimed");
  const auto said = last<v1::DepositMatched>();
  EXPECT_EQ(said.line_id(), paid.line_id());
  EXPECT_EQ(said.deposit_id(), made->deposit.id.text());
  EXPECT_EQ(said.partner(), "metrobank");
  EXPECT_EQ(said.reason(), "reference");
  hear(assigned(paid, "deposit", made->deposit.id.text()));
  EXPECT_EQ(state(made->deposit.id), "matched");
  EXPECT_EQ(view(made->deposit.id).banked, joining_price());
  EXPECT_TRUE(ages().front().uncovered.is_empty());
}

TEST_F(AnnounceDepositTest, TheLineMayComeFirst) {
  hear(line("a", joining_price(), "JUNE-2024"));
  EXPECT_EQ(lines(), "unmatched");
  AnnounceDeposit command = told();
  command.partner_reference = "June 2024";
  const auto made = announce(command);
  ASSERT_TRUE(made);
  EXPECT_EQ(name_of(made->deposit.state), "claimed");
  EXPECT_EQ(lines(), "claimed partner_reference");
}

TEST_F(AnnounceDepositTest, TwoThatFitByAmountAreForPeople) {
  const auto one = announce(told()), two = announce(told("landbank"));
  hear(line("a", joining_price()));
  EXPECT_EQ(lines(), "unmatched");
  EXPECT_EQ(events("DepositMatched"), "0");
  ASSERT_TRUE(match(two->deposit.id, line_id("a")));
  EXPECT_EQ(state(two->deposit.id), "claimed");
  EXPECT_EQ(last<v1::DepositMatched>().reason(), "by a person");
  EXPECT_EQ(match(one->deposit.id, line_id("a")).error().code, "bank_line_not_unmatched");
}

TEST_F(AnnounceDepositTest, TwoLinesThatFitOneDepositAreForPeople) {
  hear(line("a", joining_price()));
  hear(line("b", joining_price()));
  ASSERT_TRUE(announce(told()));
  EXPECT_EQ(lines(), "unmatched, unmatched");
}

TEST_F(AnnounceDepositTest, ALineThatWasSomethingElseLeavesTheDepositOpen) {
  const auto made = announce(told());
  const auto paid = line("a", joining_price());
  hear(paid);
  EXPECT_EQ(state(made->deposit.id), "claimed");
  hear(assigned(paid, "receivable", new_uuid(test::noon())));
  EXPECT_EQ(state(made->deposit.id), "announced");
  EXPECT_EQ(lines(), "elsewhere");
  hear(assigned(paid, "receivable", new_uuid(test::noon())));
  hear(paid);
  EXPECT_EQ(lines(), "elsewhere");
}

TEST_F(AnnounceDepositTest, TheAssignmentMayBeHeardBeforeTheLine) {
  const auto made = announce(told());
  const auto paid = line("a", joining_price(), made->deposit.reference);
  hear(assigned(paid, "deposit", made->deposit.id.text()));
  hear(paid);
  EXPECT_EQ(state(made->deposit.id), "matched");
  EXPECT_EQ(events("DepositMatched"), "0");
}

TEST_F(AnnounceDepositTest, DifferencesAreStated) {
  AnnounceDeposit command = told();
  command.amount = joining_price() + money(100, joining_price().currency().code());
  command.covered.receipts = {receipt("R-1")};
  const auto made = announce(command);
  const auto less = line("a", joining_price(), made->deposit.reference);
  hear(less);
  hear(assigned(less, "deposit", made->deposit.id.text()));
  const auto known = view(made->deposit.id);
  EXPECT_EQ(difference_of(known.covered, known.deposit.amount).side, Difference::Side::over);
  EXPECT_EQ(difference_of(known.deposit.amount, known.banked).side, Difference::Side::short_of);
  const auto rest =
      line("b", money(100, joining_price().currency().code()), made->deposit.reference);
  hear(rest);
  hear(assigned(rest, "deposit", made->deposit.id.text()));
  EXPECT_EQ(view(made->deposit.id).banked, command.amount) << "the rest came in a second transfer";
  const auto row = ages().front();
  EXPECT_EQ(row.in_transit_minor, -100);
  EXPECT_EQ(row.differences_minor, -100);
}

TEST_F(AnnounceDepositTest, AReceiptIsCoveredOnceByItsOwnPartner) {
  const ReceiptId first = receipt("R-1");
  AnnounceDeposit command = told();
  command.covered.receipts = {first};
  const auto made = announce(command);
  ASSERT_TRUE(made);
  EXPECT_EQ(announce(command).error().fields[0].pointer, "/receipts");
  ASSERT_TRUE(cancel(made->deposit.id));
  EXPECT_EQ(cancel(made->deposit.id).error().code, "deposit_not_announced");
  command.partner = "landbank";
  EXPECT_EQ(announce(command).error().fields[0].pointer, "/receipts");
  command.partner = "metrobank";
  command.amount = money(100, "AED");
  EXPECT_EQ(announce(command).error().fields[0].pointer, "/receipts");
  EXPECT_TRUE(announce({"metrobank", joining_price(), day("2024-06-18"), {}, {{}, {first}}}));
}

TEST_F(AnnounceDepositTest, ADepositMayBeToldLaterWhatItCovers) {
  const auto made = announce(told());
  const ReceiptId first = receipt("R-1");
  const auto cover = [&] {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return cover_deposit(tx, now, made->deposit.id, {{}, {first}});
    });
  };
  ASSERT_TRUE(cover());
  EXPECT_EQ(view(made->deposit.id).receipts, 1);
  EXPECT_EQ(cover().error().code, "deposit_covers_receipts_already");
}

TEST_F(AnnounceDepositTest, IsPaidTodayOrBefore) {
  AnnounceDeposit command = told();
  command.paid = day("2024-06-20");
  EXPECT_TRUE(announce(command));
  command.paid = day("2024-06-21");
  EXPECT_EQ(announce(command).error().fields[0].pointer, "/paid_on");
}

TEST_F(AnnounceDepositTest, MoneyOfACancelledDepositIsMoneyAllTheSame) {
  const auto made = announce(told());
  ASSERT_TRUE(cancel(made->deposit.id));
  const auto paid = line("a", joining_price(), made->deposit.reference);
  hear(paid);
  EXPECT_EQ(lines(), "unmatched") << "a person looks at it";
  EXPECT_EQ(match(made->deposit.id, line_id("a")).error().code, "deposit_cancelled");
  hear(assigned(paid, "deposit", made->deposit.id.text()));
  EXPECT_EQ(state(made->deposit.id), "matched");
}

TEST_F(AnnounceDepositTest, AgesAreOfTheDayPaid) {
  for (const auto& [reference, paid] :
       {std::pair{"R-1", "2024-06-13"}, std::pair{"R-2", "2024-06-12"},
        std::pair{"R-3", "2024-05-21"}, std::pair{"R-4", "2024-05-20"},
        std::pair{"R-5", "2024-03-22"}, std::pair{"R-6", "2024-03-21"}}) {
    Payment one = payment("M-0100", reference);
    one.paid = day(paid);
    ASSERT_TRUE(take(one));
  }
  const auto row = ages().front();
  EXPECT_EQ(row.partner, "metrobank");
  EXPECT_EQ(row.uncovered.count, (std::array<std::int64_t, bands>{1, 2, 2, 1}));
  EXPECT_EQ(row.unmatched.count, row.uncovered.count);
  EXPECT_EQ(row.in_transit_minor, joining_price().times(6).minor());
}

}  // namespace
}  // namespace haven::contributions
