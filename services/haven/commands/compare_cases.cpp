#include "services/haven/commands/compare_cases.hpp"

#include <iostream>
#include <thread>

#include "services/haven/rehearsal/progress.hpp"

namespace haven {
namespace {

using scheme::Comparison;

/// One thread's work: batches of cases until there are none.
Comparison compare_all(const BothPacks& packs, CaseSource& source, rehearsal::Progress& progress) {
  Comparison comparison;
  for (auto batch = source.next_batch(); !batch.empty(); batch = source.next_batch()) {
    for (const scheme::Case& facts : batch) {
      const auto before = scheme::evaluate(*packs.before, facts);
      const auto after = scheme::evaluate(*packs.after, facts);
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

}  // namespace

Comparison compare_on_all_cores(const BothPacks& packs, CaseSource& source, unsigned threads) {
  rehearsal::Progress progress{"cases under both packs", source.expected()};
  std::vector<Comparison> parts(threads);
  std::vector<std::jthread> workers;
  for (Comparison& part : parts) {
    workers.emplace_back([&] { part = compare_all(packs, source, progress); });
  }
  workers.clear();  // joins
  Comparison whole;
  for (const Comparison& part : parts) whole.merge(part);
  return whole;
}

void print_counts(const Comparison& comparison, const CaseSource& source) {
  std::cout << comparison.changed() << " of " << comparison.cases()
            << " cases come out differently: " << comparison.winners() << " get more, "
            << comparison.losers() << " get less, " << comparison.mixed()
            << " get more of one benefit and less of another\n";
  if (source.unreadable() > 0) {
    std::cout << source.unreadable()
              << " cases could not be evaluated; the first: " << source.first_problem() << '\n';
  }
}

}  // namespace haven
