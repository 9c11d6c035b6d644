#pragma once
#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims {

struct ChangeAccount {
  ClaimId claim;
  Account account;
  Actor actor;
};
/// Gives or corrects where a payee's money goes, in any open claim and in a closed one of
/// which instalments are still to come. Told to the others once they
/// have the file; answers a returned payment, so that the claim waits for the cashier again.
Result<Claim> change_account(db::Transaction& tx, const FundRules& rules,
                             const ChangeAccount& command, Instant now);

}  // namespace haven::claims
