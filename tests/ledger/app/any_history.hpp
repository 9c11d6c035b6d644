#pragma once
// Random steps of one purse's history: awards, withdrawals, orders and what the bank says,
// fundings.
#include <rapidcheck.h>

#include <cstdlib>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {

// A modest number: every run has a database of its own. RC_PARAMS in the environment asks for more.
inline const int configured = setenv("RC_PARAMS", "max_success=12 max_size=60", 0);

struct Step {
  int what = 0;    // see apply()
  int award = 0;   // one of five
  int order = 0;   // one of three of the award
  int amount = 0;  // of an award or a funding
};

inline std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << '{' << step.what << ' ' << step.award << ' ' << step.order << ' ' << step.amount
             << '}';
}

// Any of them from the first run on: rapidcheck's own range grows with the size of its run.
inline rc::Gen<int> in_range(int first, int end) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(first, end));
}

inline rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(
      rc::gen::set(&Step::what, in_range(0, 8)), rc::gen::set(&Step::award, in_range(0, 5)),
      rc::gen::set(&Step::order, in_range(0, 3)), rc::gen::set(&Step::amount, in_range(1, 400)));
}

inline constexpr std::int64_t order_minor = 40;

// True when the step was taken; a refusal changes nothing.
inline bool apply(Books& books, const Step& step) {
  const std::string award = std::to_string(step.award);
  const std::string reference = "HV" + award + "/" + std::to_string(step.order);
  const Instant at = books.now + std::chrono::seconds{step.award};
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

}  // namespace haven::ledger
