#pragma once
#include <filesystem>

#include "common/http/signature.hpp"
#include "services/ledger/app/seal_entries.hpp"
#include "services/ledger/app/verify_journal.hpp"
#include "tests/ledger/app/books.hpp"

namespace haven::ledger {

/// Books with a chain and a key of their own.
struct ChainedBooks : Books {
  using Books::Books;

  std::size_t seal(int entries_max = 1000, const std::string& fund = "owwa") {
    return run([&](db::Transaction& tx) {
      return seal_entries(
          tx, fund, [this](const std::string& text) { return key.sign(text); }, entries_max,
          test::noon() + std::chrono::minutes{++seals_});
    });
  }
  JournalReport verify(VerifyJournal command) {
    const http::VerifyingKey good{"EdDSA", public_half};
    return verify_journal(
        database.pool("haven_auditor"), command,
        [&](const std::string& text, const std::string& s) { return good.accepts(text, s); },
        [this](std::int64_t seals) { walked += seals; });
  }
  JournalReport verify(int page_entries = 1000) {
    return verify({.fund = "owwa", .from = {}, .kept = {}, .page_entries = page_entries});
  }
  /// What is wrong: "changed 3", or "" when nothing is.
  std::string verdict(int page_entries = 1000) {
    const auto report = verify(page_entries);
    if (!report.broken) return "";
    return report.broken->what + " " + std::to_string(report.broken->number);
  }

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("haven_ledger_key_" + new_uuid(system_clock()()));
  const bool made = std::filesystem::create_directory(folder);
  const http::SigningKey key{folder / "key.pem"};
  const std::filesystem::path public_half = folder / "key.pem.pub";
  std::int64_t walked = 0;
  ~ChainedBooks() { std::filesystem::remove_all(folder); }

 private:
  int seals_ = 0;
};

}  // namespace haven::ledger
