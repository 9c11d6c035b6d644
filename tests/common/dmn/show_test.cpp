#include "common/dmn/show.hpp"

#include <gtest/gtest.h>

#include "tests/common/dmn/models.hpp"

namespace haven::dmn {
namespace {

TEST(Show, PrintsDecisionsAndTheirTables) {
  const std::string table =
      "<decisionTable hitPolicy='COLLECT' aggregation='SUM'><input><inputExpression><text>age"
      "</text></inputExpression></input><output name='share'/><annotation name='source'/>"
      "<rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>0.5</text>"
      "</outputEntry><annotationEntry><text>clause 3</text></annotationEntry></rule>"
      "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry>"
      "</rule></decisionTable>";
  const auto model = loaded(input("age", "number") + decision("share", table, {"age"}, "number"));
  ASSERT_TRUE(model);
  EXPECT_EQ(show(*model),
            "model test\n"
            "input age: number\n"
            "\n"
            "decision share: number\n"
            "  needs age\n"
            "  C+ | age  | => share | source\n"
            "  -- | ---- | -------- | --------\n"
            "  1  | < 18 | 0.5      | clause 3\n"
            "  2  | -    | 1        |\n");
}

}  // namespace
}  // namespace haven::dmn
