#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <thread>

#include "common/core/csv.hpp"
#include "common/scheme/compare.hpp"
#include "common/scheme/explain.hpp"
#include "common/scheme/generate.hpp"
#include "services/haven/commands/case_source.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/rehearsal/progress.hpp"
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

struct BothPacks {
  scheme::PackPtr now, changed;
};

/// One thread's work: batches of cases until there are none.
Comparison compare_all(const BothPacks& packs, CaseSource& source, rehearsal::Progress& progress) {
  Comparison comparison;
  for (auto batch = source.next_batch(); !batch.empty(); batch = source.next_batch()) {
    for (const scheme::Case& facts : batch) {
      const auto before = scheme::evaluate(*packs.now, facts);
      const auto after = scheme::evaluate(*packs.changed, facts);
      if (before && after) {
        comparison.add(facts, *before, *after);
      } else {
        source.note_unreadable(facts, before ? after.error() : before.error());
      }
    }
    progress.add(batch.size());
  }
  return comparison;
}

Comparison compare_on_all_cores(const Options& options, const BothPacks& packs,
                                CaseSource& source) {
  rehearsal::Progress progress{"cases under both packs", source.expected()};
  std::vector<Comparison> parts(options.threads);
  std::vector<std::jthread> workers;
  for (Comparison& part : parts) {
    workers.emplace_back([&] { part = compare_all(packs, source, progress); });
  }
  workers.clear();  // joins
  Comparison whole;
  for (const Comparison& part : parts) whole.merge(part);
  return whole;
}

std::string amount_text(std::int64_t minor) {
  return decimal_text(Money{minor, Currency{}});
}

std::vector<std::string> cells_of(const Comparison::Key& key, const Comparison::Row& row) {
  return {key.scheme,
          scheme::words_of(key.benefit),
          key.currency,
          std::to_string(row.paid_before),
          std::to_string(row.paid_after),
          std::to_string(row.winners),
          std::to_string(row.losers),
          amount_text(row.cost_before),
          amount_text(row.cost_after),
          amount_text(row.cost_after - row.cost_before)};
}

const std::vector<std::string> header = {"scheme",     "benefit",  "",        "paid now>",
                                         "paid then>", "winners>", "losers>", "cost now>",
                                         "cost then>", "more>"};

void print(const Comparison& comparison) {
  Table table{"What the changed pack pays", header, {}};
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> totals;
  for (const auto& [key, row] : comparison.rows()) {
    if (key.currency.empty()) continue;
    table.rows.push_back(cells_of(key, row));
    totals[key.currency].first += row.cost_before;
    totals[key.currency].second += row.cost_after;
  }
  for (const auto& [currency, cost] : totals) {
    table.rows.push_back({"all", "", currency, "", "", "", "", amount_text(cost.first),
                          amount_text(cost.second), amount_text(cost.second - cost.first)});
  }
  table.print(std::cout);
  std::cout << comparison.cases() << " cases: " << comparison.changed() << " come out differently; "
            << comparison.winners() << " get more, " << comparison.losers() << " get less, "
            << comparison.mixed() << " get more of one benefit and less of another\n";
}

void write_csv(const Comparison& comparison, const std::string& path) {
  std::ofstream out{path};
  out << csv_line({"scheme", "benefit", "currency", "paid_now", "paid_then", "winners", "losers",
                   "cost_now", "cost_then", "more"})
      << '\n';
  for (const auto& [key, row] : comparison.rows()) out << csv_line(cells_of(key, row)) << '\n';
  if (!out) stop({ErrorKind::unavailable, "not_written", path + " cannot be written", {}});
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void simulate(const Options& options) {
  const auto changed = or_stop(scheme::load_pack(options.changed));
  const auto now =
      or_stop(scheme::load_pack(std::filesystem::path{options.packs} / scheme::name_of(*changed)));
  const auto source = options.generate > 0 ? generated_cases(*now, options.seed, options.generate)
                      : options.database.empty()
                          ? cases_below(options.cases, scheme::name_of(*now))
                          : decided_cases(options.database, scheme::name_of(*now));
  const auto begin = std::chrono::steady_clock::now();
  const Comparison comparison = compare_on_all_cores(options, {now, changed}, *source);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  print(comparison);
  if (source->unreadable() > 0) {
    std::cout << source->unreadable()
              << " cases could not be evaluated; the first: " << source->first_problem() << '\n';
  }
  std::cout << "took " << static_cast<long>(taken.count() * 10) / 10.0 << " s on "
            << options.threads << " threads, at most " << peak_megabytes() << " MB of memory\n";
  if (!options.csv.empty()) write_csv(comparison, options.csv);
}

}  // namespace

void add_scheme_simulate(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command = scheme.add_subcommand(
      "simulate",
      "Try a changed pack over past cases: who gets more, who gets less, what it costs");
  command->add_option("changed", options->changed, "the folder of the changed pack")->required();
  add_packs_option(*command, options->packs);
  auto* from = command->add_option_group("cases", "where the cases come from");
  from->add_option("--cases", options->cases, "case files below this folder");
  from->add_option("--database", options->database, "claims decided in this database");
  from->add_option("--generate", options->generate, "so many made-up cases");
  from->require_option(1);
  command->add_option("--seed", options->seed, "of the made-up cases")->capture_default_str();
  command->add_option("--threads", options->threads, "")->capture_default_str();
  command->add_option("--csv", options->csv, "also write the table to this file");
  command->footer(
      "Example: cp -r ops/schemes/ph /tmp/ph, change it, then\n"
      "  haven scheme simulate /tmp/ph --generate 1000000 --csv /tmp/ph.csv\n"
      "Winners of a benefit are the cases that get more of it. Memory does not grow with the "
      "number "
      "of cases.");
  command->callback([options] { simulate(*options); });
}

}  // namespace haven
