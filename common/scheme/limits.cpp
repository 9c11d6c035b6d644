#include "common/scheme/limits.hpp"

#include <algorithm>

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

struct Window {
  bool is_known = true;
  std::optional<Date> from, to;
  [[nodiscard]] bool includes(Date day) const {
    return (!from || *from <= day) && (!to || day <= *to);
  }
};

Window window_of(Situation& at, const Limit& limit) {
  Window window;
  if (limit.from) {
    window.from = date_of(at, *limit.from);
    window.is_known = window.from.has_value();
  }
  // A window without end is one whose end is null: cover that does not end.
  if (limit.to) window.to = date_of(at, *limit.to);
  return window;
}

bool counts_for(const Limit& limit, const Scheme& scheme, const Window& window,
                const PastPayment& payment) {
  if (payment.scheme != scheme.name || !is_one_of(limit.over, payment.benefit)) return false;
  if (limit.lines == Limit::Lines::person && payment.household) return false;
  if (limit.lines == Limit::Lines::household && !payment.household) return false;
  return window.includes(payment.date);
}

/// What this decision pays already under the limit.
std::vector<Money> paid_now(const Situation& at, const Limit& limit) {
  std::vector<Money> paid;
  for (const Line& line : at.decision.lines) {
    const bool is_same = line.scheme == at.scheme_at_hand().name &&
                         is_one_of(limit.over, line.benefit) && line.outcome == Outcome::pay;
    if (is_same && !line.amount.is_zero()) paid.push_back(line.amount);
  }
  return paid;
}

std::vector<Money> paid_under(Situation& at, const Limit& limit, const Window& window) {
  std::vector<Money> paid = paid_now(at, limit);
  for (const PastPayment& each : at.facts.history) {
    if (counts_for(limit, at.scheme_at_hand(), window, each)) paid.push_back(each.amount);
  }
  return paid;
}

Within unknown(const Limit& limit, std::string found) {
  return {{}, &limit, false, std::move(found)};
}

/// What one limit leaves.
Within within(Situation& at, const Limit& limit, const Money& payment) {
  const Window window = window_of(at, limit);
  const auto most = money_of(at, *limit.at_most, payment.currency());
  if (!window.is_known || !most) return unknown(limit, found_by(at, *limit.at_most));
  if (payment.currency() != at.scheme_at_hand().currency) {
    return unknown(limit, "the payment is in " + payment.currency().code());
  }
  Money used{0, payment.currency()};
  for (const Money& each : paid_under(at, limit, window)) {
    if (each.currency() != used.currency()) {
      return unknown(limit, "paid in " + each.currency().code());
    }
    used += each;
  }
  const Money left = *most - min(*most, used);
  if (!left.less_than(payment)) return {payment, nullptr, true, ""};
  std::string found = decimal_text(used) + " used of " + written(*most);
  if (left.is_zero()) return {{}, &limit, true, std::move(found)};
  return {left, &limit, true, std::move(found)};
}

}  // namespace

Within within_times(Situation& at, const Benefit& benefit) {
  for (const Limit& limit : at.scheme_at_hand().limits) {
    if (!limit.times || !is_one_of(limit.over, benefit.name)) continue;
    const Window window = window_of(at, limit);
    const auto most = count_of(at, *limit.times);
    if (!window.is_known || !most) return unknown(limit, found_by(at, *limit.times));
    const auto count = static_cast<int>(paid_under(at, limit, window).size()) + 1;
    if (count <= *most) continue;
    return {{},
            &limit,
            true,
            std::to_string(count) + " with the present one, at most " + std::to_string(*most)};
  }
  return {};
}

Within within_amounts(Situation& at, const Benefit& benefit, const Money& payment) {
  Within whole{payment, nullptr, true, ""};
  for (const Limit& limit : at.scheme_at_hand().limits) {
    if (!limit.at_most || !is_one_of(limit.over, benefit.name)) continue;
    Within found = within(at, limit, *whole.rest);
    if (!found.rest) return found;
    if (found.limit != nullptr) whole = std::move(found);
  }
  return whole;
}

}  // namespace haven::scheme
