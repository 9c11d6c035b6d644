#include "services/enrolment/domain/merge.hpp"

#include <gtest/gtest.h>

#include "services/enrolment/domain/states.hpp"
#include "tests/enrolment/people.hpp"

namespace haven::enrolment {
namespace {

std::vector<std::string> ids_of(const auto& people) {
  std::vector<std::string> ids;
  for (const auto& one : people) ids.push_back(one.facts.id);
  return ids;
}

using Ids = std::vector<std::string>;

TEST(MergeRecords, KeepsARelativeOfBothOnce) {
  const Particulars record = domestic_worker().particulars;
  const Particulars kept = merged(record, record);
  EXPECT_EQ(ids_of(kept.family), (Ids{"husband", "child_a"}));
  EXPECT_EQ(ids_of(kept.nominees), (Ids{"husband", "child_a"}));
}

TEST(MergeRecords, GivesAnotherPersonOfTheSameIdANewOne) {
  const Particulars record = domestic_worker().particulars;
  Particulars other = record;
  other.family[1] = relative("child_a", "child", "2018-07-23");
  other.family.push_back(relative("child_a_2", "child", "2020-01-01"));
  const Particulars kept = merged(record, other);
  EXPECT_EQ(ids_of(kept.family), (Ids{"husband", "child_a", "child_a_3", "child_a_2"}));
  EXPECT_EQ(kept.family[2].facts.born, day("2018-07-23"));
}

TEST(MergeRecords, NomineesOfTheKeptRecordStand) {
  Particulars record = domestic_worker().particulars;
  Particulars other = record;
  record.nominees = {nominee("husband", 100)};
  EXPECT_EQ(ids_of(merged(record, other).nominees), Ids{"husband"});
}

TEST(MergeRecords, NomineesMoveWithTheirRelativesWhenThereAreNone) {
  Particulars record = domestic_worker().particulars;
  Particulars other = record;
  record.nominees.clear();
  other.family[1] = relative("child_a", "child", "2018-07-23");
  other.nominees = {nominee("child_a", 60), nominee("friend", 40)};
  other.nominees[1].name = "Rosa Lim";
  const Particulars kept = merged(record, other);
  EXPECT_EQ(ids_of(kept.nominees), (Ids{"child_a_2", "friend"}));
  EXPECT_EQ(kept.nominees[0].facts.share_percent, 60);
}

TEST(MergeRecords, ContractAndStayFillGapsOnly) {
  Particulars record = domestic_worker().particulars;
  Particulars other = record;
  other.contract = contract("2020-01-01", "2021-12-31");
  other.stay.departed = day("2020-01-01");
  EXPECT_EQ(merged(record, other).contract->start, day("2024-03-01"));
  EXPECT_EQ(merged(record, other).stay.departed, day("2024-03-01"));
  record.contract.reset();
  record.stay = {};
  EXPECT_EQ(merged(record, other).contract->start, day("2020-01-01"));
  EXPECT_EQ(merged(record, other).stay.departed, day("2020-01-01"));
}

TEST(States, MoveOnlyForward) {
  EXPECT_TRUE(may_move(MemberState::active, MemberState::merged));
  EXPECT_FALSE(may_move(MemberState::merged, MemberState::active));
  EXPECT_TRUE(may_move(CoverState::standing, CoverState::ended));
  EXPECT_FALSE(may_move(CoverState::ended, CoverState::standing));
  for (const auto to : {ReviewState::distinct, ReviewState::merged, ReviewState::moot}) {
    EXPECT_TRUE(may_move(ReviewState::open, to));
    EXPECT_FALSE(may_move(to, ReviewState::open));
    EXPECT_EQ(review_state_named(name_of(to)), to);
  }
}

}  // namespace
}  // namespace haven::enrolment
