#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/explain.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string file;
  std::string packs = "ops/schemes";
  bool json = false;
};

void explain(const Options& options) {
  const auto [facts, pack] = case_and_pack(options.file, options.packs);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  std::cout << scheme::explained(*pack, facts, decision);
}

void print_table(const scheme::Statement& statement, const scheme::Decision& decision) {
  Table table{"What one incident entitles to",
              {"owed by", "payer", "benefit", "amount>", "standing", "payees"},
              {}};
  for (const auto& row : statement.rows) {
    table.rows.push_back({row.layer, row.payer, row.benefit, row.amount, row.standing, row.payees});
  }
  for (const Money& total : statement.totals) {
    table.rows.push_back({"all together", "", "", scheme::amount_words(total), "", ""});
  }
  table.print(std::cout);
  Table why{"Why", {"benefit", "payer", "because"}, {}};
  for (const auto& row : statement.rows) why.rows.push_back({row.benefit, row.payer, row.why});
  why.print(std::cout);
  if (decision.need.empty()) return;
  Table missing{"Still missing before money is released", {"paper", "for", "or instead"}, {}};
  for (const auto& need : decision.need) {
    std::string instead;
    for (const auto& set : need.alternatives) {
      std::string all;
      for (const auto& document : set) {
        all += (all.empty() ? "" : " and ") + scheme::words_of(document);
      }
      instead += (instead.empty() ? "" : "; ") + all;
    }
    missing.rows.push_back(
        {scheme::words_of(need.paper.document), need.paper.for_whom, std::move(instead)});
  }
  missing.print(std::cout);
}

void print_json(const scheme::Statement& statement) {
  boost::json::array rows, totals;
  for (const auto& row : statement.rows) {
    rows.push_back({{"layer", row.layer},
                    {"payer", row.payer},
                    {"benefit", row.benefit},
                    {"amount", row.amount},
                    {"payees", row.payees},
                    {"standing", row.standing},
                    {"why", row.why},
                    {"missing", row.missing}});
  }
  for (const Money& total : statement.totals) {
    totals.push_back({{"amount", decimal_text(total)}, {"currency", total.currency().code()}});
  }
  std::cout << boost::json::object{{"rows", std::move(rows)}, {"totals", std::move(totals)}}
            << '\n';
}

void state(const Options& options) {
  const auto [facts, pack] = case_and_pack(options.file, options.packs);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  const auto statement = scheme::statement_of(*pack, decision);
  if (options.json) {
    print_json(statement);
  } else {
    print_table(statement, decision);
  }
}

CLI::App* add(CLI::App& scheme, const std::shared_ptr<Options>& options, const char* name,
              const char* what) {
  auto* command = scheme.add_subcommand(name, what);
  command->add_option("case", options->file, "a case file")->required();
  add_packs_option(*command, options->packs);
  return command;
}

}  // namespace

void add_scheme_explain(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = add(scheme, options, "explain",
                      "A decision as sentences with sources, for a letter or a judge");
  command->footer("Example: haven scheme explain tests/cases/ph/death_of_illness.yaml");
  command->callback([options] { explain(*options); });
}

void add_scheme_statement(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = add(
      scheme, options, "statement",
      "Everything a family is entitled to from one incident: payer, amount, why, what is missing");
  command->add_flag("--json", options->json, "as one JSON object");
  command->footer("Example: haven scheme statement tests/cases/ph/death_of_illness.yaml");
  command->callback([options] { state(*options); });
}

}  // namespace haven
