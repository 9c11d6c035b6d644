#pragma once
#include "common/scheme/compare.hpp"
#include "services/haven/commands/case_source.hpp"

namespace haven {

struct BothPacks {
  scheme::PackPtr before, after;
};

/// Decides every case of the source under both packs, on so many threads, with a progress bar.
/// Cases that one of them cannot read are counted in the source.
scheme::Comparison compare_on_all_cores(const BothPacks& packs, CaseSource& source,
                                        unsigned threads);

/// How many cases come out differently, and how many could not be compared.
void print_counts(const scheme::Comparison& comparison, const CaseSource& source);

}  // namespace haven
