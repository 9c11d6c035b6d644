#include "services/haven/commands/claim.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "services/haven/commands/replay.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"
#include "services/haven/store/story.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string database = default_database();
  std::string reference;
};

void print_head(const store::ClaimHead& head) {
  std::cout << "Claim " << head.reference << ": " << head.kind << " on " << head.incident_on
            << ", fund " << head.fund << "\nState: " << head.state;
  if (!head.outcome.empty()) std::cout << " (" << head.outcome << ")";
  if (!head.owner.empty()) {
    std::cout << "\nNext: " << head.next_step << " by " << head.owner << " until " << head.due_at
              << " UTC, waiting for the " << head.waiting_for;
  }
  if (!head.attention.empty()) std::cout << "\nATTENTION: " << head.attention;
  std::cout << "\n\n";
}

void print_moves(db::Transaction& tx, const std::string& claim) {
  Table table{
      "What happened", {"at (UTC)", "move", "state after", "then waiting for", "by", "note"}, {}};
  for (const auto& row : store::moves_of_claim(tx, claim)) {
    table.rows.push_back({row.at, row.move, row.to_state, row.waiting_for, row.by, row.note});
  }
  table.print(std::cout);
}

void print_decisions(db::Transaction& tx, const std::string& claim) {
  Table table{"What was decided, and why",
              {"no", "state", "decided by", "approved by", "scheme", "benefit", "outcome",
               "amount>", "reason", "rule", "source"},
              {}};
  for (const auto& row : store::decision_lines_of_claim(tx, claim)) {
    table.rows.push_back({row.decision, row.state, row.decided_by, row.approved_by, row.scheme,
                          row.benefit, row.outcome, row.amount, row.reason, row.rule, row.source});
  }
  table.print(std::cout);
}

void print_payments(db::Transaction& tx, const std::string& claim) {
  Table table{
      "Payments",
      {"benefit", "to", "amount>", "state", "bank reference", "batch approved by", "released by"},
      {}};
  for (const auto& row : store::payments_of_claim(tx, claim)) {
    table.rows.push_back({row.benefit, row.party, row.amount, row.state, row.bank_reference,
                          row.approved_by, row.released_by});
  }
  table.print(std::cout);
}

void print_events(db::Transaction& tx, const std::string& claim) {
  Table table{"Events", {"at (UTC)", "said by", "event", "because of"}, {}};
  for (const auto& row : store::events_of_claim(tx, claim)) {
    table.rows.push_back({row.at, row.source, row.type, row.cause});
  }
  table.print(std::cout);
}

void show(const Options& options) {
  db::Pool pool{options.database + " user=haven_auditor", 1};
  db::Transaction tx{pool};
  const auto head = store::find_claim(tx, options.reference);
  if (!head) {
    stop(
        "There is no claim with this reference; look at it again: it reads like "
        "DTH-26-0000123-4.");
  }
  print_head(*head);
  print_moves(tx, head->claim_id);
  print_decisions(tx, head->claim_id);
  print_payments(tx, head->claim_id);
  print_events(tx, head->claim_id);
}

}  // namespace

void add_claim_command(CLI::App& app) {
  auto* claim = app.add_subcommand("claim", "Look into claims");
  claim->require_subcommand(1);
  auto options = std::make_shared<Options>();
  auto* command =
      claim->add_subcommand("show", "The whole story: moves, decisions, payments, events");
  command->add_option("reference", options->reference, "as the family reads it")->required();
  command->add_option("--database", options->database, "libpq connection string, without the user")
      ->capture_default_str();
  command->footer("Example: haven claim show DTH-26-0000123-4");
  command->callback([options] { show(*options); });
  add_owed(*claim);
  add_replay(*claim);
}

}  // namespace haven
