#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "common/core/result.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

using RosterId = Id<struct RosterTag>;

/// Whom an agency says that it pays for, in payments of these days.
struct Roster {
  RosterId id;
  std::string agency;
  Date first{}, last{};
  std::string sha256;
  std::int64_t lines = 0;
  Instant taken_at{};
};

/// What one worker is expected to be paid for.
struct RosterLine {
  std::string member_number;
  std::string scheme;
  Money amount;
};

constexpr std::string_view roster_header = "member_number,scheme,amount,currency";
constexpr std::int64_t roster_lines_max = 100000;

/// The worker of a line, or the first thing that is wrong with it.
[[nodiscard]] std::variant<RosterLine, FieldProblem> roster_line_from(std::string_view line);

/// How a worker's payments compare with what was expected.
enum class Outcome { paid, short_of, over, not_paid, not_on_roster };
[[nodiscard]] Outcome outcome_of(std::int64_t expected_minor, std::int64_t paid_minor);
std::string name_of(Outcome outcome);

}  // namespace haven::contributions
