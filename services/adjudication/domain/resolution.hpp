#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/scheme/case.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

struct Grant {
  std::string scheme, benefit;
  Money amount;
  std::string reason;
};

struct Refusal {
  std::string scheme, benefit;
  std::string reason;  // a reason code of the pack
  std::string note;
};

/// What an adjudicator decides about the lines that the rules left to a person.
struct Resolution {
  std::vector<Grant> grants;
  std::vector<Refusal> refusals;
};

/// What a resolution is checked against.
struct Discretion {
  std::map<std::string, Currency> currencies;         // by scheme
  std::function<bool(const std::string&)> is_reason;  // of the pack
};

/// The lines with every referred one turned into pay or refuse. Refused, with all problems by JSON
/// pointer: a resolution of a line that the rules decided, a line left open, two resolutions of one
/// line, a grant in another currency or instead of a missing assessment, an unknown reason.
Result<std::vector<DecidedLine>> resolve(const std::vector<DecidedLine>& lines,
                                         const Resolution& resolution, const Discretion& discretion,
                                         const scheme::Case& facts);

/// Refused with `outside_band` when an assessed amount lies outside the band of its class; the
/// detail names the band as the rule that refused it states it.
Result<void> assessment_fits(const scheme::Decision& evaluated);

}  // namespace haven::adjudication
