// Who may sign a batch on its way, through the use cases and the database.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "services/disbursement/app/tell_interest.hpp"
#include "services/disbursement/store/batches.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

Interest interest_of(const std::string& subject) {
  Interest interest;
  interest.fund = "owwa";
  interest.subject = subject;
  interest.member = MemberId{named_uuid("member of a")};
  interest.why = "sister";
  interest.told_by = "oli";
  return interest;
}

TEST(Signers, ALargeBatchPassesThroughSixPeople) {
  Desk desk;
  desk.payable("a", 100'000'001);  // one centavo above the first band
  const auto batch = desk.batch(1, 100'000'001);
  EXPECT_EQ(batch->signers, (Signers{2, 1, 2}));
  EXPECT_EQ(desk.approve(batch->id, "ana")->state, BatchState::created);
  EXPECT_EQ(desk.approve(batch->id, "ana").error().code, "nobody_signs_a_batch_twice");
  EXPECT_EQ(desk.release(batch->id, "rita").error().code, "batch_not_approved");
  EXPECT_EQ(desk.approve(batch->id, "ben")->state, BatchState::approved);
  EXPECT_EQ(desk.authorise(batch->id, "ben").error().code, "nobody_signs_a_batch_twice");
  EXPECT_EQ(desk.authorise(batch->id, "cara")->state, BatchState::authorised);
  EXPECT_EQ(desk.release(batch->id, "carl").error().code, "nobody_signs_a_batch_twice");
  EXPECT_EQ(desk.release(batch->id, "rita")->state, BatchState::authorised);
  EXPECT_EQ(desk.state_of("a"), "batched");
  EXPECT_EQ(desk.release(batch->id, "rolf")->state, BatchState::released);
  EXPECT_EQ(desk.state_of("a"), "released");
}

TEST(Signers, TheBandIsThatOfTheTotalAndStaysWhenAPaymentLeaves) {
  Desk desk;
  desk.payable("a", 100'000'000);
  EXPECT_EQ(desk.batch(1, 100'000'000)->signers, (Signers{1, 0, 1}));
  desk.payable("b", 100'000'000);
  desk.payable("c", 1);
  const auto large = desk.batch(2, 100'000'001);
  EXPECT_EQ(large->signers, (Signers{2, 1, 2}));
  ASSERT_TRUE(desk.withdraw("b"));
  EXPECT_EQ(desk.approve(large->id, "ana")->state, BatchState::created);
  EXPECT_EQ(desk.approve(large->id, "ben")->signers, (Signers{2, 1, 2}));
}

