#include <optional>

#include "common/scheme/amount.hpp"
#include "common/scheme/formula.hpp"

/// Benefits that meet actual cost: which bills count, and what they bring.
namespace haven::scheme {
namespace {

constexpr std::string_view rule = "actual_cost_is_met";

constexpr const char* committee = "committee_decides";

using Bills = std::vector<std::pair<const Cost*, feel::Value>>;

/// The bills of a case as one benefit sorts them.
struct Sorted {
  Bills counted;  // with what each brings
  int not_counted = 0, without_receipt = 0;
  std::string reason;                // of the first that does not count
  std::optional<Currency> currency;  // of those that count
  bool is_one_currency = true;
};

class Sorter {
 public:
  Sorter(Situation& at, const Costs& costs, const Currency& owed)
      : at_(at), costs_(costs), owed_(owed) {}

  Sorted sort() {
    for (const Cost& bill : at_.facts.costs) {
      if (!is_one_of(costs_.heads, bill.head)) continue;
      at_.sheet.set_cost(&bill);
      sort(bill);
    }
    at_.sheet.set_cost(nullptr);
    return std::move(sorted_);
  }

 private:
  void sort(const Cost& bill) {
    const bool needs_tariff = !bill.receipt;
    if (needs_tariff && !costs_.without_receipt) {
      ++sorted_.without_receipt;
      return;
    }
    if (costs_.one_person && first_ != nullptr && first_->for_whom != bill.for_whom) return;
    if (auto reason = objection(); !reason.empty()) {
      ++sorted_.not_counted;
      if (sorted_.reason.empty()) sorted_.reason = std::move(reason);
      return;
    }
    if (first_ == nullptr) first_ = &bill;
    take_currency(bill.has_amount() ? bill.amount.currency() : owed_);
    sorted_.counted.emplace_back(&bill, brought_by(bill));
  }

  /// Why the bill at hand does not count; empty when it does.
  std::string objection() {
    if (!costs_.reason_from) return holds(at_, costs_.counted_when) ? "" : costs_.otherwise;
    const feel::Value reason = value_of(at_, *costs_.reason_from);
    if (reason.is_null()) return "";
    const bool is_code =
        reason.kind() == feel::Kind::text && at_.pack.reasons.contains(std::string{reason.text()});
    return is_code ? std::string{reason.text()} : committee;
  }

  feel::Value brought_by(const Cost& bill) {
    if (!bill.receipt) return scheme::value_of(at_, *costs_.without_receipt);
    if (costs_.each) return scheme::value_of(at_, *costs_.each);
    return bill.has_amount() ? scheme::value_of(bill.amount) : feel::Value{};
  }

  void take_currency(const Currency& currency) {
    if (sorted_.currency && *sorted_.currency != currency) sorted_.is_one_currency = false;
    sorted_.currency = currency;
  }

  Situation& at_;
  const Costs& costs_;
  const Currency& owed_;
  const Cost* first_ = nullptr;
  Sorted sorted_;
};

/// The sum of what the bills bring; null when one of them is not known.
feel::Value sum_of(const Bills& bills) {
  feel::Number sum;
  for (const auto& [bill, value] : bills) {
    if (value.kind() != feel::Kind::number) return {};
    const auto more = add(sum, value.number());
    if (!more) return {};
    sum = *more;
  }
  return feel::Value::of(sum);
}

std::optional<Money> total_of(Situation& at, const Costs& costs, const Sorted& sorted) {
  feel::Value total = sum_of(sorted.counted);
  if (costs.total && !total.is_null()) {
    at.sheet.set_bills(sorted.counted);
    total = value_of(at, *costs.total);
  }
  const auto amount = money_of(total, *sorted.currency);
  return amount && amount->minor() < 0 ? Money{0, *sorted.currency} : amount;
}

Worked nothing_counts(const Sorted& sorted) {
  if (sorted.not_counted > 0) {
    std::string how = "bills that do not count: " + std::to_string(sorted.not_counted);
    if (sorted.reason == committee) return refers(rule, std::move(how));
    return refuses(rule, sorted.reason, std::move(how));
  }
  return refuses(rule, "no_rate", "no bill has a receipt");
}

/// The cap, in the currency in which the benefit is owed.
Worked capped(Situation& at, const Costs& costs, const Currency& owed, Worked met) {
  const auto most = money_of(at, *costs.at_most, owed);
  if (!most) return refers(rule, met.how + "; " + found_by(at, *costs.at_most));
  if (met.amount->currency() != owed) return refers(rule, "the cap is in " + owed.code());
  met.how += ", at most " + written(*most);
  met.amount = min(*met.amount, *most);
  return met;
}

}  // namespace

Worked work_out_costs(Situation& at, const Costs& costs, const Currency& owed) {
  const Sorted sorted = Sorter{at, costs, owed}.sort();
  if (sorted.counted.empty()) return nothing_counts(sorted);
  if (!sorted.is_one_currency) return refers(rule, "the bills are in several currencies");
  const auto sum = total_of(at, costs, sorted);
  if (!sum) return refers(rule, "what a bill brings is not known");
  Worked met =
      gives(rule, *sum, written(*sum) + ", bills: " + std::to_string(sorted.counted.size()));
  if (costs.at_most) met = capped(at, costs, owed, std::move(met));
  if (met.amount && sorted.not_counted > 0) {
    met.refused_part = sorted.reason;
    met.refused_how = "bills that do not count: " + std::to_string(sorted.not_counted);
  }
  return met;
}

}  // namespace haven::scheme
