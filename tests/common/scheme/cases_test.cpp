#include <cstdlib>
#include <filesystem>

#include "common/scheme/expect.hpp"
#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

namespace fs = std::filesystem;

Agreement run(const fs::path& folder) {
  const auto packs = load_packs("ops/schemes");
  EXPECT_TRUE(packs.has_value()) << (packs ? "" : packs.error().detail);
  return agreement_of(packs.value(), folder);
}

void expect_agreement(const Agreement& found) {
  EXPECT_GT(found.cases, 0);
  EXPECT_EQ(found.agreed, found.cases);
  for (const auto& difference : found.differences) ADD_FAILURE() << difference;
}

TEST(Cases, OfThisProjectAgree) {
  const Agreement found = run("tests/cases");
  expect_agreement(found);
  EXPECT_TRUE(found.skipped.empty());
}

TEST(Cases, SharedWithOthersAgree) {
  const char* given = std::getenv("HAVEN_SHARED");
  const fs::path shared = fs::path{given == nullptr ? "../shared" : given} / "cases";
  if (!fs::is_directory(shared)) {
    GTEST_SKIP() << "no shared cases below " << shared;
  }
  const Agreement found = run(shared);
  expect_agreement(found);
  EXPECT_TRUE(found.skipped.empty());
}

constexpr const char* cook = R"(pack: ph
today: 2023-09-10
registrations: [{scheme: owwa, paid: 2022-01-17}, {scheme: oci, starts: 2022-02-01, ends: 2024-01-31}]
incident: {kind: death, cause: illness, date: 2023-08-01}
nominees: [{id: a}, {id: b}]
)";

/// The differences between what the rules give for the cook and what a case expects.
std::string difference(const std::string& expect) {
  const std::string text = cook + ("expect: " + expect);
  const auto facts = case_from_yaml(text);
  const auto decision = evaluate(*sample::philippines(), facts.value());
  const auto found = differences_from(decision.value(), text);
  if (!found) return "unreadable: " + found.error().detail;
  std::string all;
  for (const auto& each : *found) all += (all.empty() ? "" : "; ") + each;
  return all;
}

const std::string owwa =
    "{scheme: owwa, benefit: death, amount: \"100000.00\", currency: PHP}, "
    "{scheme: owwa, benefit: burial, amount: 20000, currency: PHP}";
const std::string oci = "{scheme: oci, benefit: death, amount: \"10000.00\", currency: USD}";

TEST(Comparison, ComparesOnlyTheKeysThatAreGiven) {
  EXPECT_EQ(difference("{}"), "");
}

TEST(Comparison, TakesPaymentsAsASetOfDecimals) {
  EXPECT_EQ(difference("{pay: [" + owwa + ", " + oci + "]}"), "");
  EXPECT_EQ(difference("{pay: [" + owwa + "]}"),
            "pay oci death: expected nothing, got 10000.00 USD");
  EXPECT_EQ(difference("{pay: [" + owwa + ", " + oci +
                       ", {scheme: oci, benefit: remains, amount: 1, currency: USD}]}"),
            "pay oci remains: expected 1.00 USD, got nothing");
  EXPECT_EQ(difference("{pay: [" + owwa +
                       ", {scheme: oci, benefit: death, amount: 10000, currency: PHP}]}"),
            "pay oci death: expected 10000.00 PHP, got 10000.00 USD");
}

TEST(Comparison, ComparesPayeesWhereTheyAreGiven) {
  const std::string line = "{scheme: oci, benefit: death, amount: 10000, currency: USD, payees: ";
  EXPECT_EQ(difference("{pay: [" + owwa + ", " + line +
                       "[{to: b, amount: 5000}, {to: a, amount: 5000}]}]}"),
            "");
  EXPECT_EQ(difference("{pay: [" + owwa + ", " + line + "[{to: a, amount: 10000}]}]}"),
            "payees of oci death: expected a 10000.00 USD, got a 5000.00 USD, b 5000.00 USD");
}

TEST(Comparison, AllowsMoreRefusalsButNoOtherReason) {
  EXPECT_EQ(difference("{refuse: [{scheme: poea, benefit: death, reason: not_member}]}"), "");
  EXPECT_EQ(difference("{refuse: [{scheme: poea, benefit: death, reason: cover_ended}]}"),
            "refuse poea death: expected cover_ended, got not_member");
  EXPECT_EQ(difference("{refer: []}"), "");
  EXPECT_EQ(difference("{refuse: []}").substr(0, 26), "refuse poea burial: expect");
}

TEST(Comparison, TakesNeedsAndFlagsAsSets) {
  EXPECT_EQ(difference("{need: [], flags: []}"), "");
  EXPECT_EQ(difference("{need: [{document: passport}], flags: [bond_call]}"),
            "need: expected passport, got nothing; flags: expected bond_call, got nothing");
}

TEST(Comparison, ComparesDueDates) {
  EXPECT_EQ(difference("{due: [{scheme: oci, benefit: death, date: 2023-09-10}]}"), "");
  EXPECT_EQ(difference("{due: [{scheme: oci, benefit: death, date: 2023-09-11}]}"),
            "due oci death: expected 2023-09-11, got 2023-09-10");
  EXPECT_EQ(difference("{due: []}"), "due oci death: expected nothing, got 2023-09-10");
}

TEST(Comparison, RefusesAnExpectationThatItCannotRead) {
  EXPECT_EQ(difference("{pays: []}").substr(0, 11), "unreadable:");
}

}  // namespace
}  // namespace haven::scheme
