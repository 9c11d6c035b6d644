#include "common/core/csv.hpp"

#include <gtest/gtest.h>

namespace haven {
namespace {

using Fields = std::vector<std::string>;

TEST(Csv, ReadsPlainAndQuotedFields) {
  EXPECT_EQ(csv_fields("a,b,c"), (Fields{"a", "b", "c"}));
  EXPECT_EQ(csv_fields(R"("a, b","say ""yes""",)"), (Fields{"a, b", "say \"yes\"", ""}));
  EXPECT_EQ(csv_fields(""), (Fields{""}));
  EXPECT_EQ(csv_fields(","), (Fields{"", ""}));
  EXPECT_EQ(csv_fields(R"("")"), (Fields{""}));
}

TEST(Csv, DropsTheCarriageReturnOfTheLineOnly) {
  EXPECT_EQ(csv_fields("a,b\r"), (Fields{"a", "b"}));
  EXPECT_EQ(csv_fields("a\r,b"), (Fields{"a\r", "b"}));
}

TEST(Csv, RefusesQuotesThatDoNotEnclose) {
  EXPECT_FALSE(csv_fields(R"("open)"));
  EXPECT_FALSE(csv_fields(R"(mid"dle,b)"));
  EXPECT_FALSE(csv_fields(R"("closed"tail,b)"));
  EXPECT_FALSE(csv_fields(R"(a,")"));
}

TEST(Csv, WritesWhatItReads) {
  for (const Fields& fields : {Fields{"a", "", "c, \"d\""}, Fields{""}, Fields{"", ""}}) {
    EXPECT_EQ(csv_fields(csv_line(fields)), fields) << csv_line(fields);
  }
}

}  // namespace
}  // namespace haven
