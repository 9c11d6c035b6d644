#include "services/adjudication/domain/resolution.hpp"

#include <algorithm>

#include "services/adjudication/domain/payee.hpp"

namespace haven::adjudication {
namespace {

using scheme::Outcome;

// A benefit whose amount an assessor fixes inside a band. A grant would step around the band.
const std::string assessed_benefit = "disability";

const std::string granted_rule = "adjudicator_granted";
const std::string refused_rule = "adjudicator_refused";

struct Resolving {
  std::vector<DecidedLine> lines;
  std::vector<FieldProblem> problems;
  const Discretion& discretion;
  const scheme::Case& facts;

  // The next line of this benefit that is still referred; notes what is wrong when there is none.
  DecidedLine* referred(const std::string& scheme, const std::string& benefit,
                        const std::string& pointer) {
    const auto is_this = [&](const DecidedLine& line) {
      return line.line.scheme == scheme && line.line.benefit == benefit;
    };
    for (auto& line : lines) {
      if (is_this(line) && line.line.outcome == Outcome::refer) return &line;
    }
    problems.push_back({pointer, std::ranges::any_of(lines, is_this)
                                     ? "this line is decided by rule or resolved already; only "
                                       "referred lines are resolved, each once"
                                     : "the claim has no such line"});
    return nullptr;
  }

  void grant(const Grant& grant, const std::string& pointer) {
    DecidedLine* line = referred(grant.scheme, grant.benefit, pointer);
    if (!line) return;
    if (grant.benefit == assessed_benefit) {
      problems.push_back({pointer, "the amount of this benefit is assessed; give /assessment"});
    }
    const auto currency = discretion.currencies.find(grant.scheme);
    if (currency == discretion.currencies.end() || grant.amount.currency() != currency->second) {
      problems.push_back({pointer + "/amount", "must be in the scheme's currency"});
    }
    if (grant.amount.minor() <= 0) {
      problems.push_back({pointer + "/amount", "must be more than zero"});
    }
    line->line.outcome = Outcome::pay;
    line->line.amount = grant.amount;
    line->line.reason = "";
    line->line.rule = granted_rule;
    line->note = grant.reason;
  }

  void refuse_line(const Refusal& refusal, const std::string& pointer) {
    DecidedLine* line = referred(refusal.scheme, refusal.benefit, pointer);
    if (!line) return;
    if (!discretion.is_reason(refusal.reason)) {
      problems.push_back({pointer + "/reason", "must be a reason code of the pack"});
    }
    line->line.outcome = Outcome::refuse;
    line->line.reason = refusal.reason;
    line->line.rule = refused_rule;
    line->note = refusal.note;
  }

  void find_unresolved() {
    for (const auto& line : lines) {
      if (line.line.outcome != Outcome::refer) continue;
      problems.push_back(
          {"/grants", line.line.scheme + " " + line.line.benefit +
                          " is referred: grant it, refuse it" +
                          (line.line.benefit == assessed_benefit ? " or assess it" : "")});
    }
  }

  // A granted amount is paid to somebody, by the same order as an amount of the rules.
  void name_payees() {
    std::vector<scheme::Line> ruled;
    for (const auto& line : lines) ruled.push_back(line.line);
    for (auto& line : lines) {
      if (line.line.rule != granted_rule || !pays_through_haven(line.line.layer)) continue;
      line.line.shares = {{payee_without_rule(line.line.scheme, ruled, facts), line.line.amount}};
    }
  }
};

}  // namespace

Result<std::vector<DecidedLine>> resolve(const std::vector<DecidedLine>& lines,
                                         const Resolution& resolution, const Discretion& discretion,
                                         const scheme::Case& facts) {
  Resolving resolving{lines, {}, discretion, facts};
  for (std::size_t i = 0; i < resolution.grants.size(); ++i) {
    resolving.grant(resolution.grants[i], "/grants/" + std::to_string(i));
  }
  for (std::size_t i = 0; i < resolution.refusals.size(); ++i) {
    resolving.refuse_line(resolution.refusals[i], "/refusals/" + std::to_string(i));
  }
  resolving.find_unresolved();
  if (!resolving.problems.empty()) {
    return refuse(
        ErrorKind::invalid, "referred_lines_unresolved",
        "Every referred line is resolved once, by a grant or a refusal, and no other line.",
        resolving.problems);
  }
  resolving.name_payees();
  return resolving.lines;
}

Result<void> assessment_fits(const scheme::Decision& evaluated) {
  for (const auto& line : evaluated.lines) {
    if (line.outcome != Outcome::refuse || line.reason != "outside_band") continue;
    const std::string band = line.trace.empty() ? line.rule : line.trace.back().result;
    return refuse(ErrorKind::invalid, "outside_band",
                  "The assessed amount lies outside the band of its class: " + band + ".",
                  {{"/assessment/amount", band}});
  }
  return {};
}

}  // namespace haven::adjudication
