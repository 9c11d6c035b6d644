#include "services/contributions/domain/roster.hpp"

#include "common/core/csv.hpp"
#include "services/contributions/domain/payment_file.hpp"

namespace haven::contributions {
namespace {

bool is_short(const std::string& text, std::size_t most) {
  return !text.empty() && text.size() <= most;
}

}  // namespace

std::variant<RosterLine, FieldProblem> roster_line_from(std::string_view line) {
  const auto fields = is_readable(line) ? csv_fields(line) : std::nullopt;
  if (!fields || fields->size() != 4) {
    return FieldProblem{"line", "four fields: " + std::string{roster_header}};
  }
  if (!is_short((*fields)[0], 20)) return FieldProblem{"member_number", "1 to 20 characters"};
  if (!is_short((*fields)[1], 40)) return FieldProblem{"scheme", "1 to 40 characters"};
  if (!Currency::from((*fields)[3])) {
    return FieldProblem{"currency", "an ISO 4217 code such as PHP or USD"};
  }
  const auto amount = money_from((*fields)[2], (*fields)[3]);
  if (!amount || amount->minor() <= 0) {
    return FieldProblem{"amount", "an amount of more than nothing, such as 1450.00"};
  }
  return RosterLine{(*fields)[0], (*fields)[1], *amount};
}

Outcome outcome_of(std::int64_t expected_minor, std::int64_t paid_minor) {
  if (expected_minor == 0) return Outcome::not_on_roster;
  if (paid_minor == 0) return Outcome::not_paid;
  if (paid_minor < expected_minor) return Outcome::short_of;
  return paid_minor > expected_minor ? Outcome::over : Outcome::paid;
}

std::string name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::paid:
      return "paid";
    case Outcome::short_of:
      return "short";
    case Outcome::over:
      return "over";
    case Outcome::not_paid:
      return "not_paid";
    case Outcome::not_on_roster:
      return "not_on_roster";
  }
  return "";
}

}  // namespace haven::contributions
