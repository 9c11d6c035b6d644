#include "services/contributions/app/take_receipt.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/db/sql.hpp"
#include "haven/contributions/v1/events.pb.h"
#include "services/contributions/app/assess_renewal.hpp"
#include "services/contributions/app/match_receipt.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct TakeReceipt : CollectorsDesk {
  Result<Receipt> match(const ReceiptId& receipt, const std::string& number) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return match_receipt(tx, now, {receipt, number});
    });
  }
  Result<Receipt> reverse(const ReceiptId& receipt) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return reverse_receipt(tx, now, {receipt, "paid by mistake"});
    });
  }
  Result<Assessment> assess(const std::string& number, const std::string& scheme = "owwa") {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return assess_renewal(tx, now, {number, scheme});
    });
  }
  Payment renewal(const std::string& reference) const {
    Payment paid = payment("M-0001", reference);
    paid.kind = "renewal";
    return paid;
  }
};

TEST_F(TakeReceipt, SettlesJoiningAndSaysSo) {
  hear_enrolled("M-0001");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
  const auto taken = take(payment("M-0001"));
  ASSERT_TRUE(taken) << taken.error().detail;
  EXPECT_TRUE(taken->first_time);
  EXPECT_EQ(taken->receipt.state, ReceiptState::matched);
  EXPECT_EQ(taken->receipt.member, id_of("M-0001"));
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");

  db::Transaction tx{pool};
  db::Bytes payload;
  std::string subject;
  ASSERT_TRUE(
      db::run(tx, "select payload, subject from bus.event", db::into(payload), db::into(subject)));
  v1::ContributionReceived event;
  ASSERT_TRUE(event.ParseFromString(payload.data));
  EXPECT_EQ(subject, id_of("M-0001").text());
  EXPECT_EQ(event.receipt_id(), taken->receipt.id.text());
  EXPECT_EQ(event.amount().minor(), joining_price().minor());
  EXPECT_EQ(event.paid(), "2024-06-18");
  EXPECT_EQ(event.channel(), "agency");
  EXPECT_EQ(event.partner(), "metrobank");
  EXPECT_FALSE(event.was_unmatched());
}

TEST_F(TakeReceipt, TheSameReceiptAgainIsTheStoredOne) {
  hear_enrolled("M-0001");
  const auto first = take(payment("M-0001"));
  const auto again = take(payment("M-0001"));
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->first_time);
  EXPECT_EQ(again->receipt.id, first->receipt.id);
  EXPECT_EQ(value("select count(*) from contributions.receipt"), "1");
  EXPECT_EQ(events("ContributionReceived"), "1");

  Payment other = payment("M-0001");
  other.paid = day("2024-06-17");
  const auto reused = take(other);
  ASSERT_FALSE(reused);
  EXPECT_EQ(reused.error().code, "receipt_reference_reused");
  EXPECT_EQ(reused.error().kind, ErrorKind::conflict);
  other.partner = "landbank";
  other.kind = "renewal";
  EXPECT_TRUE(take(other)) << "another partner's reference is another";
}

TEST_F(TakeReceipt, RefusesAnotherAmountOrCurrencyByField) {
  hear_enrolled("M-0001");
  Payment wrong = payment("M-0001");
  wrong.amount = wrong.amount + money(1, wrong.amount.currency().code());
  EXPECT_EQ(take(wrong).error().fields[0].pointer, "/amount/amount");
  wrong.amount = money(joining_price().minor(), "AED");
  EXPECT_EQ(take(wrong).error().fields[0].pointer, "/amount/currency");
  EXPECT_EQ(value("select count(*) from contributions.receipt"), "0");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
}

