#pragma once
#include <vector>

#include "common/core/result.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

constexpr std::size_t relatives_max = 40;
constexpr std::size_t nominees_max = 20;
constexpr std::size_t registrations_max = 20;
constexpr std::size_t paid_months_max = 600;
constexpr int term_months_max = 1200;

/// Everything that is wrong with a member to be, with JSON pointers into the request. `today` is
/// the fund's day. Empty: it may be enrolled.
[[nodiscard]] std::vector<FieldProblem> problems_of(const Candidate& candidate,
                                                    const std::string& fund, Date today);

/// The same for particulars alone, after a change.
[[nodiscard]] std::vector<FieldProblem> problems_of(const Particulars& particulars, Date today);

/// The same for one registration; pointers begin with `at`, for example "/registrations/0".
[[nodiscard]] std::vector<FieldProblem> problems_of(const scheme::Registration& registration,
                                                    const std::string& at, Date today);

/// A refusal that names every wrong field; call with at least one problem.
[[nodiscard]] Error refusal_of(std::vector<FieldProblem> problems);

}  // namespace haven::enrolment
