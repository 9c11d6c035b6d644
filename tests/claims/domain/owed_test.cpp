#include "services/claims/domain/owed.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

Owed owed(std::int64_t minor = 1000) {
  Owed one;
  one.entitlement = named_uuid("e");
  one.layer = "fund";
  one.owed = money(minor, "PHP");
  one.paid = one.kept_back = one.on_its_way = one.unclaimed = one.ended = one.advanced =
      money(0, "PHP");
  return one;
}

TEST(Owed, OutstandingIsWhatIsNeitherPaidNorKeptBackNorEnded) {
  Owed one = owed();
  one.paid = money(300, "PHP");
  one.kept_back = money(200, "PHP");
  one.ended = money(100, "PHP");
  EXPECT_EQ(outstanding_of(one), money(400, "PHP"));
}

TEST(Owed, HasNoReasonWhenNothingIsOutstanding) {
  Owed one = owed();
  one.paid = money(800, "PHP");
  one.kept_back = money(200, "PHP");
  EXPECT_EQ(reason_of(one), "");
  one.paid = money(801, "PHP");
  EXPECT_EQ(reason_of(one), "more_paid_than_owed");
  one.paid = money(799, "PHP");
  EXPECT_EQ(reason_of(one), "waits_for_payment");
}

TEST(Owed, WaitsForWhomeverMustDoSomethingFirst) {
  Owed one = owed();
  EXPECT_EQ(reason_of(one), "waits_for_payment");
  one.lacks_account = true;
  EXPECT_EQ(reason_of(one), "waits_for_account");
  one.on_its_way = money(1000, "PHP");
  EXPECT_EQ(reason_of(one), "at_the_bank");
  one.is_short = true;
  EXPECT_EQ(reason_of(one), "waits_for_money");
  one.layer = "insurer";
  EXPECT_EQ(reason_of(one), "waits_for_insurer");
  one.is_returned = true;
  EXPECT_EQ(reason_of(one), "waits_for_account");
  one.unclaimed = money(1000, "PHP");
  EXPECT_EQ(reason_of(one), "unclaimed");
}

TEST(Owed, WhatIsNotPaidThroughTheFundSaysSo) {
  Owed one = owed();
  one.entitlement.clear();
  one.layer = "employer";
  EXPECT_EQ(reason_of(one), "paid_directly");
}

TEST(Owed, EveryReasonHasWords) {
  for (const char* reason :
       {"paid_directly", "more_paid_than_owed", "unclaimed", "waits_for_account",
        "waits_for_insurer", "waits_for_money", "at_the_bank", "waits_for_payment"}) {
    EXPECT_NE(words_of_reason(reason), "") << reason;
  }
  EXPECT_EQ(words_of_reason(""), "");
}

TEST(Owed, AddsUpByCurrency) {
  Owed dollars = owed();
  dollars.owed = money(50, "USD");
  dollars.paid = dollars.kept_back = dollars.on_its_way = dollars.unclaimed = dollars.ended =
      money(0, "USD");
  Owed paid = owed(200);
  paid.paid = money(200, "PHP");
  const auto totals = totals_of({owed(), paid, dollars});
  ASSERT_EQ(totals.size(), 2U);
  const auto& pesos = totals.at(*Currency::from("PHP"));
  EXPECT_EQ(pesos.owed, money(1200, "PHP"));
  EXPECT_EQ(pesos.paid, money(200, "PHP"));
  EXPECT_EQ(pesos.outstanding, money(1000, "PHP"));
}

}  // namespace
}  // namespace haven::claims
