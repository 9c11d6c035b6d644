#include <gtest/gtest.h>

#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/decisions.hpp"
#include "services/adjudication/store/entitlements.hpp"
#include "services/adjudication/store/members.hpp"
#include "tests/adjudication/store/records.hpp"

namespace haven::adjudication::store {
namespace {

struct Copies : InOneTransaction {
  const MemberId ana{id_number(900)}, anna{id_number(901)}, annie{id_number(902)};
};

TEST_F(Copies, KeepTheNewestRecordOfAMember) {
  EXPECT_FALSE(find_person(tx, "owwa", ana));
  EXPECT_TRUE(save_member_copy(tx, "owwa", ana, 2, "two"));
  EXPECT_FALSE(save_member_copy(tx, "owwa", ana, 2, "again"));
  EXPECT_FALSE(save_member_copy(tx, "owwa", ana, 1, "one"));
  EXPECT_EQ(find_person(tx, "owwa", ana), "two");
  EXPECT_TRUE(save_member_copy(tx, "owwa", ana, 3, "three"));
  EXPECT_EQ(find_person_for_update(tx, "owwa", ana), "three");
  EXPECT_FALSE(find_person(tx, "slbfe", ana));
}

TEST_F(Copies, FollowMergesHoweverLong) {
  save_member_copy(tx, "owwa", ana, 1, "ana");
  save_member_copy(tx, "owwa", annie, 1, "annie");
  insert_merge(tx, "owwa", anna, annie);
  insert_merge(tx, "owwa", ana, anna);
  insert_merge(tx, "owwa", ana, anna);
  EXPECT_EQ(find_person(tx, "owwa", ana), "annie");
  EXPECT_EQ(find_person(tx, "owwa", anna), "annie");
  EXPECT_EQ(find_person(tx, "owwa", annie), "annie");
}

TEST_F(Copies, KnowNoPersonWhoWasMergedInACircle) {
  save_member_copy(tx, "owwa", ana, 1, "ana");
  insert_merge(tx, "owwa", ana, anna);
  insert_merge(tx, "owwa", anna, ana);
  EXPECT_FALSE(find_person(tx, "owwa", ana));
}

TEST_F(Copies, SeeTheClaimsOfEveryRecordOfAPerson) {
  insert_merge(tx, "owwa", anna, annie);
  insert_merge(tx, "owwa", ana, anna);
  for (const auto& [claim, member] : {std::pair{1, ana}, {2, anna}, {3, annie}}) {
    auto file = claim_file(claim);
    file.member = member;
    save_claim_file(tx, file);
    auto asking = claim_file(9);
    for (const auto& record : {ana, anna, annie}) {
      asking.member = record;
      EXPECT_TRUE(history_beside(tx, asking).incident_claimed_before) << claim;
    }
    save_withdrawal(tx, "owwa", file.id, test::noon());
  }
}

TEST_F(Copies, KeepTheNewestFileOfAClaim) {
  EXPECT_EQ(save_claim_file(tx, claim_file(1, 2)), Saved::first);
  EXPECT_EQ(save_claim_file(tx, claim_file(1, 2)), Saved::stale);
  EXPECT_EQ(save_claim_file(tx, claim_file(1, 1)), Saved::stale);
  EXPECT_EQ(save_claim_file(tx, claim_file(1, 3)), Saved::newer);
  EXPECT_EQ(find_claim_file(tx, "owwa", claim_file().id)->version, 3);
  EXPECT_FALSE(find_claim_file(tx, "slbfe", claim_file().id));
}

TEST_F(Copies, WithdrawalEndsWithANewerFile) {
  using std::chrono::seconds;
  save_claim_file(tx, claim_file());
  EXPECT_FALSE(save_withdrawal(tx, "owwa", claim_file().id, test::noon() - seconds{1}));
  EXPECT_TRUE(save_withdrawal(tx, "owwa", claim_file().id, test::noon() + seconds{1}));
  EXPECT_FALSE(save_withdrawal(tx, "owwa", claim_file().id, test::noon() + seconds{1}));
  auto again = claim_file(1, 2);
  again.ready = test::noon() + seconds{2};
  save_claim_file(tx, again);
  EXPECT_FALSE(find_claim_file(tx, "owwa", again.id)->withdrawn);
  EXPECT_FALSE(save_withdrawal(tx, "owwa", again.id, test::noon() + seconds{1}))
      << "the old withdrawal, heard twice";
}

TEST_F(Copies, SeeAnotherClaimOfTheSameIncident) {
  const auto claimed = [&](const ClaimFile& file) {
    return history_beside(tx, file).incident_claimed_before;
  };
  save_claim_file(tx, claim_file(1));
  EXPECT_FALSE(claimed(claim_file(1))) << "not by itself";
  EXPECT_TRUE(claimed(claim_file(2)));
  auto other = claim_file(2);
  other.incident_on += std::chrono::days{1};
  EXPECT_FALSE(claimed(other)) << "another day";
  other = claim_file(2);
  other.incident_kind = "illness";
  EXPECT_FALSE(claimed(other)) << "another kind";
  other = claim_file(2);
  other.member = anna;
  EXPECT_FALSE(claimed(other)) << "another member";
  insert_merge(tx, "owwa", anna, ana);
  EXPECT_TRUE(claimed(other)) << "found to be the same person";
  save_withdrawal(tx, "owwa", claim_file(1).id, test::noon());
  EXPECT_FALSE(claimed(other)) << "withdrawn";
}

struct Payments : Copies {
  DecisionHead head;
  const EntitlementId death{id_number(301)};

