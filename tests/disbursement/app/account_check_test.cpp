// Accounts of payees where the fund asks banks: owner, status, currency and age of what they said.
#include <gtest/gtest.h>

#include "services/disbursement/app/confirm_accounts.hpp"
#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/store/holds.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

struct BankCheck : testing::Test {
  Desk desk;
  const Currency php = *Currency::from("PHP"), usd = *Currency::from("USD");

  void SetUp() override {
    desk.policy.account_check = AccountCheckKind::bank;
    desk.policy.confirmed_within_days = 90;
    desk.policy.name_score = 92;
  }
  // An answer that every check accepts.
  AccountConfirmation good() {
    return {desk.maria.bank, desk.maria.number, "Maria Cruz", AccountStatus::open, php, desk.today};
  }
  Result<std::size_t> say(const AccountConfirmation& said) {
    return desk.run([&](db::Transaction& tx) {
      return confirm_accounts(tx, {"owwa", "carl", {said}}, {desk.policy, desk.today},
                              test::noon());
    });
  }
  std::vector<Hold> in_force(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return store::holds_in_force(tx, desk.attempts(name)); });
  }
  // What keeps the payment back; empty when it is payable.
  std::string finding(const std::string& name) {
    const auto holds = in_force(name);
    EXPECT_EQ(desk.state_of(name), holds.empty() ? "payable" : "held");
    return holds.empty() ? "" : holds.at(0).about;
  }
  // Of a payment that was planned before the bank said this.
  std::string finding_after(const AccountConfirmation& said) {
    const std::string name = "p" + std::to_string(++payments_);
    desk.payable(name, 100);
    EXPECT_TRUE(say(said));
    return finding(name);
  }

 private:
  int payments_ = 0;
};

TEST_F(BankCheck, ASoundAnswerLetsThePaymentGo) {
  desk.payable("a", 100);
  EXPECT_EQ(finding("a"), "confirmation_missing");
  EXPECT_EQ(say(good()).value(), 1U);
  EXPECT_EQ(finding("a"), "");
  desk.send(1, 100);
  EXPECT_EQ(desk.state_of("a"), "released");
}

TEST_F(BankCheck, TheOwnerThatTheBankNamesIsThePayeeFromTheScoreOn) {
  AccountConfirmation said = good();
  said.owner_name = "Maria Santos Cruz";  // 92
  EXPECT_EQ(finding_after(said), "");
  said.owner_name = "Maria Luz Santos Cruz";  // 84
  EXPECT_EQ(finding_after(said), "owner_differs");
}

TEST_F(BankCheck, TheOwnerThatTheFamilyNamesIsLookedAtAsWell) {
  ASSERT_TRUE(say(good()));
  ASSERT_TRUE(desk.account("a", {"Maria Luz Santos Cruz", desk.maria.bank, desk.maria.number}));
  ASSERT_TRUE(desk.plan(Desk::reserved("a", 100)));
  EXPECT_EQ(finding("a"), "owner_differs");
}

TEST_F(BankCheck, OnlyAnOpenAccountIsPaidInto) {
  for (const auto status : {AccountStatus::closed, AccountStatus::blocked, AccountStatus::unknown,
                            AccountStatus::open}) {
    AccountConfirmation said = good();
    said.status = status;
    EXPECT_EQ(finding_after(said), status == AccountStatus::open ? "" : "account_not_open")
        << name_of(status);
  }
}

TEST_F(BankCheck, TheAccountIsInThePaymentsCurrency) {
  AccountConfirmation said = good();
  said.currency = usd;
  EXPECT_EQ(finding_after(said), "currency_differs");
  desk.payable("dollars", 100, "USD");
  EXPECT_EQ(finding("dollars"), "");
  ASSERT_TRUE(say(good()));
  EXPECT_EQ(finding("dollars"), "currency_differs");
}

TEST_F(BankCheck, AnAnswerIsGoodForTheDaysOfThePolicy) {
  AccountConfirmation said = good();
  said.confirmed_on = desk.today - std::chrono::days{91};
  EXPECT_EQ(finding_after(said), "confirmation_old");
  said.confirmed_on = desk.today - std::chrono::days{90};
  EXPECT_EQ(finding_after(said), "");
}

TEST_F(BankCheck, AnAnswerThatIsThereCountsWhenAPaymentIsPlanned) {
  AccountConfirmation said = good();
  said.confirmed_on = desk.today - std::chrono::days{91};
  ASSERT_TRUE(say(said));
  desk.payable("late", 100);
  EXPECT_EQ(finding("late"), "confirmation_old");
  said.confirmed_on = desk.today - std::chrono::days{90};
  ASSERT_TRUE(say(said));
  desk.payable("in time", 100);
  EXPECT_EQ(finding("in time"), "");
}

TEST_F(BankCheck, SaysAllThatIsWrongAtOnce) {
  AccountConfirmation said = good();
  said.owner_name = "Juan Reyes";
  said.status = AccountStatus::closed;
  said.currency = usd;
  said.confirmed_on = desk.today - std::chrono::days{91};
  EXPECT_EQ(finding_after(said),
            "owner_differs account_not_open currency_differs confirmation_old");
}

TEST_F(BankCheck, AnotherAccountIsAskedAboutAnew) {
  ASSERT_TRUE(say(good()));
  desk.payable("a", 100);
  ASSERT_TRUE(desk.account("a", {"Maria Cruz", desk.maria.bank, "999"}));
  EXPECT_EQ(finding("a"), "confirmation_missing");
  AccountConfirmation said = good();
  said.number = "999";
  ASSERT_TRUE(say(said));
  EXPECT_EQ(finding("a"), "");
}

TEST_F(BankCheck, AMinorsAccountMayBeBlockedWhenThatWasTheGround) {
  AccountConfirmation blocked = good();
  blocked.status = AccountStatus::blocked;
  ASSERT_TRUE(say(blocked));
  for (const std::string ground : {"blocked_account", "guardian_papers"}) {
    auto funds = Desk::reserved(ground, 100);
    funds.mutable_award()->mutable_line()->mutable_shares(0)->set_minor(true);
    ASSERT_TRUE(desk.account(ground, desk.maria));
    ASSERT_TRUE(desk.plan(funds));
    for (const Hold& hold : in_force(ground)) {
      if (hold.kind != HoldKind::minor) continue;
      ASSERT_TRUE(desk.run([&](db::Transaction& tx) {
        return lift_hold(tx, {"owwa", hold.id, "ben", true, "seen", ground}, test::noon());
      }));
    }
    ASSERT_TRUE(say(blocked));
    EXPECT_EQ(finding(ground), ground == "blocked_account" ? "" : "account_not_open");
  }
}

TEST_F(BankCheck, WhereBanksAreNotAskedTheirAnswersKeepNothingBack) {
  desk.policy.account_check = AccountCheckKind::name;
  AccountConfirmation said = good();
  said.owner_name = "Juan Reyes";
  said.status = AccountStatus::closed;
  said.currency = usd;
  EXPECT_EQ(finding_after(said), "");
}

}  // namespace
}  // namespace haven::disbursement
