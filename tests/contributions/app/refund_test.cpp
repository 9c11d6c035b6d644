#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "haven/contributions/v1/events.pb.h"
#include "services/contributions/app/ask_refund.hpp"
#include "services/contributions/app/assess_renewal.hpp"
#include "services/contributions/app/decide_refund.hpp"
#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/app/on_payment.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/refunds.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct Refunds : CollectorsDesk {
  Result<Refund> ask(const ReceiptId& receipt, std::optional<Money> amount = {}) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return ask_refund(tx, now,
                        {receipt,
                         amount,
                         "never left the country",
                         "Gulf Staffing",
                         {"Gulf Staffing Inc.", "BPIPHMM", "0123456789"}});
    });
  }
  template <class Act>
  auto as_approver(Act act) {
    return in([&](db::Transaction& tx, Occasion now) {
      now.by = "approver-1";
      return act(tx, now);
    });
  }
  Result<Refund> approve(const RefundId& id) {
    return as_approver(
        [&](db::Transaction& tx, const Occasion& now) { return approve_refund(tx, now, id); });
  }
  Result<Refund> refuse_it(const RefundId& id) {
    return as_approver([&](db::Transaction& tx, const Occasion& now) {
      return refuse_refund(tx, now, id, "the cover was used");
    });
  }
  Result<Receipt> reverse(const ReceiptId& receipt) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return reverse_receipt(tx, now, {receipt, "bounced"});
    });
  }
  ReceiptId matched() {
    hear_enrolled("M-0001");
    return take(payment("M-0001"))->receipt.id;
  }
  static Money less(std::int64_t minor) {
    return joining_price() - money(minor, joining_price().currency().code());
  }
  std::string receipt_state() { return value("select state from contributions.receipt"); }
  std::string refund_state() {
    return value("select state || coalesce(' ' || paid_on, '') from contributions.refund");
  }
};

TEST_F(Refunds, AWholeContributionGoesBackByTwoPeople) {
  const ReceiptId receipt = matched();
  const auto asked = ask(receipt);
  ASSERT_TRUE(asked) << asked.error().detail;
  EXPECT_EQ(asked->amount, joining_price());
  EXPECT_EQ(events("RefundApproved"), "0");
  const auto same = in(
      [&](db::Transaction& tx, const Occasion& now) { return approve_refund(tx, now, asked->id); });
  EXPECT_EQ(same.error().code, "refund_decided_by_another_person");
  ASSERT_TRUE(approve(asked->id));
  const auto said = last<v1::RefundApproved>();
  EXPECT_EQ(said.refund_id(), asked->id.text());
  EXPECT_EQ(said.receipt_id(), receipt.text());
  EXPECT_EQ(said.reference(), "R-1");
  EXPECT_EQ(said.member_id(), id_of("M-0001").text());
  EXPECT_EQ(said.account(), "0123456789");
  EXPECT_EQ(said.asked_by(), "collector-1");
  EXPECT_EQ(said.approved_by(), "approver-1");
  EXPECT_EQ(said.approved_on(), "2024-06-20");
  EXPECT_TRUE(said.ends_cover());
  EXPECT_EQ(receipt_state(), "refunded");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
  EXPECT_EQ(approve(asked->id).error().code, "refund_already_decided");
}

TEST_F(Refunds, APartLeavesTheCoverAndTheRestEndsIt) {
  const ReceiptId receipt = matched();
  const auto part = ask(receipt, less(1));
  ASSERT_TRUE(approve(part->id));
  EXPECT_FALSE(last<v1::RefundApproved>().ends_cover());
  EXPECT_EQ(receipt_state(), "matched");
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");
  const auto two = ask(receipt, money(2, joining_price().currency().code()));
  EXPECT_EQ(two.error().code, "receipt_is_never_refunded_beyond_its_amount");
  const auto rest = ask(receipt);
  ASSERT_TRUE(rest) << rest.error().detail;
  EXPECT_EQ(rest->amount.minor(), 1);
  ASSERT_TRUE(approve(rest->id));
  EXPECT_TRUE(last<v1::RefundApproved>().ends_cover());
  EXPECT_EQ(receipt_state(), "refunded");
  EXPECT_FALSE(ask(receipt));
}

TEST_F(Refunds, ARefundedReceiptIsNotReversedAndAReversedOneNotRefunded) {
  const ReceiptId receipt = matched();
  const auto asked = ask(receipt, less(1));
  EXPECT_EQ(reverse(receipt).error().code, "refunded_receipt_is_not_reversed");
  ASSERT_TRUE(refuse_it(asked->id));
  ASSERT_TRUE(reverse(receipt)) << "a refund that was refused promises nothing";
  EXPECT_EQ(ask(receipt).error().code, "reversed_receipt_is_not_refunded");
}

