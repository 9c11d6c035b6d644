#include "services/ledger/app/read_receivable.hpp"

#include "services/ledger/app/read_money.hpp"

namespace haven::ledger {

tl::unexpected<Error> receivable_unreadable(std::string detail) {
  return refuse(ErrorKind::invalid, "receivable_unreadable", std::move(detail));
}

Result<Receivable> receivable_from(const messaging::Event& event,
                                   const recoveries::v1::Receivable& wire) {
  const auto id = id_from<ReceivableId>(wire.receivable_id());
  const auto kind = receivable_kind_from(wire.kind());
  const auto entitlement = id_from<EntitlementId>(wire.entitlement_id());
  const auto amount = positive_money_from(wire.amount());
  if (!id || !kind || wire.debtor().empty()) {
    return receivable_unreadable("the receivable lacks its id, a known kind or its debtor");
  }
  if (!entitlement || !amount) {
    return receivable_unreadable(
        "the receivable lacks its entitlement or a positive amount of a known currency");
  }
  return Receivable{event.fund,
                    *id,
                    *kind,
                    wire.debtor(),
                    *entitlement,
                    *amount,
                    id_from<ClaimId>(wire.claim_id()).value_or(ClaimId{})};
}

Result<Money> part_from(const Receivable& receivable, const common::v1::Money& wire) {
  const auto amount = positive_money_from(wire);
  if (amount && amount->currency() == receivable.amount.currency()) {
    return *amount;
  }
  return receivable_unreadable("a part of the receivable is no positive amount of its currency");
}

}  // namespace haven::ledger
