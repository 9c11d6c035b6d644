#include "services/adjudication/app/decided_cases.hpp"

#include "services/adjudication/app/keep_packs.hpp"
#include "tests/adjudication/app/office.hpp"

namespace haven::adjudication {
namespace {

struct DecidedClaims : Office {
  static DecidedCases page(const std::string& after, int limit, const std::string& pack = "ph") {
    db::Transaction tx{database->pool("haven_auditor")};
    return decided_cases(tx, pack, after, limit);
  }
  static std::int64_t count(const std::string& pack = "ph") {
    db::Transaction tx{database->pool("haven_auditor")};
    return count_decided_cases(tx, pack);
  }
};

TEST_F(DecidedClaims, AreTheFactsOnWhichTheyWereDecided) {
  ASSERT_TRUE(enrolled());
  const auto before = count();
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(count(), before + 1);
  const auto id = last_decision(death).text();
  const auto all = page("", 1000);
  const auto found =
      std::ranges::find(all.cases, id, [](const scheme::Case& facts) { return facts.id; });
  ASSERT_NE(found, all.cases.end());
  EXPECT_EQ(found->pack, "ph");
  EXPECT_EQ(found->incident.kind, "death");
  EXPECT_EQ(text_of(found->incident.date), "2024-05-14");
  EXPECT_TRUE(scheme::evaluate(*packs.at("ph"), *found));
}

TEST_F(DecidedClaims, ComeInPagesWithoutMissingOrRepeatingOne) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  death.set_version(2);
  ASSERT_TRUE(ready(death, "corrected"));
  std::vector<std::string> one_by_one, at_once;
  std::string last;
  for (auto next = page("", 1); !next.last.empty(); next = page(last, 1)) {
    ASSERT_EQ(next.cases.size(), 1U);
    one_by_one.push_back(next.cases[0].id);
    last = next.last;
  }
  for (const auto& facts : page("", 1000).cases) at_once.push_back(facts.id);
  EXPECT_GE(at_once.size(), 2U);
  EXPECT_EQ(one_by_one, at_once);
  EXPECT_EQ(static_cast<std::int64_t>(at_once.size()), count());
}

TEST_F(DecidedClaims, AreThoseOfOnePack) {
  ASSERT_TRUE(enrolled());
  ASSERT_TRUE(ready(death));
  EXPECT_EQ(count("np"), 0);
  const auto none = page("", 10, "np");
  EXPECT_TRUE(none.cases.empty());
  EXPECT_EQ(none.last, "");
}

}  // namespace
}  // namespace haven::adjudication
