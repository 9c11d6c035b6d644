#include "services/disbursement/app/sweep_unknown.hpp"

#include <map>

#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/store/outcomes.hpp"

namespace haven::disbursement {

std::size_t sweep_unknown(db::Transaction& tx, Instant limit, Instant now) {
  constexpr int at_once_max = 1000;
  const auto silent = store::mark_unknown(tx, limit, at_once_max);
  std::map<std::string, std::vector<Payment>> by_fund;
  for (const Payment& payment : silent) by_fund[payment.fund].push_back(payment);
  for (const auto& [fund, payments] : by_fund) {
    messaging::append_all(tx, {"disbursement", fund, "silence"}, unknown_sayings(payments), now);
  }
  return silent.size();
}

}  // namespace haven::disbursement
