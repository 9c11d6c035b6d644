// Random histories of one purse: whatever is awarded, withdrawn, sent, settled, returned, funded
// and heard twice, in whatever order, the books hold together.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {
namespace {

// A modest number: every run has a database of its own. RC_PARAMS in the environment asks for more.
const int configured = setenv("RC_PARAMS", "max_success=12 max_size=60", 0);

struct Step {
  int what = 0;    // see apply()
  int award = 0;   // one of five
  int order = 0;   // one of three of the award
  int amount = 0;  // of an award or a funding
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << '{' << step.what << ' ' << step.award << ' ' << step.order << ' ' << step.amount
             << '}';
}

rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(rc::gen::set(&Step::what, rc::gen::inRange(0, 8)),
                              rc::gen::set(&Step::award, rc::gen::inRange(0, 5)),
                              rc::gen::set(&Step::order, rc::gen::inRange(0, 3)),
                              rc::gen::set(&Step::amount, rc::gen::inRange(1, 400)));
}

constexpr std::int64_t order_minor = 40;

// True when the step was taken; a refusal changes nothing.
bool apply(Books& books, const Step& step) {
  const std::string award = std::to_string(step.award);
  const std::string reference = "HV" + award + "/" + std::to_string(step.order);
  const Instant at = test::noon() + std::chrono::seconds{step.award};
  switch (step.what) {
    case 0:
    case 1:
      return books.reserve(award, order_minor * (1 + step.award % 3), at).has_value();
    case 2:
      return books.withdraw(award).has_value();
    case 3:
    case 4:
      return books.order(OrderEvent::released, award, reference, order_minor).has_value();
    case 5:
      return books.order(OrderEvent::settled, award, reference, order_minor).has_value();
    case 6:
      return books.order(OrderEvent::returned, award, reference, order_minor).has_value();
    default:
      books.fund(step.amount);
      return false;  // every funding is a new one
  }
}

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
