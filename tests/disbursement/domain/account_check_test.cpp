#include "services/disbursement/domain/account_check.hpp"

#include <gtest/gtest.h>

namespace haven::disbursement {
namespace {

const Currency php = *Currency::from("PHP"), usd = *Currency::from("USD");
const Date today = *date_from("2024-06-20");

PaymentPolicy policy_of(AccountCheckKind kind) {
  PaymentPolicy policy;
  policy.account_check = kind;
  policy.name_score = 92;
  policy.confirmed_within_days = 90;
  return policy;
}
const PaymentPolicy by_name = policy_of(AccountCheckKind::name);
const PaymentPolicy by_bank = policy_of(AccountCheckKind::bank);

// An account that both kinds of checks accept.
AccountFacts good() {
  AccountFacts facts;
  facts.payee = "Maria Cruz";
  facts.owner = "Maria Cruz";
  facts.currency = php;
  facts.confirmation = {"BPI", "1", "CRUZ MARIA", AccountStatus::open, php, today};
  return facts;
}

TEST(AccountCheck, ASoundAccountHasNoFindings) {
  EXPECT_EQ(words_of(findings_of(good(), by_name, today)), "");
  EXPECT_EQ(words_of(findings_of(good(), by_bank, today)), "");
}

TEST(AccountCheck, TheOwnerIsThePayeeFromTheScoreOn) {
  AccountFacts facts = good();
  facts.owner = "Maria Santos Cruz";  // 92
  EXPECT_EQ(words_of(findings_of(facts, by_name, today)), "");
  facts.owner = "Maria Luz Santos Cruz";  // 84
  EXPECT_EQ(words_of(findings_of(facts, by_name, today)), "owner_differs");
  PaymentPolicy at_84 = by_name;
  at_84.name_score = 84;
  EXPECT_EQ(words_of(findings_of(facts, at_84, today)), "");
  at_84.name_score = 85;
  EXPECT_EQ(words_of(findings_of(facts, at_84, today)), "owner_differs");
  facts.owner_is_accepted = true;
  EXPECT_EQ(words_of(findings_of(facts, at_84, today)), "");
}

TEST(AccountCheck, TheBanksNameOfTheOwnerCountsOnlyWhereBanksAreAsked) {
  AccountFacts facts = good();
  facts.confirmation->owner_name = "Juan Cruz";
  EXPECT_EQ(words_of(findings_of(facts, by_name, today)), "");
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "owner_differs");
}

TEST(AccountCheck, WithoutAPayeesNameTheBankConfirmsTheOwner) {
  AccountFacts facts = good();
  facts.payee = "";
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "");
  facts.confirmation->owner_name = "Juan Cruz";
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "owner_differs");
}

TEST(AccountCheck, OnlyAnOpenAccountIsPaidIntoOrAMinorsBlockedOne) {
  for (const auto status :
       {AccountStatus::closed, AccountStatus::blocked, AccountStatus::unknown}) {
    AccountFacts facts = good();
    facts.confirmation->status = status;
    EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "account_not_open");
    facts.may_be_blocked = true;
    EXPECT_EQ(words_of(findings_of(facts, by_bank, today)),
              status == AccountStatus::blocked ? "" : "account_not_open");
  }
}

TEST(AccountCheck, TheAccountIsKeptInThePaymentsCurrency) {
  AccountFacts facts = good();
  facts.currency = usd;
  EXPECT_EQ(words_of(findings_of(facts, by_name, today)), "");
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "currency_differs");
}

TEST(AccountCheck, TheBanksWordIsGoodForSoManyDays) {
  AccountFacts facts = good();
  facts.confirmation->confirmed_on = today - std::chrono::days{90};
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "");
  facts.confirmation->confirmed_on = today - std::chrono::days{91};
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "confirmation_old");
  facts.confirmation.reset();
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)), "confirmation_missing");
  EXPECT_EQ(words_of(findings_of(facts, by_name, today)), "");
}

TEST(AccountCheck, SaysAllThatItFinds) {
  AccountFacts facts = good();
  facts.owner = "Juan Reyes";
  facts.currency = usd;
  facts.confirmation->status = AccountStatus::closed;
  facts.confirmation->confirmed_on = today - std::chrono::days{1000};
  EXPECT_EQ(words_of(findings_of(facts, by_bank, today)),
            "owner_differs account_not_open currency_differs confirmation_old");
}

}  // namespace
}  // namespace haven::disbursement
