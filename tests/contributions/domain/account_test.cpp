#include "services/contributions/domain/account.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "services/contributions/domain/charge.hpp"
#include "services/contributions/domain/payment_file.hpp"
#include "services/contributions/domain/refund.hpp"
#include "services/contributions/domain/roster.hpp"

namespace haven::contributions {
namespace {

Date day(const char* text) {
  return *date_from(text);
}

AccountEntry entry(const char* on, const char* kind, std::int64_t minor,
                   const char* scheme = "owwa") {
  return {day(on), kind, scheme, "", money(minor, "USD"), {}};
}

TEST(RunningAccount, AsksBeforeItIsPaidOnTheSameDay) {
  const auto account = running_account(
      {entry("2024-06-18", "receipt", -2500), entry("2024-06-18", "assessment", 2500)});
  EXPECT_EQ(account[0].kind, "assessment");
  EXPECT_EQ(account[0].balance.minor(), 2500);
  EXPECT_EQ(account[1].balance.minor(), 0);
}

TEST(RunningAccount, KeepsSchemesAndCurrenciesApart) {
  auto dirhams = entry("2024-06-03", "assessment", 9000);
  dirhams.amount = money(9000, "AED");
  const auto account = running_account({entry("2024-06-01", "assessment", 2500),
                                        entry("2024-06-02", "assessment", 700, "oci"), dirhams});
  const auto balances = balances_of(account);
  ASSERT_EQ(balances.size(), 3U);
  EXPECT_EQ(balances[0].scheme, "oci");
  EXPECT_EQ(balances[0].balance.minor(), 700);
}

TEST(RunningAccount, ItsLastBalanceIsTheSumInWhateverOrderItCame) {
  EXPECT_TRUE(rc::check([](const std::vector<std::int32_t>& amounts) {
    std::vector<AccountEntry> entries;
    std::int64_t sum = 0;
    for (const auto minor : amounts) {
      entries.push_back(entry(minor % 2 == 0 ? "2024-06-01" : "2024-05-01", "receipt", minor));
      sum += minor;
    }
    const auto balances = balances_of(running_account(entries));
    RC_ASSERT((balances.empty() ? 0 : balances[0].balance.minor()) == sum);
  }));
}

Receipt receipt(ReceiptState state) {
  Receipt receipt;
  receipt.state = state;
  receipt.payment.amount = money(2500, "USD");
  return receipt;
}

std::string refused(const Result<void>& result) {
  return result ? "" : result.error().code;
}

TEST(MayRefund, UpToWhatIsLeft) {
  const Receipt matched = receipt(ReceiptState::matched);
  const Money promised = money(500, "USD");
  EXPECT_EQ(refused(may_refund(matched, promised, money(2000, "USD"))), "");
  EXPECT_EQ(refused(may_refund(matched, promised, money(2001, "USD"))),
            "receipt_is_never_refunded_beyond_its_amount");
  EXPECT_EQ(refused(may_refund(matched, promised, money(0, "USD"))),
            "receipt_is_never_refunded_beyond_its_amount");
  EXPECT_EQ(refused(may_refund(matched, promised, money(1, "PHP"))), "invalid_field");
  EXPECT_EQ(refused(may_refund(receipt(ReceiptState::reversed), money(0, "USD"), money(1, "USD"))),
            "reversed_receipt_is_not_refunded");
}

TEST(MayRefund, AnUnmatchedReceiptWhole) {
  const Receipt unmatched = receipt(ReceiptState::unmatched);
  EXPECT_EQ(refused(may_refund(unmatched, money(0, "USD"), money(2499, "USD"))), "invalid_field");
  EXPECT_EQ(refused(may_refund(unmatched, money(0, "USD"), money(2500, "USD"))), "");
}

TEST(Account, ShowsItsEndAlone) {
  EXPECT_EQ(masked("0123456789"), "****6789");
  EXPECT_EQ(masked("12345"), "****2345");
  EXPECT_EQ(masked("1234"), "****");
}

TEST(Charge, IsLateTheDayAfterItIsDue) {
  Charge charge;
  charge.due = due_after(ChargeState::raised, day("2024-06-20"));
  EXPECT_EQ(charge.due, day("2024-06-27"));
  EXPECT_FALSE(is_overdue(charge, day("2024-06-27")));
  EXPECT_TRUE(is_overdue(charge, day("2024-06-28")));
  charge.state = ChargeState::repaid;
  EXPECT_FALSE(is_overdue(charge, day("2024-06-28")));
  EXPECT_EQ(due_after(ChargeState::notified, day("2024-06-20")), day("2024-07-20"));
  EXPECT_FALSE(due_after(ChargeState::referred, day("2024-06-20")));
}

TEST(RosterOutcome, HasTwoSides) {
  EXPECT_EQ(name_of(outcome_of(2500, 2499)), "short");
  EXPECT_EQ(name_of(outcome_of(2500, 2500)), "paid");
  EXPECT_EQ(name_of(outcome_of(2500, 2501)), "over");
  EXPECT_EQ(name_of(outcome_of(2500, 0)), "not_paid");
  EXPECT_EQ(name_of(outcome_of(0, 2500)), "not_on_roster");
}

TEST(RosterLine, NamesTheFieldThatIsWrong) {
  const auto wrong_in = [](std::string_view line) -> std::string {
    const auto read = roster_line_from(line);
    const auto* problem = std::get_if<FieldProblem>(&read);
    return problem ? problem->pointer : "";
  };
  EXPECT_EQ(wrong_in("M-1,owwa,25.00,USD"), "");
  EXPECT_EQ(wrong_in("M-1,owwa,25.00"), "line");
  EXPECT_EQ(wrong_in("M-1,owwa,25.00,USD,x"), "line");
  EXPECT_EQ(wrong_in(",owwa,25.00,USD"), "member_number");
  EXPECT_EQ(wrong_in("M-1,,25.00,USD"), "scheme");
  EXPECT_EQ(wrong_in("M-1,owwa,0.00,USD"), "amount");
  EXPECT_EQ(wrong_in("M-1,owwa,0.01,USD"), "");
  EXPECT_EQ(wrong_in("M-1,owwa,25.00,usd"), "currency");
}

TEST(ChargeMark, IsTheLastColumn) {
  std::string line = "R-1,M-1,owwa,new,agency,25.00,USD,2024-06-18,yes";
  EXPECT_TRUE(std::get<bool>(take_charge_mark(line)));
  EXPECT_TRUE(std::holds_alternative<Payment>(payment_from(line, "gulf", day("2024-06-20"))));
  std::string other = "R-1,M-1,owwa,new,agency,25.00,USD,2024-06-18,maybe";
  EXPECT_EQ(std::get<FieldProblem>(take_charge_mark(other)).pointer, "charged_to_worker");
  std::string missing = "R-1,M-1,owwa,new,agency,25.00,USD,2024-06-18";
  EXPECT_EQ(std::get<FieldProblem>(take_charge_mark(missing)).pointer, "line");
}

}  // namespace
}  // namespace haven::contributions
