#include "services/ledger/app/seal_entries.hpp"

#include <stdexcept>

#include "services/ledger/store/heads.hpp"
#include "services/ledger/store/seals.hpp"

namespace haven::ledger {
namespace {

// Transactions only ever get higher numbers, unless the books were restored into another cluster.
void refuse_another_cluster(const store::Seal& last, const std::string& horizon) {
  if (std::stoull(last.tx) < std::stoull(horizon)) return;
  throw std::runtime_error{
      "the chain was sealed by a cluster whose transactions have higher numbers; see the ledger's "
      "README on restoring"};
}

}  // namespace

std::size_t seal_entries(db::Transaction& tx, const std::string& fund, const Sign& sign,
                         int entries_max, Instant now) {
  // The horizon is taken after the lock: what the process before us sealed is below ours as well.
  if (!store::lock_chain(tx, fund)) return 0;
  const std::string horizon = store::oldest_running(tx);
  store::Seal last = store::last_seal(tx, fund);
  refuse_another_cluster(last, horizon);
  const auto entries = store::entries_to_seal(tx, fund, last, horizon, entries_max);
  if (entries.empty()) return 0;

  std::vector<store::Seal> seals;
  for (const WrittenEntry& entry : entries) {
    last = {last.number + 1, entry.tx, entry.entry_id, seal_hash(last.hash, entry)};
    seals.push_back(last);
  }
  Head head{fund, last.number, last.hash, now, ""};
  head.signature = sign(signed_text_of(head));

  store::insert_seals(tx, fund, seals);
  store::insert_head(tx, head);
  return seals.size();
}

}  // namespace haven::ledger
