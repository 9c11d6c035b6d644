#include "services/adjudication/app/approve_decision.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/app/return_decision.hpp"
#include "services/adjudication/app/take_work_item.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

using Story = std::vector<std::string>;

struct Approve : Office {
  void SetUp() override {
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(death));
  }
  Result<Approved> approve(const std::string& subject, const std::string& fund = "owwa",
                           std::optional<std::int64_t> version = {}) {
    const ApproveDecision command{last_decision(death), subject, version, rules().today};
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return approve_decision(tx, by(subject, fund), command, test::noon());
    });
  }
  /// The claim is ready again with other facts and decided by the rules.
  void correct(const std::function<void()>& change) {
    change();
    death.set_version(death.version() + 1);
    worker.set_version(worker.version() + 1);
    ASSERT_TRUE(enrolled());
    ASSERT_TRUE(ready(death, "corrected"));
  }
  Result<void> settle(const v1::EntitlementAwarded& award, int share = 0) {
    disbursement::v1::PaymentSettled settled;
    auto& payment = *settled.mutable_payment();
    payment.set_payment_id(named_uuid(award.entitlement_id() + std::to_string(share)));
    payment.set_claim_id(award.claim_id());
    payment.set_entitlement_id(award.entitlement_id());
    payment.set_party(award.line().shares(share).party());
    *payment.mutable_amount() = award.line().shares(share).amount();
    settled.set_settled("2024-07-01");
    return hear(settled, award.claim_id());
  }
  std::map<std::string, v1::EntitlementAwarded> awards() {
    std::map<std::string, v1::EntitlementAwarded> all;
    for (const auto& award : said<v1::EntitlementAwarded>(death.claim_id())) {
      all[award.line().scheme() + " " + award.line().benefit()] = award;
    }
    return all;
  }
};

TEST_F(Approve, AwardsEveryBenefitOfTheFundAndTheInsurer) {
  const auto approved = approve("paul");
  ASSERT_EQ(code_of(approved), "ok");
  EXPECT_EQ(approved->payments, 5) << "three shares of the grant, the burial, the policy";
  EXPECT_EQ(story(death.claim_id()),
            (Story{"ClaimDecided", "DecisionApproved", "EntitlementAwarded", "EntitlementAwarded",
                   "EntitlementAwarded"}));
  EXPECT_EQ(said<v1::DecisionApproved>(death.claim_id())[0].payments(), 5);
  const auto burial = awards().at("owwa burial");
  ASSERT_EQ(burial.line().shares_size(), 1);
  EXPECT_EQ(burial.line().shares(0).party(), "husband");
  EXPECT_EQ(burial.line().shares(0).name(), "Jose Cruz");
  EXPECT_EQ(burial.member_id(), worker.member_id());
  EXPECT_EQ(burial.claim_reference(), death.reference());
  EXPECT_EQ(burial.filed_by(), "ines");
  EXPECT_EQ(burial.decided_by(), "system");
  EXPECT_EQ(burial.approved_by(), "paul");
  EXPECT_EQ(burial.arose_on(), death.incident().date());
  EXPECT_EQ(burial.instalment(), 0);
  EXPECT_EQ(burial.due(), "") << "the fund has published no clock";
  EXPECT_EQ(awards().at("oci death").due(), "2024-06-28") << "ten days from complete papers";
}

TEST_F(Approve, IsNotForTheFilerAnotherFundOrAnOlderVersion) {
  EXPECT_EQ(code_of(approve("ines")), "approver_did_not_file");
  EXPECT_EQ(code_of(approve("paul", "other")), "decision_unknown");
  EXPECT_EQ(code_of(approve("paul", "owwa", 2)), "decision_changed");
  EXPECT_EQ(story(death.claim_id()), Story{"ClaimDecided"});
  EXPECT_EQ(code_of(approve("paul", "owwa", 1)), "ok");
}

