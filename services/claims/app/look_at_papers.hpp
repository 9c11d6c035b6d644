#pragma once
#include <optional>
#include <vector>

#include "common/core/result.hpp"
#include "haven/claims/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/checklist.hpp"
#include "services/claims/store/papers.hpp"

namespace haven::claims {

/// How the papers of a file stand on a day.
struct PapersView {
  Checklist checklist;
  std::vector<scheme::Paper> papers;  // that a decision may count on
  std::optional<Date> clock_ends_on;  // when complete: the earliest settlement clock's last day
};

/// Asks the pack which papers this case needs and compares them with those held and waived. Pure.
/// Refused, with the fields: facts that no rule can read.
Result<PapersView> look_at_papers(const FundRules& rules, const v1::CaseFile& file,
                                  const enrolment::v1::Member& member, const store::Papers& papers,
                                  Date today);

/// The last day on which filing keeps every benefit that filing today keeps; nothing when the rules
/// have no such day within ten years. Asks the rules themselves instead of keeping a second copy of
/// them. Pure.
std::optional<Date> filing_deadline(const FundRules& rules, const v1::CaseFile& file,
                                    const enrolment::v1::Member& member, Date today);

}  // namespace haven::claims
