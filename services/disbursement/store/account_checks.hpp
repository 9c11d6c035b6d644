#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/account_check.hpp"
#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement::store {

/// Keeps what a bank says of accounts; an older day changes nothing.
void save_confirmations(db::Transaction& tx, const std::string& fund,
                        const std::vector<AccountConfirmation>& confirmations,
                        const std::string& told_by, Instant now);

using AccountKey = std::pair<std::string, std::string>;  // bank, number
std::map<AccountKey, AccountConfirmation> confirmations_of(db::Transaction& tx,
                                                           const std::string& fund,
                                                           const std::vector<Payment>& payments);

/// The payments that have not left and are to be paid into these accounts, locked.
std::vector<Payment> paid_into_for_update(db::Transaction& tx, const std::string& fund,
                                          const std::vector<AccountConfirmation>& confirmations);

/// Payment and owner's name, of names that a person took for the payee's.
using AcceptedNames = std::set<std::pair<std::string, std::string>>;
AcceptedNames accepted_names(db::Transaction& tx, const std::vector<Payment>& payments);
void accept_name(db::Transaction& tx, const PaymentId& payment, const std::string& owner_name,
                 const std::string& by, const std::string& why, Instant now);
/// The payments whose minor may have a blocked account.
std::set<std::string> with_blocked_account(db::Transaction& tx,
                                           const std::vector<Payment>& payments);

/// Payments with a complete account that have not left, and whose bank has said nothing of it since
/// `since`; oldest first, after the payment with this key.
std::vector<Payment> unconfirmed(db::Transaction& tx, const std::string& fund, Date since,
                                 const std::string& after, int limit);
/// How many payments of a batch are unconfirmed in that sense.
std::int64_t count_unconfirmed(db::Transaction& tx, const BatchId& batch, Date since);

}  // namespace haven::disbursement::store
