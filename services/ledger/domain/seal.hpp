#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "common/core/clock.hpp"

namespace haven::ledger {

/// An entry as its rows hold it: every column of the entry and of its postings, as PostgreSQL
/// prints them. Sealed as text, so that nothing is read into a form that drops something.
struct WrittenEntry {
  std::string tx, entry_id;
  std::vector<std::string> columns;                // the entry's, tx and entry_id included
  std::vector<std::vector<std::string>> postings;  // by line
};

/// What a seal is taken over. Fields as <bytes>:<text> and lists as <count>[...], so that no two
/// entries have the same content.
std::string content_of(const WrittenEntry& entry);

/// The hash of a seal, 32 raw bytes: SHA-256 over the hash before it (32 zero bytes before the
/// first), and the SHA-256 of the content.
std::string seal_hash(const std::string& before, const WrittenEntry& entry);
std::string hash_before_the_first();

/// The end of a fund's chain at a moment.
struct Head {
  std::string fund;
  std::int64_t number = 0;
  std::string hash;
  Instant signed_at{};
  std::string signature;
};
/// The text that is signed.
std::string signed_text_of(const Head& head);

}  // namespace haven::ledger
