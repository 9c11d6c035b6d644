#include "services/contributions/domain/payment_file.hpp"

#include <algorithm>

#include "common/core/csv.hpp"
#include "services/contributions/domain/judge.hpp"

namespace haven::contributions {
namespace {

constexpr std::size_t line_bytes_max = 1000;

}  // namespace

bool is_readable(std::string_view line) {
  return line.size() <= line_bytes_max &&
         std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::variant<bool, FieldProblem> take_charge_mark(std::string& line) {
  auto fields = csv_fields(line);
  if (!fields || fields->size() != 9) {
    return FieldProblem{"line", "nine fields: " + std::string{file_header_with_charges}};
  }
  const std::string mark = fields->back();
  if (mark != "yes" && mark != "no") return FieldProblem{"charged_to_worker", "yes or no"};
  fields->pop_back();
  line = csv_line(*fields);
  return mark == "yes";
}

std::variant<Payment, FieldProblem> payment_from(std::string_view line, const std::string& partner,
                                                 Date today) {
  const auto fields = csv_fields(line);
  if (!fields || fields->size() != 8) {
    return FieldProblem{"line", "eight fields: " + std::string{file_header}};
  }
  const auto& [reference, number, scheme, kind, channel] =
      std::tie((*fields)[0], (*fields)[1], (*fields)[2], (*fields)[3], (*fields)[4]);
  if (!Currency::from((*fields)[6])) {
    return FieldProblem{"currency", "an ISO 4217 code such as PHP or USD"};
  }
  const auto amount = money_from((*fields)[5], (*fields)[6]);
  if (!amount) return FieldProblem{"amount", "an amount of more than nothing, such as 1450.00"};
  const auto paid = date_from((*fields)[7]);
  if (!paid) return FieldProblem{"paid", "a day such as 2024-05-14"};
  const Payment payment{partner, reference, number, scheme, kind, channel, *amount, *paid};
  auto problems = problems_of(payment, today);
  if (!problems.empty()) return std::move(problems.front());
  return payment;
}

}  // namespace haven::contributions