  void SetUp() override {
    save_claim_file(tx, claim_file(1));
    insert_decision(tx, decision_content(101, 1), test::noon());
    head.id = DecisionId{id_number(101)};
    head.claim = claim_file(1).id;
    award();
  }
  void award() {
    insert_entitlements(
        tx, "owwa", head.claim, head.id,
        {{death, pays("owwa", "fund", "death", php(100), {{"wife", php(60)}, {"child", php(40)}})}},
        test::noon());
  }
  Noted settle(int id, std::int64_t pesos, const char* day, const EntitlementId& of,
               int said_later = 0) {
    return save_payment(tx, "owwa",
                        {PaymentId{id_number(id)}, of, pesos == 60 ? "wife" : "child", php(pesos),
                         date_from(day), test::noon() + std::chrono::seconds{said_later}});
  }
};

TEST_F(Payments, AreNotedOnceAndTheNewestNewsWins) {
  const auto in_history = [&] { return history_beside(tx, claim_file(2)).payments.size(); };
  EXPECT_EQ(settle(401, 60, "2024-07-01", death), Noted::new_news);
  EXPECT_EQ(settle(401, 60, "2024-07-01", death), Noted::known_already);
  EXPECT_EQ(settle(402, 60, "2024-07-01", EntitlementId{id_number(399)}),
            Noted::entitlement_unknown);
  EXPECT_EQ(in_history(), 1U);
  EXPECT_EQ(settle(401, 60, "came back", death, 2), Noted::new_news);
  EXPECT_EQ(settle(401, 60, "2024-07-01", death, 1), Noted::known_already) << "late, and older";
  EXPECT_EQ(in_history(), 0U);
  EXPECT_EQ(find_standing(tx, head.claim)[0].shares[0].paid, php(0));
  EXPECT_EQ(settle(401, 60, "2024-07-03", death, 3), Noted::new_news) << "sent again";
  EXPECT_EQ(in_history(), 1U);
}

TEST_F(Payments, BecomeOneHistoryLineForEachEntitlement) {
  settle(401, 60, "2024-07-02", death);
  settle(402, 40, "2024-07-01", death);
  const auto history = history_beside(tx, claim_file(2)).payments;
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].scheme, "owwa");
  EXPECT_EQ(history[0].benefit, "death");
  EXPECT_EQ(history[0].amount, php(100));
  EXPECT_EQ(history[0].date, *date_from("2024-07-01"));
  EXPECT_TRUE(history_beside(tx, claim_file(1)).payments.empty()) << "the claim's own are deducted";
}

TEST_F(Payments, OfAWithdrawnEntitlementStillCount) {
  award();
  ASSERT_EQ(find_standing(tx, head.claim).size(), 1U) << "awarded twice is once";
  EXPECT_EQ(find_standing(tx, head.claim)[0],
            (Standing{death,
                      "owwa",
                      "fund",
                      "death",
                      {{"wife", php(60), php(0)}, {"child", php(40), php(0)}},
                      false,
                      0}));
  withdraw_entitlements(tx, {death});
  EXPECT_TRUE(find_standing(tx, head.claim).empty());
  EXPECT_EQ(settle(401, 60, "2024-07-01", death), Noted::entitlement_withdrawn);
  ASSERT_EQ(find_standing(tx, head.claim).size(), 1U);
  EXPECT_TRUE(find_standing(tx, head.claim)[0].withdrawn);
  EXPECT_EQ(find_standing(tx, head.claim)[0].shares[0].paid, php(60));
  EXPECT_EQ(find_standing(tx, head.claim)[0].shares.size(), 1U) << "the other was never paid";
}

TEST_F(Payments, FoundToBeTooMuchAreADebtAndNoLongerPaid) {
  settle(401, 60, "2024-07-01", death);
  const FoundOverpayment found{
      id_number(501), death, "awarded_more_than_owed", {{"wife", php(15)}}};
  EXPECT_TRUE(save_overpayment(tx, "owwa", head.claim, found, test::noon()));
  EXPECT_FALSE(save_overpayment(tx, "owwa", head.claim, found, test::noon()));
  EXPECT_EQ(find_standing(tx, head.claim)[0].shares[0].paid, php(45));
  const auto awarded = find_awarded(tx, death);
  EXPECT_EQ(awarded.claim, head.claim);
  EXPECT_EQ(awarded.layer, "fund");
}

}  // namespace
}  // namespace haven::adjudication::store
