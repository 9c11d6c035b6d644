#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <thread>

#include "common/scheme/pack_changes.hpp"
#include "common/scheme/phrases.hpp"
#include "services/haven/commands/compare_cases.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string before, after;
  std::string cases;
  std::uint64_t generate = 20'000;
  std::uint64_t seed = 1;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

void print_rules(const std::vector<scheme::RuleChange>& changes) {
  Table table{"Which rules changed", {"file", "place", "before", "after"}, {}, page_width};
  for (const auto& change : changes) {
    table.rows.push_back({change.file, change.place, change.before.empty() ? "-" : change.before,
                          change.after.empty() ? "-" : change.after});
  }
  table.print(std::cout);
}

/// "accident (120), illness (7)", the most frequent first.
std::string counted(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> list{counts.begin(), counts.end()};
  std::ranges::stable_sort(list, std::greater{}, &decltype(list)::value_type::second);
  std::string text;
  for (std::size_t i = 0; i < list.size() && i < 4; ++i) {
    text += (text.empty() ? "" : ", ") + scheme::words_of(list[i].first) + " (" +
            std::to_string(list[i].second) + ")";
  }
  return list.size() > 4 ? text + ", ..." : text;
}

std::string days_of(const scheme::Comparison::Row& row) {
  const std::string first = text_of(row.first_day), last = text_of(row.last_day);
  return first == last ? first : first + " to " + last;
}

void print_people(const scheme::Comparison& comparison) {
  if (comparison.changed() == 0) return;
  Table table{
      "For whom",
      {"benefit", "cases>", "incidents", "causes", "days", "for example", "before", "after"},
      {},
      page_width};
  for (const auto& [key, row] : comparison.rows()) {
    if (row.changed == 0) continue;
    const std::string of = key.scheme + (key.scheme.empty() ? "" : " ");
    table.rows.push_back({of + scheme::words_of(key.benefit), std::to_string(row.changed),
                          counted(row.kinds), counted(row.causes), days_of(row), row.first_case,
                          row.before, row.after});
  }
  table.print(std::cout);
}

std::unique_ptr<CaseSource> source_of(const Options& options, const scheme::Pack& before) {
  if (!options.cases.empty()) return cases_below(options.cases, scheme::name_of(before));
  return generated_cases(before, options.seed, options.generate);
}

void diff(const Options& options) {
  const auto before = or_stop(scheme::load_pack_copy(options.before));
  const auto after = or_stop(scheme::load_pack_copy(options.after));
  if (scheme::name_of(*before) != scheme::name_of(*after)) {
    stop(options.before + " holds the pack " + scheme::name_of(*before) + ", " + options.after +
         " the pack " + scheme::name_of(*after) + ": these are not two versions of one");
  }
  const auto changes =
      or_stop(scheme::changes_between(scheme::files_of(*before), scheme::files_of(*after)));
  if (changes.empty()) {
    std::cout << "The two packs hold the same rules.\n";
    return;
  }
  print_rules(changes);
  const auto source = source_of(options, *before);
  const auto comparison = compare_on_all_cores({before, after}, *source, options.threads);
  print_people(comparison);
  print_counts(comparison, *source);
}

}  // namespace

void add_scheme_diff(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command =
      scheme.add_subcommand("diff", "Two versions of a pack: which rules changed, and for whom");
  command->add_option("before", options->before, "the folder of one version")->required();
  command->add_option("after", options->after, "the folder of the other version")->required();
  command->add_option("--cases", options->cases,
                      "case files below this folder, instead of made-up cases");
  command->add_option("--generate", options->generate, "so many made-up cases")
      ->check(CLI::Range(std::uint64_t{1}, cases_max))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "of the made-up cases")->capture_default_str();
  command->add_option("--threads", options->threads, "how many work at once")
      ->check(CLI::Range(1U, 1024U))
      ->capture_default_str();
  command->footer(
      "Example: haven scheme diff ops/schemes/ph /tmp/changed --cases tests/cases\n"
      "Spaces, comments and the order of keys are no difference.");
  command->callback([options] { diff(*options); });
}

}  // namespace haven
