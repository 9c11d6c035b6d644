#include "services/adjudication/domain/review.hpp"

#include <algorithm>
#include <set>

namespace haven::adjudication {
namespace {

// Flags that ask for something after the decision and change neither amount nor payee. Every other
// flag, also one that a pack brings in later, needs a person.
const std::set<std::string> flags_that_can_wait = {
    "premium_charged_to_worker",  // paid all the same (readings ph-29)
    "recover_from_insurer",       // who bears it in the end, not what is owed (ph-13)
    "recover_from_agency",
    "bond_call",            // against the agency, beside the insurer's share (ph-26)
    "paid_less_than_owed",  // the rest is what the line pays (g-33)
};

}  // namespace

std::vector<std::string> reasons_for_a_person(const scheme::Decision& evaluated,
                                              const Circumstances& circumstances) {
  std::vector<std::string> reasons;
  const auto add = [&](const std::string& reason) {
    if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
  };
  if (circumstances.identity_is_doubted) add("identity_in_doubt");
  if (circumstances.incident_claimed_before) add("incident_claimed_before");
  if (circumstances.why == "appealed") add("appealed");
  for (const auto& line : evaluated.lines) {
    if (line.outcome == scheme::Outcome::refer) add(line.reason);
  }
  for (const auto& flag : evaluated.flags) {
    if (!flags_that_can_wait.contains(flag)) add(flag);
  }
  if (!evaluated.need.empty()) add("papers_missing");
  if (evaluated.lines.empty()) add("nothing_decided");
  return reasons;
}

}  // namespace haven::adjudication