TEST_F(Refunds, ARenewalThatGoesBackIsAskedForNoMore) {
  hear_enrolled("M-0001");
  Payment renewal = payment("M-0001");
  renewal.kind = "renewal";
  const auto taken = take(renewal);
  ASSERT_TRUE(approve(ask(taken->receipt.id)->id));
  EXPECT_EQ(states_of_assessments(), "M-0001 new due, M-0001 renewal withdrawn");
}

TEST_F(Refunds, AnUnmatchedReceiptGoesBackWholeAndFindsNoMember) {
  const ReceiptId receipt = take(payment("M-0001"))->receipt.id;
  EXPECT_EQ(ask(receipt, less(1)).error().fields[0].pointer, "/amount");
  const auto asked = ask(receipt);
  ASSERT_TRUE(asked);
  hear_enrolled("M-0001");
  EXPECT_EQ(receipt_state(), "unmatched") << "somebody asked to give it back";
  ASSERT_TRUE(approve(asked->id));
  const auto said = last<v1::RefundApproved>();
  EXPECT_EQ(said.member_id(), "");
  EXPECT_FALSE(said.ends_cover());
  EXPECT_EQ(value("select subject from bus.event where type like '%RefundApproved'"),
            receipt.text());
  EXPECT_EQ(receipt_state(), "refunded");
}

TEST_F(Refunds, ThePaymentIsFollowedInAnyOrder) {
  const auto asked = ask(matched());
  ASSERT_TRUE(approve(asked->id));
  const auto settled = [&](const std::string& entitlement, int minute) {
    disbursement::v1::PaymentSettled event;
    event.mutable_payment()->set_entitlement_id(entitlement);
    event.set_settled("2024-06-25");
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_payment_settled(tx, now, test::noon() + std::chrono::minutes{minute}, event);
    }));
  };
  const auto returned = [&](int minute) {
    disbursement::v1::PaymentReturned event;
    event.mutable_payment()->set_entitlement_id(asked->id.text());
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_payment_returned(tx, now, test::noon() + std::chrono::minutes{minute}, event);
    }));
  };
  settled(new_uuid(test::noon()), 1);
  EXPECT_EQ(refund_state(), "approved") << "the payment of a claim is none of ours";
  settled(asked->id.text(), 5);
  settled(asked->id.text(), 5);
  EXPECT_EQ(refund_state(), "paid 2024-06-25");
  returned(4);
  EXPECT_EQ(refund_state(), "paid 2024-06-25") << "older news";
  returned(6);
  EXPECT_EQ(refund_state(), "returned");
  settled(asked->id.text(), 7);
  EXPECT_EQ(refund_state(), "paid 2024-06-25");
}

TEST_F(Refunds, ManyWhoAskAtOnceAreNeverPromisedMoreThanTheReceipt) {
  const ReceiptId receipt = matched();
  const Money half = less(joining_price().minor() / 2);
  std::atomic<int> promised{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] { promised += ask(receipt, half) ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(promised, 2);
}

TEST_F(Refunds, TheDatabaseRefusesWhatTheCodeRefuses) {
  const ReceiptId receipt = matched();
  const auto refused = [&](const std::string& sql) -> std::string {
    try {
      test::execute(database, sql);
    } catch (const db::Failure& failure) {
      return failure.constraint();
    }
    return "nothing";
  };
  ASSERT_TRUE(ask(receipt));
  EXPECT_EQ(refused("insert into contributions.refund select (jsonb_populate_record(r, "
                    "jsonb_build_object('refund_id', gen_random_uuid(), 'amount_minor', 1))).* "
                    "from contributions.refund r"),
            "receipt_is_never_refunded_beyond_its_amount");
  EXPECT_EQ(refused("update contributions.receipt set state = 'reversed'"),
            "refunded_receipt_is_not_reversed");
  EXPECT_EQ(refused("update contributions.receipt set state = 'refunded'"),
            "refunded_iff_all_of_it_goes_back");
  EXPECT_EQ(refused("update contributions.refund set state = 'approved', decided_by = asked_by, "
                    "decided_on = asked_on, decided_at = asked_at"),
            "refund_decided_by_another_person");
  EXPECT_EQ(refused("update contributions.refund set state = 'paid'"),
            "moves_by_the_transition_table");
}

}  // namespace
}  // namespace haven::contributions
