#include "services/recoveries/domain/terms.hpp"

#include <gtest/gtest.h>

namespace haven::recoveries {
namespace {

TEST(PeopleToWriteOff, GrowWithTheAmountAndEndWithTheLastBand) {
  RecoveryTerms terms;
  terms.write_off["PHP"] = {{money(5000'00, "PHP"), 2}, {money(100000'00, "PHP"), 3}};
  const auto people = [&](std::int64_t minor, const char* currency) {
    return people_to_write_off(terms, money(minor, currency));
  };
  EXPECT_EQ(people(5000'00, "PHP"), 2);
  EXPECT_EQ(people(5000'01, "PHP"), 3);
  EXPECT_EQ(people(100000'00, "PHP"), 3);
  EXPECT_EQ(people(100000'01, "PHP"), std::nullopt);
  EXPECT_EQ(people(1, "USD"), std::nullopt);
}

TEST(RecoveryTerms, FindTheInsurerOfASchemeAndByItsCode) {
  RecoveryTerms terms;
  terms.insurers = {{"one", "One", {"a", "b"}, {}, {}}, {"two", "Two", {"c"}, {}, {}}};
  EXPECT_EQ(terms.insurer_of("b")->code, "one");
  EXPECT_EQ(terms.insurer_of("c")->code, "two");
  EXPECT_EQ(terms.insurer_of("d"), nullptr);
  EXPECT_EQ(terms.insurer_named("two")->name, "Two");
  EXPECT_EQ(terms.insurer_named("c"), nullptr);
}

}  // namespace
}  // namespace haven::recoveries
