#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "common/scheme/compare.hpp"
#include "common/scheme/explain.hpp"
#include "common/scheme/pack_changes.hpp"
#include "services/haven/commands/case_source.hpp"
#include "services/haven/commands/scheme_files.hpp"
#include "services/haven/table.hpp"

namespace haven {
namespace {

struct Options {
  std::string before, after;
  std::string cases;
  std::uint64_t generate = 20'000;
  std::uint64_t seed = 1;
};

void print_rules(const std::vector<scheme::RuleChange>& changes) {
  Table table{"Which rules changed", {"file", "place", "before", "after"}, {}};
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

void print_people(const scheme::Comparison& comparison) {
  Table table{
      "For whom",
      {"benefit", "cases>", "incidents", "causes", "days", "for example", "before", "after"},
      {}};
  for (const auto& [key, row] : comparison.rows()) {
    if (row.changed == 0) continue;
    table.rows.push_back({key.scheme + " " + scheme::words_of(key.benefit),
                          std::to_string(row.changed), counted(row.kinds), counted(row.causes),
                          text_of(row.first_day) + " to " + text_of(row.last_day), row.first_case,
                          row.before, row.after});
  }
  if (table.rows.empty()) {
    std::cout << "None of " << comparison.cases() << " cases comes out differently.\n";
    return;
  }
  table.print(std::cout);
  std::cout << comparison.changed() << " of " << comparison.cases()
            << " cases come out differently: " << comparison.winners() << " get more, "
            << comparison.losers() << " get less, " << comparison.mixed() << " both\n";
}

scheme::Comparison compare(const Options& options, const scheme::Pack& before,
                           const scheme::Pack& after) {
  const auto source = options.cases.empty()
                          ? generated_cases(before, options.seed, options.generate)
                          : cases_below(options.cases, scheme::name_of(before));
  scheme::Comparison comparison;
  for (auto batch = source->next_batch(); !batch.empty(); batch = source->next_batch()) {
    for (const scheme::Case& facts : batch) {
      const auto was = scheme::evaluate(before, facts);
      const auto is = scheme::evaluate(after, facts);
      if (was && is) comparison.add(facts, *was, *is);
    }
  }
  return comparison;
}

void diff(const Options& options) {
  const auto before = or_stop(scheme::load_pack(options.before));
  const auto after = or_stop(scheme::load_pack(options.after));
  const auto changes =
      or_stop(scheme::changes_between(scheme::files_of(*before), scheme::files_of(*after)));
  if (changes.empty()) {
    std::cout << "The two packs hold the same rules.\n";
    return;
  }
  print_rules(changes);
  print_people(compare(options, *before, *after));
}

}  // namespace

void add_scheme_diff(CLI::App& scheme) {
  auto options = std::make_shared<Options>();
  auto* command =
      scheme.add_subcommand("diff", "Two versions of a pack: which rules changed, and for whom");
  command->add_option("before", options->before, "the folder of the one version")->required();
  command->add_option("after", options->after, "the folder of the other")->required();
  command->add_option("--cases", options->cases,
                      "case files below this folder, instead of made-up cases");
  command->add_option("--generate", options->generate, "so many made-up cases")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "of the made-up cases")->capture_default_str();
  command->footer("Example: haven scheme diff ops/schemes/ph /tmp/ph --cases tests/cases");
  command->callback([options] { diff(*options); });
}

}  // namespace haven
