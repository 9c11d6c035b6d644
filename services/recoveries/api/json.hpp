#pragma once
#include <boost/json.hpp>
#include <map>

#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/domain/plan.hpp"
#include "services/recoveries/domain/proposal.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "services/recoveries/store/reductions.hpp"
#include "services/recoveries/store/settlements.hpp"
#include "services/recoveries/store/undoings.hpp"

namespace haven::recoveries {

boost::json::object json_of(const Receivable& receivable, Date today);

/// All that is known of one receivable.
struct Details {
  Receivable receivable;
  std::vector<store::ReductionView> reductions;
  std::vector<store::UndoingView> undoings;
  std::vector<store::NoticeView> notices;
  std::optional<Plan> plan;
  std::optional<Date> bond_callable_from;
  std::optional<Money> bond_called;
};
boost::json::object json_of(const Details& details, Date today);
boost::json::object json_of(const Plan& plan, const Receivable& receivable, Date today);

boost::json::object json_of(const Proposal& proposal);
boost::json::object json_of(const Settlement& settlement,
                            const std::map<std::string, std::int64_t>& results);
boost::json::object json_of(const SettlementLine& line);

/// What each debtor owes, by age; a row for each debtor, currency and age that holds something.
boost::json::object ageing_json(const std::vector<store::DueSum>& sums, Date today);

}  // namespace haven::recoveries
