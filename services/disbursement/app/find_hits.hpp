#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/hold.hpp"

namespace haven::disbursement {

/// A name in Latin letters without marks, for comparing; as it is where no rule romanises it.
std::string plain_name(std::string_view name);
/// Whom clearances of a name are about: the payee of this payment, under this plain name.
std::string payee_key(const Payment& payment, std::string_view plain);

/// A hold for each entry of the fund's list that is like the payee's or the owner's name and was
/// not cleared; nothing is written.
std::vector<Hold> find_hits(db::Transaction& tx, const std::string& fund,
                            const std::vector<Payment>& payments, Instant now);

/// Says SanctionsHitFound for the hits among the holds that were just placed on these payments.
void say_hits(db::Transaction& tx, const std::vector<Payment>& payments,
              const std::vector<Hold>& placed, Instant now);
/// Says SanctionsHitEscalated or SanctionsHitCleared, as the hit was; nothing of another hold.
void say_escalated(db::Transaction& tx, const Payment& payment, const Hold& hit, Instant now);
void say_cleared(db::Transaction& tx, const Payment& payment, const Hold& hit, Instant now);

/// Looks at payments that the bank has or has paid. A hit is placed for a person to clear or
/// escalate, and said; the payment's state stays. What is in force or cleared is not placed again.
void report_hits(db::Transaction& tx, const std::string& fund, const std::vector<Payment>& payments,
                 Instant now);

}  // namespace haven::disbursement
