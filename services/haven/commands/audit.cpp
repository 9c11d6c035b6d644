#include "services/haven/commands/audit.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "common/core/hash.hpp"
#include "services/haven/commands/ledger_keys.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"
#include "services/haven/rehearsal/progress.hpp"
#include "services/haven/table.hpp"
#include "services/ledger/app/verify_journal.hpp"
#include "services/ledger/store/periods.hpp"
#include "services/ledger/store/seals.hpp"

namespace haven {
namespace {

using ledger::JournalReport;

struct Options {
  std::string database = default_database();
  std::string fund;
  std::string from;
  std::string kept;  // "1234:<hash>"
  std::vector<std::string> keys;
};

ledger::Head kept_head(const std::string& text) {
  const auto colon = text.find(':');
  const std::string hash = colon == std::string::npos ? "" : from_hex(text.substr(colon + 1));
  const bool is_number = text.find_first_not_of("0123456789") == colon && colon > 0 && colon < 19;
  if (!is_number || hash.size() != 32) {
    stop("--kept is a head as this command prints it: its number, a colon, 64 hex digits");
  }
  return {"", std::stoll(text), hash, {}, ""};
}

ledger::VerifyJournal command_of(const Options& options, const std::string& fund) {
  ledger::VerifyJournal command;
  command.fund = fund;
  if (!options.kept.empty()) command.kept = kept_head(options.kept);
  if (options.from.empty()) return command;
  const auto day = date_from(options.from);
  if (!day) stop("--from is a day like 2026-05-14");
  // No zone's day begins earlier.
  command.from = Instant{*day} - std::chrono::hours{14};
  return command;
}

std::vector<std::string> cells_of(const std::string& fund, const JournalReport& report) {
  const auto& broken = report.broken;
  return {broken ? "BROKEN" : "ok", fund, std::to_string(report.seals),
          std::to_string(report.heads),
          report.last ? std::to_string(report.last->number) + ":" + to_hex(report.last->hash) : ""};
}

void print_tampering(const std::string& fund, const ledger::Tampering& broken) {
  std::cout << fund << ": " << broken.what;
  if (!broken.entry_id.empty()) std::cout << ", entry " << broken.entry_id;
  std::cout << ": " << broken.detail << '\n';
}

JournalReport verify(db::Pool& pool, const ledger::VerifyJournal& command,
                     const ledger::Accepts& accepts) {
  const auto total = db::in_transaction(
      pool, [&](db::Transaction& tx) { return ledger::store::count_seals(tx, command.fund, 0); });
  rehearsal::Progress progress{"seals of " + command.fund, static_cast<std::size_t>(total)};
  return ledger::verify_journal(pool, command, accepts, [&](std::int64_t seals) {
    progress.add(static_cast<std::size_t>(seals));
  });
}

std::vector<ledger::Tampering> altered_periods(db::Pool& pool, const std::string& fund) {
  const auto months = db::in_transaction(
      pool, [&](db::Transaction& tx) { return ledger::store::altered_periods(tx, fund); });
  std::vector<ledger::Tampering> altered;
  for (const ledger::Month month : months) {
    altered.push_back({"altered", 0, "",
                       "the closed month " + ledger::month_text(month) +
                           " does not add up to the trial balance that was kept"});
  }
  return altered;
}

void verify_all(const Options& options) {
  const auto accepts = accepts_any(ledger_keys(options.keys));
  db::Pool pool{options.database + " user=haven_auditor", 1};
  std::vector<std::string> funds{options.fund};
  if (options.fund.empty()) funds = db::in_transaction(pool, ledger::store::funds_with_entries);
  if (!options.kept.empty() && funds.size() > 1) stop("--kept needs --fund");

  Table table{"", {"", "fund", "entries>", "signed heads>", "last head, to be kept"}, {}};
  std::vector<std::pair<std::string, ledger::Tampering>> broken;
  for (const std::string& fund : funds) {
    const JournalReport report = verify(pool, command_of(options, fund), accepts);
    table.rows.push_back(cells_of(fund, report));
    if (report.broken) broken.emplace_back(fund, *report.broken);
    for (const ledger::Tampering& altered : altered_periods(pool, fund)) {
      broken.emplace_back(fund, altered);
    }
  }
  const auto stray = ledger::find_stray_posting(pool, [](std::int64_t) {});
  if (stray) broken.emplace_back("all funds", *stray);
  table.print(std::cout);
  for (const auto& [fund, tampering] : broken) print_tampering(fund, tampering);
  if (!broken.empty()) throw CLI::RuntimeError{1};
  std::cout << "the journal is what was sealed\n";
}

}  // namespace

void add_audit_command(CLI::App& app) {
  auto* audit = app.add_subcommand("audit", "Prove that the books are what was written");
  audit->require_subcommand(1);
  auto options = std::make_shared<Options>();
  auto* command = audit->add_subcommand("verify", "Walk the journal's chain and check its heads");
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->add_option("--fund", options->fund, "one fund; all of them otherwise");
  command->add_option("--from", options->from, "only what was written since this day");
  command->add_option(
      "--key", options->keys,
      "public key of the ledger; may be given several times, after a change of keys");
  command->add_option("--kept", options->kept, "a head that was kept elsewhere: number:hash");
  command->footer(
      "Example: haven audit verify --fund owwa --kept 5120:9f86d081884c7d65...\n"
      "Names the first entry that was changed, removed, inserted or reordered and ends with status "
      "1.\nWho can write the whole database can also cut off the chain's end: keep the last head "
      "that is\nprinted here elsewhere and give it with --kept the next time.");
  command->callback([options] { verify_all(*options); });
}

}  // namespace haven
