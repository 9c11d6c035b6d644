#pragma once
#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/scheme/pack.hpp"
#include "services/claims/domain/checklist.hpp"
#include "services/claims/domain/claim.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/heard.hpp"
#include "services/claims/store/papers.hpp"

/// From what the service knows to JSON. What an answer holds is docs/api/claims.yaml.
namespace haven::claims {

/// A claim as a line of a list; `now` says whether it is overdue.
boost::json::object summary_of(const Claim& claim, Instant now);
/// With its file, for one who works on it.
boost::json::object detail_of(const Claim& claim, const File& file,
                              const std::optional<store::Receipt>& receipt, Instant now);
boost::json::object json_of(const File& file);
boost::json::array json_of(const Checklist& checklist);
boost::json::object json_of(const store::Receipt& receipt);
boost::json::object json_of(const store::Document& document);
boost::json::object json_of(const HistoryLine& line);

/// What the family reads: no staff names, no account numbers, sentences beside the codes.
boost::json::object family_view_of(const Claim& claim, const Checklist& checklist,
                                   const store::Outcome& outcome, const scheme::Pack& pack);

}  // namespace haven::claims
