#include <gtest/gtest.h>

#include "services/contributions/app/move_charge.hpp"
#include "services/contributions/app/raise_charge.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/charges.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct Charges : CollectorsDesk {
  Result<Charge> raise(const std::string& number = "M-0001") {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return raise_charge(
          tx, now,
          {number, "oci", "gulf", money(14400, "USD"), day("2024-06-20"), "receipt no. 118"});
    });
  }
  Result<Charge> move(const ChargeId& id, ChargeState to, const std::string& agency = "") {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return move_charge(tx, now, {id, to, "letter", agency, {}});
    });
  }
  Result<Charge> ask(const ChargeId& id) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return ask_dismissal(tx, now, id, "the worker took it back");
    });
  }
  Result<Charge> dismiss(const ChargeId& id, const std::string& by) {
    return in([&](db::Transaction& tx, Occasion now) {
      now.by = by;
      return dismiss_charge(tx, now, id);
    });
  }
  // A member whose only registration was charged to them, or not.
  static enrolment::v1::Member charged(const std::string& number, bool is_charged,
                                       std::int64_t version = 1) {
    auto member = record(number, version);
    auto* registration = member.add_registrations();
    registration->set_scheme("oci");
    registration->set_kind("new");
    registration->set_starts("2024-03-01");
    registration->set_premium_charged_to_worker(is_charged);
    return member;
  }
  void hear(const enrolment::v1::Member& member, const std::string& absorbed = "") {
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_member_changed(tx, now, member, absorbed);
    }));
  }
  std::string count() { return value("select count(*) from contributions.premium_charge"); }
};

TEST_F(Charges, GoesFromStatementToRepayment) {
  hear_enrolled("M-0001");
  const auto raised = raise();
  ASSERT_TRUE(raised) << raised.error().detail;
  EXPECT_EQ(raised->due, day("2024-06-27"));
  EXPECT_EQ(move(raised->id, ChargeState::repaid).error().code, "charge_does_not_move_so");
  const auto notified = move(raised->id, ChargeState::notified);
  ASSERT_TRUE(notified);
  EXPECT_EQ(notified->due, day("2024-07-20"));
  ASSERT_TRUE(move(raised->id, ChargeState::referred));
  const auto repaid = move(raised->id, ChargeState::repaid);
  ASSERT_TRUE(repaid);
  EXPECT_FALSE(repaid->due);
  EXPECT_EQ(value("select string_agg(state, ' ' order by step) from "
                  "contributions.premium_charge_step"),
            "raised notified referred repaid");
  EXPECT_EQ(raise("M-0009").error().fields[0].pointer, "/member_number");
}

TEST_F(Charges, IsDismissedByTwoPeople) {
  hear_enrolled("M-0001");
  const auto raised = raise();
  EXPECT_EQ(dismiss(raised->id, "approver-1").error().code, "dismissal_not_asked_for");
  ASSERT_TRUE(ask(raised->id));
  EXPECT_EQ(dismiss(raised->id, "collector-1").error().code, "charge_dismissed_by_another_person");
  ASSERT_TRUE(dismiss(raised->id, "approver-1"));
  EXPECT_EQ(count(), "1") << "it is never deleted";
  try {
    test::execute(database,
                  "insert into contributions.premium_charge_step select charge_id, 9, 'dismissed', "
                  "dismissal_asked_by, raised_on, raised_at, '' from contributions.premium_charge");
    ADD_FAILURE();
  } catch (const db::Failure& failure) {
    EXPECT_EQ(failure.constraint(), "charge_dismissed_by_another_person");
  }
}

TEST_F(Charges, ARegistrationRaisesItOnce) {
  hear(charged("M-0001", false));
  EXPECT_EQ(count(), "0");
  hear(charged("M-0001", true, 2));
  hear(charged("M-0001", true, 3));
  hear(charged("M-0001", true, 2));
  EXPECT_EQ(count(), "1");
  const ChargeId id{value("select charge_id from contributions.premium_charge")};
  EXPECT_EQ(move(id, ChargeState::notified).error().fields[0].pointer, "/agency");
  EXPECT_TRUE(move(id, ChargeState::notified, "gulf"));
}

TEST_F(Charges, ARegistrationThatMovedWithItsMemberIsTheSame) {
  hear(charged("M-0002", true));
  auto kept = charged("M-0001", true, 2);
  hear(kept, id_of("M-0002").text());
  EXPECT_EQ(count(), "1");
  hear_merged("M-0002", "M-0001");
  kept.set_version(3);
  hear(kept);
  EXPECT_EQ(count(), "1");
}

TEST_F(Charges, AreListedByAgeAndLateness) {
  hear_enrolled("M-0001");
  ASSERT_TRUE(raise());
  const auto ages_on = [&](const char* on) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return store::charge_ages(tx, now.fund, day(on)).front();
    });
  };
  EXPECT_EQ(ages_on("2024-06-27").ages.count[0], 1);
  EXPECT_EQ(ages_on("2024-06-27").overdue, 0);
  EXPECT_EQ(ages_on("2024-06-28").ages.count[1], 1);
  EXPECT_EQ(ages_on("2024-06-28").overdue, 1);
  const auto late_on = [&](const char* on) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return store::page_of_charges(tx, now.fund, {"", "gulf", day(on)}, "", 10).size();
    });
  };
  EXPECT_EQ(late_on("2024-06-27"), 0U);
  EXPECT_EQ(late_on("2024-06-28"), 1U);
}

}  // namespace
}  // namespace haven::contributions
