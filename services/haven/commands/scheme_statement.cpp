#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>
#include <memory>

#include "common/scheme/phrases.hpp"
#include "common/scheme/statement.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

using scheme::Statement;
using scheme::StatementRow;

struct Options {
  std::string file;
  std::string packs = "ops/schemes";
  bool json = false;
};

void print_table(const Statement& statement) {
  Table table{"", {"what", "owed by", "amount", "standing", "to whom"}, {}, page_width};
  for (const auto& row : statement.rows) {
    table.rows.push_back({row.benefit, row.payer + " (" + row.layer + ")",
                          row.amount.empty() ? "-" : row.amount, row.standing, row.payees});
  }
  for (const Money& total : statement.totals) {
    table.rows.push_back({"all together", "", scheme::amount_words(total), "", ""});
  }
  table.print(std::cout);
  if (statement.has_instalments) {
    std::cout << "What is paid again and again is not counted in the sum.\n\n";
  }
}

/// Benefits of one payer that have the same reason are named together.
void print_reasons(const Statement& statement) {
  std::cout << "Why\n";
  for (std::size_t i = 0; i < statement.rows.size();) {
    const StatementRow& row = statement.rows[i];
    std::string benefits = row.benefit;
    const auto says_the_same = [&](const StatementRow& other) {
      return other.payer == row.payer && other.why == row.why &&
             other.amount.empty() == row.amount.empty();
    };
    for (++i; i < statement.rows.size() && says_the_same(statement.rows[i]); ++i) {
      benefits += ", " + statement.rows[i].benefit;
    }
    print_paragraph(std::cout, "  - ",
                    scheme::sentence_case(benefits) + ", " + row.payer + ": " +
                        (row.amount.empty() ? "" : "as is written in ") + row.why +
                        (row.why.ends_with('.') ? "" : "."));
  }
  std::cout << '\n';
}

void print_list(const char* title, const std::vector<std::string>& entries) {
  if (entries.empty()) return;
  std::cout << title << '\n';
  for (const auto& entry : entries) {
    print_paragraph(std::cout, "  - ", scheme::sentence_case(entry) + ".");
  }
  std::cout << '\n';
}

void print_statement(const scheme::Case& facts, const Statement& statement,
                     const scheme::Decision& decision) {
  std::cout << scheme::question_of(facts) << ": what is owed, as of " << text_of(facts.today)
            << "\n\n";
  if (statement.rows.empty()) {
    std::cout << "The rules of this pack owe nothing for this.\n";
    return;
  }
  print_table(statement);
  print_reasons(statement);
  std::vector<std::string> papers, flags;
  for (const auto& need : decision.need) papers.push_back(scheme::paper_words(need));
  for (const auto& flag : decision.flags) flags.push_back(scheme::words_of(flag));
  print_list("Still missing before money is released", papers);
  print_list("To be acted on by the fund", flags);
}

boost::json::object json_of(const StatementRow& row) {
  return {{"layer", row.layer},   {"payer", row.payer},    {"benefit", row.benefit},
          {"amount", row.amount}, {"payees", row.payees},  {"standing", row.standing},
          {"why", row.why},       {"missing", row.missing}};
}

void print_json(const Statement& statement) {
  boost::json::array rows, totals;
  for (const auto& row : statement.rows) rows.push_back(json_of(row));
  for (const Money& total : statement.totals) {
    totals.push_back({{"amount", decimal_text(total)}, {"currency", total.currency().code()}});
  }
  std::cout << boost::json::object{{"rows", std::move(rows)},
                                   {"totals", std::move(totals)},
                                   {"has_instalments", statement.has_instalments}}
            << '\n';
}

void state(const Options& options) {
  const auto [facts, pack] = case_and_pack(options.file, options.packs);
  const auto decision = or_stop(scheme::evaluate(*pack, facts));
  const auto statement = scheme::statement_of(*pack, decision);
  if (options.json) {
    print_json(statement);
  } else {
    print_statement(facts, statement, decision);
  }
}

}  // namespace

void add_scheme_statement(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand(
      "statement",
      "Everything a family is entitled to from one incident: payer, amount, why, what is missing");
  command->add_option("case", options->file, "a case file")->required();
  add_packs_option(*command, options->packs);
  command->add_flag("--json", options->json, "as one JSON object");
  command->footer("Example: haven scheme statement tests/cases/ph/death_of_illness.yaml");
  command->callback([options] { state(*options); });
}

}  // namespace haven
