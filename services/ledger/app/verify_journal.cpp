#include "services/ledger/app/verify_journal.hpp"

#include <limits>

#include "services/ledger/store/heads.hpp"
#include "services/ledger/store/seals.hpp"

namespace haven::ledger {
namespace {

using store::Seal;
using store::SealedEntry;

std::string named(std::int64_t number) {
  return "entry " + std::to_string(number) + " of the chain";
}

Tampering removed(std::int64_t number, const std::string& entry) {
  return {"removed", number, entry, named(number) + " is not in the journal any more"};
}

// One walk along a chain: where it is, and what it has found.
class Walk {
 public:
  Walk(db::Pool& pool, const VerifyJournal& command, const Accepts& accepts)
      : pool_(pool), command_(command), accepts_(accepts) {}

  JournalReport run(const Walked& walked) {
    start();
    while (!report_.broken) {
      const auto page = next_page();
      if (page.empty()) break;
      check(page);
      walked(static_cast<std::int64_t>(page.size()));
    }
    if (!report_.broken) check_end();
    return report_;
  }

 private:
  template <class Read>
  auto read(Read what) {
    return db::in_transaction(pool_, what);
  }

  std::vector<SealedEntry> next_page() {
    return read([&](db::Transaction& tx) {
      return store::chain_after(tx, command_.fund, at_.number, command_.page_entries);
    });
  }

  void blame(Tampering found) { report_.broken = std::move(found); }

  // Where to begin: at the first entry, or behind a head that is good by itself.
  void start() {
    at_ = {0, "0", "00000000-0000-0000-0000-000000000000", hash_before_the_first()};
    if (!command_.from) return;
    const auto head = read(
        [&](db::Transaction& tx) { return store::head_before(tx, command_.fund, *command_.from); });
    if (!head) return;
    check_signature(*head);
    const auto seal = read(
        [&](db::Transaction& tx) { return store::find_seal(tx, command_.fund, head->number); });
    if (!seal) return blame(removed(head->number, ""));
    at_ = *seal;
    if (at_.hash != head->hash) blame_head(*head);
  }

  void blame_head(const Head& head) {
    blame({"head_differs", head.number, "",
           "the signed head of " + named(head.number) + " names another hash than the chain"});
  }

  void check_signature(const Head& head) {
    ++report_.heads;
    report_.last = head;
    if (accepts_(signed_text_of(head), head.signature)) return;
    blame({"head_forged", head.number, "",
           "the head of " + named(head.number) + " is not signed by the ledger's key"});
  }

  // Heads of the page first: what they sign is compared while the links are walked.
  void check(const std::vector<SealedEntry>& page) {
    const Seal before = at_;
    const auto heads = read([&](db::Transaction& tx) {
      return store::heads_between(tx, command_.fund, before.number, page.back().seal.number);
    });
    auto head = heads.begin();
    for (const SealedEntry& link : page) {
      if (!follow(link)) break;
      if (head != heads.end() && head->number == at_.number) {
        check_signature(*head);
        if (head->hash != at_.hash) blame_head(*head);
        ++head;
      }
      if (is_kept_number(at_.number) && command_.kept->hash != at_.hash) blame_kept();
      if (report_.broken) break;
      ++report_.seals;
    }
    look_for_inserted(before, report_.broken ? at_ : page.back().seal);
  }

  // Moves on to the link; false when it is not what was sealed.
  bool follow(const SealedEntry& link) {
    const Seal& seal = link.seal;
    const std::int64_t expected = at_.number + 1;
    const std::string before = at_.hash;
    if (seal.number != expected) {
      blame(removed(expected, ""));
      return false;
    }
    at_ = seal;
    if (link.entry.entry_id.empty() || link.entry.columns.empty()) {
      blame(removed(seal.number, seal.entry_id));
      return false;
    }
    if (link.entry.tx == seal.tx && seal_hash(before, link.entry) == seal.hash) return true;
    blame_changed(seal);
    return false;
  }

  void blame_changed(const Seal& seal) {
    const bool moved =
        read([&](db::Transaction& tx) { return store::is_out_of_order(tx, command_.fund, seal); });
    if (moved) {
      blame({"reordered", seal.number, seal.entry_id,
             named(seal.number) + " stands before one that was written earlier"});
    } else {
      blame({"changed", seal.number, seal.entry_id,
             named(seal.number) + " is not what was sealed: it, a posting of it, its account or "
                                  "its seal was changed"});
    }
  }

  // An entry that slipped in between sealed ones comes before what the walk has found behind it.
  void look_for_inserted(const Seal& from, const Seal& until) {
    const auto inserted = read([&](db::Transaction& tx) {
      return store::first_unsealed_between(tx, command_.fund, from, until);
    });
    if (!inserted) return;
    blame({"inserted", until.number, inserted->entry_id,
           "an entry stands before " + named(until.number) + " that was never sealed"});
  }

  bool is_kept_number(std::int64_t number) const {
    return command_.kept && command_.kept->number == number;
  }
  void blame_kept() {
    blame({"rewritten", at_.number, at_.entry_id,
           "the chain up to " + named(at_.number) + " is not the one whose head was kept"});
  }

  // The last link is signed, and no head speaks of links that are gone.
  void check_end() {
    const auto beyond = read([&](db::Transaction& tx) {
      return store::heads_between(tx, command_.fund, at_.number,
                                  std::numeric_limits<std::int64_t>::max());
    });
    const auto stands = [&](const Head& head) {
      return read([&](db::Transaction& tx) {
        return store::find_seal(tx, command_.fund, head.number).has_value();
      });
    };
    if (!beyond.empty() && !stands(beyond.front())) {
      return blame(removed(at_.number + 1, ""));
    }
    if (at_.number > 0 && (!report_.last || report_.last->number != at_.number)) {
      return blame({"head_missing", at_.number, "", named(at_.number) + " has no signed head"});
    }
    if (command_.kept && command_.kept->number > at_.number) {
      blame(removed(at_.number + 1, ""));
    }
  }

  db::Pool& pool_;
  const VerifyJournal& command_;
  const Accepts& accepts_;
  Seal at_;
  JournalReport report_;
};

}  // namespace

JournalReport verify_journal(db::Pool& pool, const VerifyJournal& command, const Accepts& accepts,
                             const Walked& walked) {
  return Walk{pool, command, accepts}.run(walked);
}

VerifyJournal last_batch_of(db::Pool& pool, const std::string& fund) {
  const Instant ever = instant_from("2200-01-01T00:00:00Z").value();
  const auto last = db::in_transaction(
      pool, [&](db::Transaction& tx) { return store::head_before(tx, fund, ever); });
  VerifyJournal command;
  command.fund = fund;
  if (last) command.from = last->signed_at;
  return command;
}

std::optional<Tampering> find_stray_posting(db::Pool& pool, const Walked& walked) {
  constexpr int page_postings = 20000;
  store::PostingsSeen seen;
  do {
    seen = db::in_transaction(pool, [&](db::Transaction& tx) {
      return store::postings_after(tx, seen.last_entry, page_postings);
    });
    if (!seen.orphan.empty()) {
      return Tampering{"removed", 0, seen.orphan,
                       "postings stand in the books without their entry"};
    }
    walked(page_postings);
  } while (!seen.last_entry.empty());
  return {};
}

}  // namespace haven::ledger