TEST_F(TakeReceipt, AnUnknownNumberIsStoredAndMatchedByHand) {
  hear_enrolled("M-0001");
  const auto taken = take(payment("M-0100"));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->receipt.state, ReceiptState::unmatched);
  EXPECT_EQ(events("ContributionReceived"), "0");
  EXPECT_EQ(match(taken->receipt.id, "M-0101").error().fields[0].pointer, "/member_number");
  const auto matched = match(taken->receipt.id, "M-0001");
  ASSERT_TRUE(matched) << matched.error().detail;
  EXPECT_EQ(matched->state, ReceiptState::matched);
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");
  EXPECT_EQ(events("ContributionReceived"), "1");
  EXPECT_TRUE(last<v1::ContributionReceived>().was_unmatched());
  EXPECT_EQ(match(taken->receipt.id, "M-0001").error().code, "receipt_not_unmatched");
}

TEST_F(TakeReceipt, AWaitingReceiptFindsItsMemberWhenTheyEnrol) {
  ASSERT_TRUE(take(payment("M-0001")));
  EXPECT_EQ(value("select state from contributions.receipt"), "unmatched");
  hear_enrolled("M-0001");
  EXPECT_EQ(value("select state from contributions.receipt"), "matched");
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");
  EXPECT_EQ(events("ContributionReceived"), "1");
  hear_enrolled("M-0001");
  EXPECT_EQ(events("ContributionReceived"), "1");
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");
}

TEST_F(TakeReceipt, AWaitingReceiptThatDoesNotFitStaysWithThePeople) {
  Payment wrong = payment("M-0001");
  wrong.amount = money(1, "PHP");
  ASSERT_TRUE(take(wrong));
  hear_enrolled("M-0001");
  EXPECT_EQ(value("select state from contributions.receipt"), "unmatched");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
}

TEST_F(TakeReceipt, AReversalIsANewEntryAndTheDebtIsDueAgain) {
  hear_enrolled("M-0001");
  const auto taken = take(payment("M-0001"));
  const auto reversed = reverse(taken->receipt.id);
  ASSERT_TRUE(reversed) << reversed.error().detail;
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
  EXPECT_EQ(value("select sum(r.amount_minor) + sum(v.amount_minor) from contributions.receipt r "
                  "join contributions.reversal v using (receipt_id)"),
            "0");
  EXPECT_EQ(events("ContributionReversed"), "1");
  EXPECT_EQ(reverse(taken->receipt.id).error().code, "receipt_already_reversed");
  EXPECT_TRUE(take(payment("M-0001", "R-2"))) << "it can be paid again";
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled");
}

TEST_F(TakeReceipt, AnUnmatchedReceiptIsADebtUntilItIsReversed) {
  const auto taken = take(payment("M-0001"));
  EXPECT_EQ(events("ReceiptUnmatched"), "1");
  EXPECT_EQ(value("select subject from bus.event"), taken->receipt.id.text());
  ASSERT_TRUE(reverse(taken->receipt.id));
  EXPECT_EQ(events("UnmatchedReversed"), "1");
  EXPECT_EQ(value("select count(*) from bus.event"), "2");
  hear_enrolled("M-0001");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due");
}

TEST_F(TakeReceipt, RenewalsAreAskedForOneAtATime) {
  hear_enrolled("M-0001");
  ASSERT_TRUE(assess("M-0001"));
  EXPECT_EQ(assess("M-0001").error().code, "renewal_already_due");
  EXPECT_EQ(assess("M-0009").error().fields[0].pointer, "/member_number");
  EXPECT_EQ(assess("M-0001", "oci").error().fields[0].pointer, "/scheme");
  ASSERT_TRUE(take(renewal("R-1")));
  EXPECT_EQ(states_of_assessments(), "M-0001 new due, M-0001 renewal settled");
  EXPECT_TRUE(assess("M-0001"));
}

