#include "services/recoveries/domain/settlement.hpp"

#include <algorithm>
#include <array>

#include "common/core/csv.hpp"

namespace haven::recoveries {
namespace {

constexpr std::size_t line_bytes_max = 1000;
constexpr std::size_t name_bytes_max = 60;

constexpr std::array<std::pair<ToldResult, std::string_view>, 10> names{{
    {ToldResult::paid_direct, "paid_direct"},
    {ToldResult::announced, "announced"},
    {ToldResult::agrees, "agrees"},
    {ToldResult::told_before, "told_before"},
    {ToldResult::unknown, "unknown"},
    {ToldResult::several_fit, "several_fit"},
    {ToldResult::amount_differs, "amount_differs"},
    {ToldResult::not_owed, "not_owed"},
    {ToldResult::advanced, "advanced"},
    {ToldResult::refused, "refused"},
}};

}  // namespace

bool is_readable(std::string_view line) {
  return line.size() <= line_bytes_max &&
         std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::variant<ToldPayment, FieldProblem> told_payment_from(std::string_view line, Date today) {
  const auto fields = is_readable(line) ? csv_fields(line) : std::nullopt;
  if (!fields || fields->size() != 7) {
    return FieldProblem{"line", "seven fields in ASCII: " + std::string{settlement_header}};
  }
  const auto& f = *fields;
  if (f[0].empty() || f[0].size() > name_bytes_max) {
    return FieldProblem{"reference", "our reference or the claim's"};
  }
  if (f[1].size() > name_bytes_max) return FieldProblem{"scheme", "the name of a scheme"};
  if (f[2].size() > name_bytes_max) return FieldProblem{"benefit", "the name of a benefit"};
  const auto amount = money_from(f[3], f[4]);
  if (!Currency::from(f[4])) return FieldProblem{"currency", "an ISO 4217 code such as USD"};
  if (!amount || amount->minor() <= 0) {
    return FieldProblem{"amount", "an amount of more than nothing, such as 1450.00"};
  }
  if (f[5] != "fund" && f[5] != "family") return FieldProblem{"paid_to", "fund or family"};
  const auto paid = date_from(f[6]);
  if (!paid || *paid > today) {
    return FieldProblem{"paid_on", "a day such as 2024-05-14, not in the future"};
  }
  return ToldPayment{f[0], f[1], f[2], *amount, f[5] == "family", *paid};
}

std::string name_of(ToldResult result) {
  return std::string{
      std::ranges::find(names, result, &std::pair<ToldResult, std::string_view>::first)->second};
}

std::optional<ToldResult> told_result_from(std::string_view name) {
  const auto found =
      std::ranges::find(names, name, &std::pair<ToldResult, std::string_view>::second);
  if (found == names.end()) return {};
  return found->first;
}

ToldResult reconcile(const ToldPayment& told, const std::vector<Receivable>& fitting,
                     bool told_before, bool has_line) {
  if (fitting.empty()) return ToldResult::unknown;
  if (fitting.size() > 1) return ToldResult::several_fit;
  const Receivable& receivable = fitting.front();
  if (told_before) return ToldResult::told_before;
  if (told.amount.currency() != receivable.amount.currency()) return ToldResult::amount_differs;
  if (!told.is_to_family && has_line) return ToldResult::agrees;
  if (told.is_to_family && receivable.advanced) return ToldResult::advanced;
  if (receivable.is_ended()) return ToldResult::not_owed;
  if (receivable.left().less_than(told.amount)) return ToldResult::amount_differs;
  return told.is_to_family ? ToldResult::paid_direct : ToldResult::announced;
}

}  // namespace haven::recoveries
