// Random histories of one purse: whatever is awarded, withdrawn, sent, settled, returned, funded
// and heard twice, in whatever order, the books hold together.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/ledger/app/any_history.hpp"

namespace haven::ledger {
namespace {

TEST(LedgerHistory, HoldsTogetherAndIsTheSameWhenHeardAgain) {
  ASSERT_EQ(configured, 0);
  const bool holds = rc::check([] {
    const auto floor = *rc::gen::inRange(0, 100);
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
    Books books{floor};
    std::vector<Step> taken;
    std::int64_t funded = 0;
    for (const Step& step : steps) {
      if (apply(books, step)) taken.push_back(step);
      if (step.what == 7) funded += step.amount;
    }
    const PurseBalance before = books.welfare();
    RC_ASSERT(books.broken_rules() == std::vector<std::string>{});
    RC_ASSERT(before.available.minor() >= std::min<std::int64_t>(floor, funded));
    RC_ASSERT((before.available + before.reserved + before.in_transit + before.paid).minor() ==
              funded);

    for (const Step& step : taken) RC_ASSERT(apply(books, step));
    const PurseBalance after = books.welfare();
    RC_ASSERT(after.available == before.available);
    RC_ASSERT(after.reserved == before.reserved);
    RC_ASSERT(after.in_transit == before.in_transit);
    RC_ASSERT(after.paid == before.paid);
    RC_ASSERT(books.broken_rules() == std::vector<std::string>{});
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::ledger
