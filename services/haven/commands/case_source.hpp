#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/scheme/pack.hpp"

namespace haven {

/// Cases in batches, from any number of threads, never all in memory.
class CaseSource {
 public:
  virtual ~CaseSource() = default;
  /// Empty at the end.
  virtual std::vector<scheme::Case> next_batch();
  [[nodiscard]] virtual std::uint64_t expected() const = 0;  // for the progress bar

  void note_unreadable(const scheme::Case& facts, const Error& error);
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }
  [[nodiscard]] const std::string& first_problem() const { return first_problem_; }

 protected:
  /// One thread at a time.
  virtual std::vector<scheme::Case> read_batch() { return {}; }
  void note_unreadable_locked(const std::string& where, const std::string& why);

 private:
  std::mutex mutex_;
  std::uint64_t unreadable_ = 0;
  std::string first_problem_;
};

/// As many made-up cases as can be asked for.
inline constexpr std::uint64_t cases_max = 1'000'000'000;
/// Made-up cases under a pack, which outlives the source.
std::unique_ptr<CaseSource> generated_cases(const scheme::Pack& pack, std::uint64_t seed,
                                            std::uint64_t count);
/// The case files of one pack below a folder.
std::unique_ptr<CaseSource> cases_below(const std::string& folder, const std::string& pack);
/// The cases of claims that were decided under a pack; `database` is a libpq connection string.
std::unique_ptr<CaseSource> decided_cases(const std::string& database, const std::string& pack);

}  // namespace haven
