#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/ledger/domain/seal.hpp"

namespace haven::ledger::store {

/// A link of a fund's chain as its row holds it.
struct Seal {
  std::int64_t number = 0;
  std::string tx, entry_id;
  std::string hash;
};
/// The chain's last seal; number 0, the first place and the hash before the first when there is
/// none.
Seal last_seal(db::Transaction& tx, const std::string& fund);

/// False while another process seals this fund.
bool lock_chain(db::Transaction& tx, const std::string& fund);
/// The transactions below this one have ended.
std::string oldest_running(db::Transaction& tx);
/// Entries of the fund after the seal and below the transaction `horizon`, in order of their place.
std::vector<WrittenEntry> entries_to_seal(db::Transaction& tx, const std::string& fund,
                                          const Seal& after, const std::string& horizon, int limit);
void insert_seals(db::Transaction& tx, const std::string& fund, const std::vector<Seal>& seals);

/// A seal with what it is about; no columns when the entry is not there.
struct SealedEntry {
  Seal seal;
  WrittenEntry entry;
};
/// Links after the number, in order.
std::vector<SealedEntry> chain_after(db::Transaction& tx, const std::string& fund,
                                     std::int64_t number, int limit);
/// The first entry between the two places, both excluded, that has no seal.
std::optional<Seal> first_unsealed_between(db::Transaction& tx, const std::string& fund,
                                           const Seal& after, const Seal& before);
/// True when a later seal of the chain is about an entry that was written earlier.
bool is_out_of_order(db::Transaction& tx, const std::string& fund, const Seal& seal);

std::optional<Seal> find_seal(db::Transaction& tx, const std::string& fund, std::int64_t number);

/// Looks at the next `limit` postings by entry after `entry_id`. The last entry seen, empty at the
/// end, and the first one that has postings and does not exist in the books of any fund.
struct PostingsSeen {
  std::string last_entry, orphan;
};
PostingsSeen postings_after(db::Transaction& tx, const std::string& entry_id, int limit);

/// How many seals follow the number.
std::int64_t count_seals(db::Transaction& tx, const std::string& fund, std::int64_t after);
std::vector<std::string> funds_with_entries(db::Transaction& tx);

}  // namespace haven::ledger::store
