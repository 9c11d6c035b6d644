#include "services/adjudication/domain/payee.hpp"

#include <algorithm>

namespace haven::adjudication {
namespace {

bool can_be_paid(const scheme::Relative& relative) {
  return relative.alive && !relative.barred;
}

// A nominee who also stands in the family must be alive and not barred (readings g-12, g-14).
bool can_be_paid(const scheme::Nominee& nominee, const scheme::Case& facts) {
  const auto relative = std::ranges::find(facts.family, nominee.id, &scheme::Relative::id);
  return relative == facts.family.end() || can_be_paid(*relative);
}

std::optional<Date> due_of(const scheme::Decision& evaluated, const scheme::Line& line) {
  for (const auto& due : evaluated.due) {
    if (due.scheme == line.scheme && due.benefit == line.benefit) return due.date;
  }
  return {};
}

}  // namespace

std::string payee_without_rule(const std::string& scheme, const std::vector<scheme::Line>& lines,
                               const scheme::Case& facts) {
  if (facts.incident.kind != "death") return "member";
  for (const auto& line : lines) {
    if (line.scheme == scheme && !line.shares.empty()) return line.shares.front().party;
  }
  for (const auto& nominee : facts.nominees) {
    if (can_be_paid(nominee, facts)) return nominee.id;
  }
  for (const auto& relative : facts.family) {
    if (can_be_paid(relative)) return relative.id;
  }
  return "claimant";
}

std::vector<DecidedLine> decided_lines(const scheme::Decision& evaluated,
                                       const scheme::Case& facts) {
  std::vector<DecidedLine> decided;
  for (const auto& line : evaluated.lines) {
    DecidedLine made{line, due_of(evaluated, line), ""};
    const bool through_haven =
        line.outcome == scheme::Outcome::pay && pays_through_haven(line.layer);
    if (through_haven && line.shares.empty()) {
      made.line.shares = {{payee_without_rule(line.scheme, evaluated.lines, facts), line.amount}};
    }
    decided.push_back(std::move(made));
  }
  return decided;
}

}  // namespace haven::adjudication
