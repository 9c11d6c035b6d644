#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries::store {

/// False when its cause has raised it before.
bool insert_receivable(db::Transaction& tx, const Receivable& receivable);
/// Writes what can change: sums, state, clock, set-off, doubt. The caller holds the row.
void save_receivable(db::Transaction& tx, const Receivable& receivable);

std::optional<Receivable> find_receivable(db::Transaction& tx, const std::string& fund,
                                          const ReceivableId& id);
/// Holds the receivable until the transaction ends.
std::optional<Receivable> find_receivable_for_update(db::Transaction& tx, const std::string& fund,
                                                     const ReceivableId& id);
/// What a payee has too much of an entitlement; held, first raised first.
std::vector<Receivable> overpayments_for_update(db::Transaction& tx, const std::string& fund,
                                                const EntitlementId& entitlement,
                                                const std::string& party);
std::vector<Receivable> receivables_of_claim(db::Transaction& tx, const std::string& fund,
                                             const ClaimId& claim);
/// What a debtor owes for a claim; held until the transaction ends, in the order of ids.
std::vector<Receivable> receivables_of_claim_for_update(db::Transaction& tx,
                                                        const std::string& fund,
                                                        const ClaimId& claim,
                                                        const std::string& debtor);
/// Insurers' shares of a deposit that it has paid meanwhile, of which something is left that nobody
/// advanced; held, oldest first.
std::vector<Receivable> receivables_reserved_for_update(db::Transaction& tx,
                                                        const std::string& fund,
                                                        const std::string& purse);
std::vector<Receivable> receivables_named(db::Transaction& tx, const std::string& fund,
                                          const std::vector<std::string>& references);
/// At most two of which exactly this much is left.
std::vector<Receivable> receivables_with_left(db::Transaction& tx, const std::string& fund,
                                              const Money& left);
/// An insurer's, by the claim's reference; scheme and benefit may be empty.
std::vector<Receivable> receivables_told_by_claim(db::Transaction& tx, const std::string& fund,
                                                  const std::string& debtor,
                                                  const std::string& claim_reference,
                                                  const std::string& scheme,
                                                  const std::string& benefit);
/// Whose clock has something to do by `today`; held, those that another holds are passed over.
std::vector<Receivable> receivables_due(db::Transaction& tx, const std::string& fund, Date today,
                                        int limit);

struct ReceivableFilter {
  std::string state, debtor, kind, claim;  // empty: any
  bool only_in_doubt = false;
};
std::vector<Receivable> page_of_receivables(db::Transaction& tx, const std::string& fund,
                                            const ReceivableFilter& filter,
                                            const std::string& after, int limit);

/// What one debtor owes with one last day.
struct DueSum {
  std::string debtor;
  Date due{};
  std::int64_t count = 0;
  Money left;
};
std::vector<DueSum> sums_by_due(db::Transaction& tx, const std::string& fund,
                                const std::string& debtor);

}  // namespace haven::recoveries::store
