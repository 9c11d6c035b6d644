#pragma once
#include <vector>

#include "common/scheme/case.hpp"
#include "services/adjudication/domain/decision.hpp"

namespace haven::adjudication {

/// The lines of an outcome as they are decided on: with due dates, and with a share for every
/// amount that goes through haven. Where the rules name no payee, the living worker is paid
/// ("member"); when the worker died, whoever is first among the payees of the same scheme's death
/// grant, the nominees, the living relatives, and at last the claimant.
std::vector<DecidedLine> decided_lines(const scheme::Decision& evaluated,
                                       const scheme::Case& facts);

/// The party that is paid under a line of `scheme` that names nobody.
std::string payee_without_rule(const std::string& scheme, const std::vector<scheme::Line>& lines,
                               const scheme::Case& facts);

}  // namespace haven::adjudication
