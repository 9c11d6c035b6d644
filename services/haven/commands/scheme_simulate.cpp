#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "common/core/csv.hpp"
#include "common/scheme/phrases.hpp"
#include "services/haven/commands/compare_cases.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

using scheme::Comparison;

struct Options {
  std::string changed;  // the folder of the changed pack
  std::string packs = "ops/schemes";
  std::string cases;     // a folder of case files
  std::string database;  // decided claims
  std::uint64_t generate = 0, seed = 1;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  std::string csv;
};

using Cells = std::vector<std::string>;

std::string grouped(std::int64_t minor) {
  std::string text = scheme::amount_words(Money{minor, Currency{}});
  return text.substr(0, text.find(' '));
}

Cells cells_of(const Comparison::Key& key, const Comparison::Row& row) {
  return {key.scheme,
          scheme::words_of(key.benefit),
          key.currency,
          std::to_string(row.paid_before),
          std::to_string(row.paid_after),
          std::to_string(row.winners),
          std::to_string(row.losers),
          grouped(row.cost_before),
          grouped(row.cost_after),
          grouped(row.cost_after - row.cost_before)};
}

void print_costs(const Comparison& comparison) {
  Table table{"What the changed pack pays",
              {"scheme", "benefit", "", "paid now>", "then>", "winners>", "losers>", "cost now>",
               "cost then>", "more>"},
              {},
              page_width};
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals;
  for (const auto& [key, row] : comparison.rows()) {
    if (key.currency.empty()) continue;
    table.rows.push_back(cells_of(key, row));
    totals[key.currency].first += row.cost_before;
    totals[key.currency].second += row.cost_after;
  }
  for (const auto& [currency, cost] : totals) {
    table.rows.push_back({"all", "", currency, "", "", "", "", grouped(cost.first),
                          grouped(cost.second), grouped(cost.second - cost.first)});
  }
  if (!table.rows.empty()) table.print(std::cout);
}

/// For a program: codes and plain decimals.
void write_csv(const Comparison& comparison, const std::string& path) {
  std::ofstream out{path};
  out << csv_line({"scheme", "benefit", "currency", "paid_now", "paid_then", "winners", "losers",
                   "cost_now", "cost_then", "more", "changed"})
      << '\n';
  const auto plain = [](std::int64_t minor) { return decimal_text(Money{minor, Currency{}}); };
  for (const auto& [key, row] : comparison.rows()) {
    Cells cells = cells_of(key, row);
    cells[1] = key.benefit;
    cells[7] = plain(row.cost_before);
    cells[8] = plain(row.cost_after);
    cells[9] = plain(row.cost_after - row.cost_before);
    cells.push_back(std::to_string(row.changed));
    out << csv_line(cells) << '\n';
  }
  out.close();
  if (!out) stop(path + " cannot be written");
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

std::unique_ptr<CaseSource> source_of(const Options& options, const scheme::Pack& pack) {
  if (options.generate > 0) return generated_cases(pack, options.seed, options.generate);
  if (!options.database.empty()) return decided_cases(options.database, scheme::name_of(pack));
  return cases_below(options.cases, scheme::name_of(pack));
}

void simulate(const Options& options) {
  const auto changed = or_stop(scheme::load_pack_copy(options.changed));
  const auto now = installed_pack(options.packs, scheme::name_of(*changed));
  const auto source = source_of(options, *now);
  const auto begin = std::chrono::steady_clock::now();
  const Comparison comparison = compare_on_all_cores({now, changed}, *source, options.threads);
  const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  print_costs(comparison);
  print_counts(comparison, *source);
  // On standard error: the report itself is the same on every machine.
  std::cerr << "took " << taken.count() / 1000 << '.' << taken.count() / 100 % 10 << " s on "
            << options.threads << " threads, at most " << peak_megabytes() << " MB of memory\n";
  if (!options.csv.empty()) write_csv(comparison, options.csv);
}

}  // namespace

void add_scheme_simulate(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand(
      "simulate",
      "Try a changed pack over past cases: who gets more, who gets less, what it costs");
  command
      ->add_option("changed", options->changed,
                   "the folder of the changed pack; its pack.yaml says which pack it is")
      ->required();
  add_packs_option(*command, options->packs);
  auto* from = command->add_option_group("cases", "where the cases come from, one of");
  from->add_option("--cases", options->cases, "case files below this folder");
  from->add_option("--database", options->database,
                   "claims decided in this database, a libpq connection string");
  from->add_option("--generate", options->generate, "so many made-up cases")
      ->check(CLI::Range(std::uint64_t{1}, cases_max));
  from->require_option(1);
  command->add_option("--seed", options->seed, "of the made-up cases")->capture_default_str();
  command->add_option("--threads", options->threads, "how many work at once")
      ->check(CLI::Range(1U, 1024U))
      ->capture_default_str();
  command->add_option("--csv", options->csv, "also write the table to this file");
  command->footer(
      "Example: cp -r ops/schemes/ph /tmp/changed, edit a number there, then\n"
      "  haven scheme simulate /tmp/changed --generate 1000000 --csv /tmp/changed.csv\n"
      "Winners of a benefit are the cases that get more of it. Memory does not grow with the "
      "number of\ncases, and the report does not depend on the number of threads.");
  command->callback([options] { simulate(*options); });
}

}  // namespace haven
