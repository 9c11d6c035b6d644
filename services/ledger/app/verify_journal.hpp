#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/pool.hpp"
#include "services/ledger/domain/seal.hpp"

namespace haven::ledger {

/// What an auditor asks to be checked.
struct VerifyJournal {
  std::string fund;
  std::optional<Instant> from;  // only what was written since; a head before it is trusted
  std::optional<Head> kept;     // number and hash of a head that was kept outside the database
  int page_entries = 1000;
};

/// The first thing that is wrong with a chain.
struct Tampering {
  std::string what;         // "changed", "removed", "inserted", "reordered", "head_..."
  std::int64_t number = 0;  // of the seal where it shows
  std::string entry_id;     // empty where no entry is to blame
  std::string detail;       // a sentence for the auditor
};

struct JournalReport {
  std::int64_t seals = 0;           // walked and found good
  std::int64_t heads = 0;           // whose signature was checked
  std::optional<Head> last;         // to be kept outside the database
  std::optional<Tampering> broken;  // nothing when the chain is whole
};

/// True when one of the ledger's keys made the signature of the text.
using Accepts = std::function<bool(const std::string& text, const std::string& signature)>;
/// Told of every page: how many seals it had.
using Walked = std::function<void(std::int64_t seals)>;

/// Walks the fund's chain page by page, in constant memory, up to its end at the beginning.
JournalReport verify_journal(db::Pool& pool, const VerifyJournal& command, const Accepts& accepts,
                             const Walked& walked);

/// Asks for what was sealed last: everything behind the head before the last one.
VerifyJournal last_batch_of(db::Pool& pool, const std::string& fund);

/// A posting that belongs to no entry of any fund, if there is one.
std::optional<Tampering> find_stray_posting(db::Pool& pool, const Walked& walked);

}  // namespace haven::ledger
