#include "services/disbursement/domain/set_off.hpp"

#include <algorithm>

namespace haven::disbursement {
namespace {

// Whole hundreds first: the product of a large share would not fit.
std::int64_t percent_of(std::int64_t minor, int percent) {
  return minor / 100 * percent + minor % 100 * percent / 100;
}

}  // namespace

std::vector<KeptBack> kept_back_of(const Money& share,
                                   const std::vector<SetOffAgreement>& oldest_first) {
  std::vector<KeptBack> kept;
  std::int64_t sum = 0;
  for (const SetOffAgreement& debt : oldest_first) {
    if (debt.left.currency() != share.currency()) continue;
    const std::int64_t room = percent_of(share.minor(), debt.at_most_percent) - sum;
    const std::int64_t amount = std::min(room, debt.left.minor());
    if (amount <= 0) continue;
    sum += amount;
    kept.push_back({debt.receivable, {amount, share.currency()}});
  }
  return kept;
}

Money rest_of(const Money& share, const std::vector<KeptBack>& kept) {
  Money rest = share;
  for (const KeptBack& part : kept) rest -= part.amount;
  return rest;
}

std::string set_off_id_of(const std::string& entitlement, const std::string& party,
                          const ReceivableId& receivable) {
  return named_uuid("set-off/" + entitlement + "/" + receivable.text() + "/" + party);
}

}  // namespace haven::disbursement
