#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/sanctions.hpp"

namespace haven::disbursement::store {

std::optional<SanctionsList> current_list(db::Transaction& tx, const std::string& fund);
/// Makes the list the fund's current one and gives it the next version; the list before is kept,
/// and nobody is screened against it any more.
void insert_list(db::Transaction& tx, SanctionsList& list);
/// Payments are about to be written: until the transaction ends, no list goes past them.
void begin_planning(db::Transaction& tx, const std::string& fund);
/// Waits for every transaction that has begun planning; until this one ends, others wait for it.
void wait_for_planning(db::Transaction& tx, const std::string& fund);
/// Says how many entries the list has in the end.
void save_entry_count(db::Transaction& tx, const SanctionsList& list);

/// An entry with the spellings of its names, romanised, in words.
struct SpelledEntry {
  SanctionsEntry entry;
  std::vector<std::string> spellings;
};
void insert_entries(db::Transaction& tx, const SanctionsListId& list,
                    const std::vector<SpelledEntry>& entries);

/// A name that is screened.
struct AskedName {
  std::string payee;  // whom it belongs to: see payee_key()
  std::string words;  // romanised, small letters, one space between
};
/// The current list's spellings that share a word with a name, have about as many, and were not
/// cleared for this payee.
std::vector<Candidate> candidates(db::Transaction& tx, const std::string& fund,
                                  const std::vector<AskedName>& names);
/// A person found that the payee is not this entry, as it is now.
void clear_entry(db::Transaction& tx, const std::string& fund, const std::string& payee,
                 const std::string& entry, const std::string& by, const std::string& why,
                 Instant now);

/// Payments of the fund that have not left, after this one in order of id; locked.
std::vector<Payment> open_payments_for_update(db::Transaction& tx, const std::string& fund,
                                              const PaymentId& after, int limit);
/// Payments of the fund that the bank has, or that were settled on that day or later (nothing: none
/// of these), after this one in order of id. Not locked.
std::vector<Payment> sent_payments(db::Transaction& tx, const std::string& fund,
                                   const std::optional<Date>& settled_since, const PaymentId& after,
                                   int limit);

}  // namespace haven::disbursement::store
