#pragma once
#include <boost/json.hpp>
#include <vector>

#include "common/scheme/pack.hpp"
#include "services/adjudication/domain/decision.hpp"
#include "services/adjudication/store/views.hpp"

namespace haven::adjudication {

/// Who decided what, when, and how it stands; without lines.
boost::json::object json_of(const store::DecisionView& decision);

/// The lines, with the sentence that a family reads for each reason.
boost::json::array json_of(const std::vector<DecidedLine>& lines, const scheme::Pack& pack);

}  // namespace haven::adjudication