TEST_F(Approve, HappensOnceHoweverManyAsk) {
  constexpr int approvers = 8;
  std::atomic<int> approved{0}, refused{0};
  {
    std::vector<std::jthread> threads;
    for (int n = 0; n < approvers; ++n) {
      threads.emplace_back([&, n] {
        const auto outcome = approve("approver_" + std::to_string(n));
        if (outcome) ++approved;
        if (code_of(outcome) == "decision_not_proposed") ++refused;
      });
    }
  }
  EXPECT_EQ(approved, 1);
  EXPECT_EQ(refused, approvers - 1);
  EXPECT_EQ(said<v1::DecisionApproved>(death.claim_id()).size(), 1U);
  EXPECT_EQ(said<v1::EntitlementAwarded>(death.claim_id()).size(), 3U);
}

TEST_F(Approve, AwardsNothingAgainWhenTheSameIsDecidedAgain) {
  ASSERT_TRUE(approve("paul"));
  correct([] {});
  const auto again = approve("paul");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->payments, 0);
  EXPECT_EQ(said<v1::EntitlementAwarded>(death.claim_id()).size(), 3U);
  EXPECT_EQ(value("select string_agg(state, ' ' order by number) from adjudication.decision "
                  "where claim_id = '" +
                  death.claim_id() + "'"),
            "superseded approved");
}

TEST_F(Approve, WithdrawsAndAwardsTheDifferenceWhenAnAccidentIsFound) {
  ASSERT_TRUE(approve("paul"));
  const auto natural = awards();
  correct([&] { death.mutable_incident()->set_cause("accident"); });
  const auto approved = approve("paul");
  ASSERT_EQ(code_of(approved), "ok");
  const auto withdrawn = said<v1::EntitlementWithdrawn>(death.claim_id());
  ASSERT_EQ(withdrawn.size(), 2U);
  EXPECT_EQ((std::set<std::string>{withdrawn[0].entitlement_id(), withdrawn[1].entitlement_id()}),
            (std::set<std::string>{natural.at("owwa death").entitlement_id(),
                                   natural.at("oci death").entitlement_id()}));
  EXPECT_EQ(awards().at("owwa accidental_death").line().amount().minor(), 20000000);
  EXPECT_EQ(approved->payments, 4) << "three shares of the grant and the policy; burial stands";
}

TEST_F(Approve, WithdrawsWhatIsNoLongerOwedAndSaysWhatWasPaidOfIt) {
  ASSERT_TRUE(approve("paul"));
  const auto policy = awards().at("oci death");
  ASSERT_EQ(code_of(settle(policy)), "ok");
  correct([&] { worker.mutable_registrations()->RemoveLast(); });
  ASSERT_EQ(code_of(approve("paul")), "ok");
  const auto withdrawn = said<v1::EntitlementWithdrawn>(death.claim_id());
  ASSERT_EQ(withdrawn.size(), 1U);
  EXPECT_EQ(withdrawn[0].entitlement_id(), policy.entitlement_id());
  const auto found = said<v1::OverpaymentFound>(death.claim_id());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].entitlement_id(), policy.entitlement_id());
  EXPECT_EQ(found[0].layer(), "insurer");
  EXPECT_EQ(found[0].reason(), "awarded_more_than_owed");
  ASSERT_EQ(found[0].overpaid_size(), 1);
  EXPECT_EQ(found[0].overpaid(0).party(), policy.line().shares(0).party());
  EXPECT_EQ(found[0].overpaid(0).amount().minor(), policy.line().amount().minor());

  correct([] {});
  ASSERT_EQ(code_of(approve("paul")), "ok");
  EXPECT_EQ(said<v1::OverpaymentFound>(death.claim_id()).size(), 1U) << "a debt is found once";
}

TEST_F(Approve, NoticesAPaymentOfWhatWasWithdrawn) {
  ASSERT_TRUE(approve("paul"));
  const auto natural = awards();
  correct([&] { death.mutable_incident()->set_cause("accident"); });
  ASSERT_TRUE(approve("paul"));
  ASSERT_EQ(code_of(settle(natural.at("oci death"))), "ok");
  ASSERT_EQ(code_of(settle(natural.at("oci death"))), "ok") << "heard twice";
  const auto found = said<v1::OverpaymentFound>(death.claim_id());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reason(), "paid_after_withdrawal");
}

