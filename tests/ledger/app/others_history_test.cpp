// Random histories of everything that others do with the fund's money, beside awards and orders:
// lines of statements in any order, receivables, advances and reductions, set-offs, unclaimed and
// late payments, refunds. Whatever comes, and whatever is heard twice, the books hold together.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/ledger/app/any_history.hpp"
#include "tests/ledger/app/others.hpp"

namespace haven::ledger {
namespace {

constexpr int kinds_of_steps = 22;

rc::Gen<Step> any_step_of_others() {
  return rc::gen::build<Step>(rc::gen::set(&Step::what, in_range(0, kinds_of_steps)),
                              rc::gen::set(&Step::award, in_range(0, 5)),
                              rc::gen::set(&Step::order, in_range(0, 3)),
                              rc::gen::set(&Step::amount, in_range(1, 400)));
}

// Awards 0 to 2 are the fund's own; 3 and 4 are shares of an insurer that are receivable.
bool is_share(const Step& step) {
  return step.award > 2;
}

std::int64_t amount_of(const Step& step) {
  return order_minor * (1 + step.award % 3);
}

recoveries::v1::Receivable receivable_of(const Step& step) {
  return OthersBooks::receivable(std::to_string(step.award), amount_of(step),
                                 is_share(step) ? "insurer_share" : "overpayment");
}

bool award(OthersBooks& books, const Step& step) {
  const std::string name = std::to_string(step.award);
  const Instant at = books.now + std::chrono::seconds{step.award};
  if (is_share(step)) return books.reserve_share(name, amount_of(step), at).has_value();
  return books.reserve(name, amount_of(step), at).has_value();
}

bool reduce(OthersBooks& books, const Step& step) {
  static const std::string of_shares[] = {"paid", "written_off", "paid_direct"};
  static const std::string of_payees[] = {"set_off", "paid", "withdrawn"};
  const auto& how = (is_share(step) ? of_shares : of_payees)[step.order];
  const std::string name = std::to_string(step.award) + "/" + std::to_string(step.order);
  return books.reduce(receivable_of(step), name, order_minor, how).has_value();
}

bool assign(OthersBooks& books, const Step& step, const std::string& line) {
  static const std::string uses[] = {"deposit", "interest", "funding", "other", "receivable"};
  const std::string party = step.award == 4 ? "zurich" : "acme";
  return books.assign(line, order_minor, uses[step.award], party, step.order != 2).has_value();
}

bool apply_to_orders(OthersBooks& books, const Step& step, const std::string& reference) {
  const std::string name = std::to_string(step.award);
  static constexpr UnclaimedEvent ways[] = {UnclaimedEvent::kept, UnclaimedEvent::found,
                                            UnclaimedEvent::back_to_purse,
                                            UnclaimedEvent::to_treasury};
  switch (step.what) {
    case 4:
    case 5:
      return books.order(OrderEvent::released, name, reference, order_minor).has_value();
    case 6:
    case 7:
      return books.order(OrderEvent::settled, name, reference, order_minor).has_value();
    case 8:
      return books.order(OrderEvent::returned, name, reference, order_minor).has_value();
    case 9:
      return books.order(OrderEvent::returned_late, name, reference, order_minor).has_value();
    default:
      return books.unclaimed(ways[step.what - 10], name, "U" + reference, order_minor).has_value();
  }
}

// True when the step was taken; a refusal changes nothing.
bool apply(OthersBooks& books, const Step& step) {
  const std::string name = std::to_string(step.award);
  const std::string reference = name + "/" + std::to_string(step.order);
  switch (step.what) {
    case 0:
    case 1:
      return award(books, step);
    case 2:
      books.fund(step.amount);
      return false;  // every funding is a new one
    case 3:
      return books.withdraw(name).has_value();
    case 14:
      return books.take(reference, order_minor, step.order != 2).has_value();
    case 15:
      return assign(books, step, reference);
    case 16:
      return books.raise(receivable_of(step)).has_value();
    case 17:
      return books.advance(receivable_of(step), amount_of(step)).has_value();
    case 18:
      return reduce(books, step);
    case 19:
      if (step.order == 0) return books.refund(name, order_minor, step.award < 3).has_value();
      return books.set_off_from(name, reference, order_minor).has_value();
    case 20:
      return books.undo_set_off_from(name, reference, order_minor).has_value();
    case 21:
      return books.undo(receivable_of(step), reference, order_minor).has_value();
    default:
      return apply_to_orders(books, step, reference);
  }
}

// What the bank's own account must hold by what the bank did.
std::int64_t in_the_bank(OthersBooks& books) {
  return std::stoll(test::value(
      books.database,
      "select coalesce((select sum(case when is_credit then amount_minor else -amount_minor end) "
      "from ledger.bank_line where is_taken), 0) - coalesce((select sum(amount_minor) from "
      "ledger.reservation_payment where state = 'settled'), 0)"));
}

std::string all_balances(OthersBooks& books) {
  return test::value(books.database,
                     "select coalesce(string_agg(account || ' ' || minor, ', ' order by account), "
                     "'') from (select account, sum(amount_minor) as minor from ledger.posting "
                     "group by account) b");
}

TEST(OthersHistory, HoldsTogetherAndIsTheSameWhenHeardAgain) {
  ASSERT_EQ(configured, 0);
  const bool holds = rc::check([] {
    const auto floor = *rc::gen::inRange(0, 100);
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step_of_others());
    OthersBooks books{floor};
    std::vector<Step> taken;
    std::int64_t funded = 0;
    for (const Step& step : steps) {
      if (apply(books, step)) taken.push_back(step);
      if (step.what == 2) funded += step.amount;
    }
    RC_ASSERT(books.broken_rules() == std::vector<std::string>{});
    RC_ASSERT(books.balance("bank:PHP") == in_the_bank(books));
    RC_ASSERT(books.welfare().available.minor() >= std::min<std::int64_t>(floor, funded));
    RC_ASSERT(books.welfare().lent.minor() >= 0);

    const std::string before = all_balances(books);
    for (const Step& step : taken) RC_ASSERT(apply(books, step));
    RC_ASSERT(all_balances(books) == before);
    RC_ASSERT(books.broken_rules() == std::vector<std::string>{});
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::ledger