TEST_F(TakeReceipt, AnUnaskedRenewalIsAssessedAndSettledAtOnce) {
  hear_enrolled("M-0001");
  const auto unasked = take(renewal("R-1"));
  ASSERT_TRUE(unasked) << unasked.error().detail;
  EXPECT_EQ(states_of_assessments(), "M-0001 new due, M-0001 renewal settled");
  ASSERT_TRUE(assess("M-0001"));
  ASSERT_TRUE(reverse(unasked->receipt.id));  // one renewal is due already: not two
  EXPECT_EQ(states_of_assessments(),
            "M-0001 new due, M-0001 renewal due, M-0001 renewal withdrawn");
}

TEST_F(TakeReceipt, MergedMembersOweOnce) {
  hear_enrolled("M-0001");
  hear_enrolled("M-0002");
  hear_merged("M-0002", "M-0001");
  EXPECT_EQ(states_of_assessments(), "M-0001 new due, M-0002 new withdrawn");
  const auto taken = take(payment("M-0002"));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->receipt.member, id_of("M-0001")) << "the old number leads to the kept record";
  hear_merged("M-0002", "M-0001");
  EXPECT_EQ(states_of_assessments(), "M-0001 new settled, M-0002 new withdrawn");
}

TEST_F(TakeReceipt, JoiningThatWasPaidUnderTheMergedRecordIsPaid) {
  hear_enrolled("M-0001");
  hear_enrolled("M-0002");
  const auto taken = take(payment("M-0002"));
  hear_merged("M-0002", "M-0001");
  EXPECT_EQ(states_of_assessments(), "M-0001 new withdrawn, M-0002 new settled");
  ASSERT_TRUE(reverse(taken->receipt.id));
  EXPECT_EQ(states_of_assessments(), "M-0001 new due, M-0001 new withdrawn");
}

TEST_F(TakeReceipt, OlderNewsOfAMemberChangesNothing) {
  hear_enrolled("M-0002");
  hear_enrolled("M-0001");
  hear_merged("M-0002", "M-0001", 5);
  ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
    return on_member_changed(tx, now, record("M-0002", 4));
  }));
  EXPECT_EQ(value("select merged_into from contributions.member where number = 'M-0002'"),
            id_of("M-0001").text());
}

TEST_F(TakeReceipt, ManyAtOnceBookOneReceiptOnce) {
  hear_enrolled("M-0001");
  std::atomic<int> first_times{0}, repeats{0};
  const auto partner = [&] {
    const auto taken = take(payment("M-0001"));
    ASSERT_TRUE(taken) << taken.error().detail;
    ++(taken->first_time ? first_times : repeats);
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) threads.emplace_back(partner);
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(first_times, 1);
  EXPECT_EQ(repeats, 5);
  EXPECT_EQ(events("ContributionReceived"), "1");
}

TEST_F(TakeReceipt, TwoReceiptsForOneDebtSettleItOnce) {
  hear_enrolled("M-0001");
  std::atomic<int> settled{0}, refused{0};
  const auto partner = [&](const std::string& reference) {
    const auto taken = take(payment("M-0001", reference));
    ++(taken ? settled : refused);
    if (!taken) {
      EXPECT_EQ(taken.error().fields[0].pointer, "/kind");
    }
  };
  std::thread one{partner, "R-1"}, two{partner, "R-2"};
  one.join();
  two.join();
  EXPECT_EQ(settled, 1);
  EXPECT_EQ(refused, 1);
}

TEST_F(TakeReceipt, TheDatabaseRefusesAReversalWithoutItsEntry) {
  hear_enrolled("M-0001");
  ASSERT_TRUE(take(payment("M-0001")));
  for (const auto& [sql, constraint] :
       {std::pair{"update contributions.receipt set state = 'reversed'",
                  "reversed_iff_an_entry_takes_it_back"},
        std::pair{"update contributions.receipt set state = 'unmatched', member_id = null, "
                  "assessment_id = null",
                  "moves_by_the_transition_table"}}) {
    try {
      test::execute(database, sql);
      ADD_FAILURE() << sql;
    } catch (const db::Failure& failure) {
      EXPECT_EQ(failure.constraint(), constraint);
    }
  }
}

}  // namespace
}  // namespace haven::contributions