TEST_F(Approve, PaymentsAreHistoryOfThePersonsNextClaim) {
  const auto facts_of_next = [&] {
    ClaimFile next;
    next.id = ClaimId{new_uuid(test::noon())};
    next.fund = "owwa";
    next.member = MemberId{worker.member_id()};
    next.file = death.SerializeAsString();
    db::Transaction tx{pool};
    return gather_facts(tx, next, rules(), false).value().record;
  };
  ASSERT_TRUE(approve("paul"));
  EXPECT_EQ(facts_of_next().history_size(), 0) << "awarded is not paid";
  ASSERT_EQ(code_of(settle(awards().at("owwa burial"))), "ok");
  ASSERT_EQ(facts_of_next().history_size(), 1);
  EXPECT_EQ(facts_of_next().history(0).benefit(), "burial");
  EXPECT_EQ(facts_of_next().history(0).amount().minor(), 2000000);
}

TEST_F(Approve, ReturningPutsTheClaimBackIntoTheQueue) {
  const auto give_back = [&](const std::string& subject) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return return_decision(
          tx, by(subject),
          {last_decision(death), subject, "the daughter is missing", rules().today}, test::noon());
    });
  };
  EXPECT_EQ(code_of(give_back("ines")), "approver_did_not_file");
  const auto returned = give_back("paul");
  ASSERT_EQ(code_of(returned), "ok");
  EXPECT_EQ(returned->work_item, last_item(death));
  EXPECT_EQ(story(death.claim_id()), (Story{"ClaimDecided", "DecisionReturned"}));
  EXPECT_EQ(code_of(approve("paula")), "decision_not_proposed");
  EXPECT_EQ(code_of(give_back("paula")), "decision_not_proposed");
}

TEST_F(Approve, AnAppealGoesToAnotherPerson) {
  ASSERT_TRUE(approve("paul"));
  death.set_version(2);
  ASSERT_TRUE(ready(death, "appealed"));
  const auto take = [&](const std::string& subject) {
    return db::in_transaction(pool, [&](db::Transaction& tx) {
      return take_work_item(tx, {"owwa", last_item(death), subject, {}});
    });
  };
  EXPECT_EQ(code_of(take("paul")), "appeal_needs_another_person");
  EXPECT_EQ(code_of(take("ada")), "ok");
}

TEST_F(Approve, AReturnedPaymentIsNoHistory) {
  ASSERT_TRUE(approve("paul"));
  const auto burial = awards().at("owwa burial");
  ASSERT_EQ(code_of(settle(burial)), "ok");
  disbursement::v1::PaymentReturned returned;
  auto& payment = *returned.mutable_payment();
  payment.set_payment_id(named_uuid(burial.entitlement_id() + "0"));
  payment.set_claim_id(burial.claim_id());
  payment.set_entitlement_id(burial.entitlement_id());
  *payment.mutable_amount() = burial.line().amount();
  ASSERT_EQ(code_of(hear(returned, burial.claim_id(), test::noon() + std::chrono::hours{1})), "ok");
  EXPECT_EQ(value("select count(*) from adjudication.payment where entitlement_id = '" +
                  burial.entitlement_id() + "' and settled_on is null"),
            "1");
}

TEST_F(Approve, RefusesAPaymentOfAnUnknownEntitlementUnlessItIsOfAContribution) {
  v1::EntitlementAwarded award;
  award.set_entitlement_id(new_uuid(test::noon()));
  award.set_claim_id(death.claim_id());
  auto& share = *award.mutable_line()->add_shares();
  share.mutable_amount()->set_minor(1);
  share.mutable_amount()->set_currency("PHP");
  EXPECT_EQ(code_of(settle(award)), "entitlement_unknown");

  disbursement::v1::PaymentSettled refund;
  refund.mutable_payment()->set_claim_id(award.claim_id());  // a receipt's
  refund.mutable_payment()->set_purpose("contribution_refund");
  EXPECT_EQ(code_of(hear(refund, award.claim_id())), "ok") << "no decision of ours is paid by it";
}

}  // namespace
}  // namespace haven::adjudication
