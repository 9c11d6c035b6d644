#pragma once
#include "common/db/transaction.hpp"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/proposal.hpp"

namespace haven::recoveries {

/// What all proposals about a receivable have: whose, and why.
struct Ask {
  ReceivableId receivable;
  std::string reason;
};

/// Each is kept until as many people agree as it needs. Refused: what could not take effect today,
/// or a second one of the kind while the first waits.
Result<Proposal> propose_agency_share(db::Transaction& tx, const Occasion& occasion,
                                      const AgencyShare& share, const Money& amount,
                                      const std::string& reason);
/// All that is left of an insurer's share, lent by `purse`.
Result<Proposal> propose_advance(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                 const std::string& purse);
Result<Proposal> propose_bond_call(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                   const Money& amount);
Result<Proposal> propose_set_off(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                 int at_most_percent);
Result<Proposal> propose_write_off(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                   const Money& amount);

}  // namespace haven::recoveries