TEST(Signers, WhoHadAPartDoesNotMakeTheBatchEither) {
  Desk desk;
  desk.payable("a", 100);
  for (const char* subject : {"fay", "dan", "amy"}) {
    EXPECT_EQ(desk.batch(1, 100, {}, subject).error().code, "signer_has_no_part_in_the_claim");
  }
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST(Interests, WhoHasOneSignsNothingOfTheMember) {
  Desk desk;
  desk.payable("a", 100);
  desk.payable("b", 100);
  for (const char* subject : {"carl", "ana", "rita"}) {
    desk.run([&](db::Transaction& tx) { tell_interest(tx, interest_of(subject), test::noon()); });
  }
  EXPECT_EQ(desk.batch(1, 100, {Desk::id_of("a").text()}).error().code,
            "signer_has_no_interest_in_the_claim");
  EXPECT_TRUE(desk.batch(1, 100, {Desk::id_of("b").text()}));  // another member's
  const auto batch = desk.batch(1, 100, {Desk::id_of("a").text()}, "cesar");
  EXPECT_EQ(desk.approve(batch->id, "ana").error().code, "signer_has_no_interest_in_the_claim");
  ASSERT_TRUE(desk.approve(batch->id, "ben"));
  EXPECT_EQ(desk.release(batch->id, "rita").error().code, "signer_has_no_interest_in_the_claim");
  EXPECT_TRUE(desk.release(batch->id, "rolf"));
}

TEST(Interests, ToldAfterSigningStopTheBatch) {
  Desk desk;
  desk.payable("a", 100);
  const auto batch = desk.batch(1, 100);
  ASSERT_TRUE(desk.approve(batch->id, "ana"));
  desk.run([&](db::Transaction& tx) { tell_interest(tx, interest_of("ana"), test::noon()); });
  EXPECT_EQ(desk.release(batch->id).error().code, "signer_has_no_interest_in_the_claim");
  ASSERT_TRUE(desk.dissolve(batch->id));
  EXPECT_EQ(desk.state_of("a"), "payable");
}

TEST(Interests, AreEndedByAnotherPersonOnce) {
  Desk desk;
  const auto told = desk.run(
      [&](db::Transaction& tx) { return tell_interest(tx, interest_of("ivy"), test::noon()); });
  const auto end = [&](const std::string& by, const std::string& fund = "owwa") {
    return desk.run([&](db::Transaction& tx) {
      return end_interest(tx, {fund, told.id, by, "moved away"}, test::noon());
    });
  };
  EXPECT_EQ(end("ivy").error().code, "interest_ended_by_another_person");
  EXPECT_EQ(end("oli").error().code, "interest_ended_by_another_person");
  EXPECT_EQ(end("ana", "other").error().code, "interest_unknown");
  EXPECT_TRUE(end("ana"));
  EXPECT_EQ(end("ben").error().code, "interest_has_ended");
}

struct Try {
  int person = 0;
  int step = 0;
};

std::ostream& operator<<(std::ostream& out, const Try& one) {
  return out << '{' << one.person << ' ' << one.step << '}';
}

rc::Gen<std::vector<Try>> sixty_tries() {
  return rc::gen::resize(
      rc::kNominalSize,
      rc::gen::container<std::vector<Try>>(
          60, rc::gen::build<Try>(rc::gen::set(&Try::person, rc::gen::inRange(0, 12)),
                                  rc::gen::set(&Try::step, rc::gen::inRange(0, 3)))));
}

rc::Gen<Signers> any_signers() {
  return rc::gen::resize(
      rc::kNominalSize,
      rc::gen::build<Signers>(rc::gen::set(&Signers::approve, rc::gen::inRange(1, 4)),
                              rc::gen::set(&Signers::authorise, rc::gen::inRange(0, 3)),
                              rc::gen::set(&Signers::release, rc::gen::inRange(1, 4))));
}

// Who signed a batch in the end, and in which state it is.
struct Chain {
  std::set<std::string> people{"carl"};
  BatchState state = BatchState::created;
};

// Each try as it comes; nobody may be let in twice.
Chain try_all(Desk& desk, const BatchId& batch, const std::vector<Try>& tries) {
  const std::vector<std::string> people{"carl", "ana", "ben", "cara", "rita", "rolf",
                                        "fay",  "ivy", "eva", "dora", "finn", "gil"};
  Chain chain;
  for (const auto& [person, step] : tries) {
    const std::string& who = people[static_cast<std::size_t>(person)];
    const auto moved = step == 0   ? desk.approve(batch, who)
                       : step == 1 ? desk.authorise(batch, who)
                                   : desk.release(batch, who);
    if (!moved) continue;
    RC_ASSERT(chain.people.insert(who).second);
    chain.state = moved->state;
  }
  return chain;
}

// Whatever twelve people try in whatever order, at every step, a batch leaves when as many of them
// have signed as its band needs and never before; nobody twice, nor anybody near the claim.
TEST(SignersProperty, ABatchNeverLeavesWithFewerPeopleThanItsBandNeeds) {
  Desk desk;
  desk.run([&](db::Transaction& tx) { tell_interest(tx, interest_of("ivy"), test::noon()); });
  int histories = 0, released = 0;
  const bool holds = rc::check([&] {
    const Signers signers = *any_signers();
    desk.policy.bands["PHP"] = {{{}, signers}};
    const std::string name = std::to_string(++histories);
    auto funds = Desk::reserved(name, 100);
    funds.mutable_award()->set_member_id(named_uuid("member of a"));
    RC_ASSERT(desk.account(name, desk.maria).has_value());
    RC_ASSERT(desk.plan(funds).has_value());
    const auto batch = desk.batch(1, 100, {Desk::id_of(name).text()});

    const Chain chain = try_all(desk, batch->id, *sixty_tries());

    const auto needed =
        static_cast<std::size_t>(1 + signers.approve + signers.authorise + signers.release);
    const bool has_left = chain.state == BatchState::released;
    RC_ASSERT(has_left == (chain.people.size() == needed));
    RC_ASSERT(!chain.people.contains("fay") && !chain.people.contains("ivy"));
    RC_ASSERT((desk.state_of(name) == "released") == has_left);
    released += has_left ? 1 : 0;
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(released, 0);
}

}  // namespace
}  // namespace haven::disbursement
