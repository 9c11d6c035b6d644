#include "services/haven/commands/case_source.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "common/db/pool.hpp"
#include "common/scheme/expect.hpp"
#include "common/scheme/generate.hpp"
#include "services/adjudication/app/decided_cases.hpp"
#include "services/haven/commands/scheme_files.hpp"

namespace haven {
namespace {

constexpr std::size_t batch_size = 500;

/// Every thread makes up its own batches: a case follows from its number.
class Generated : public CaseSource {
 public:
  Generated(const scheme::Pack& pack, std::uint64_t seed, std::uint64_t count)
      : pack_(pack), seed_(seed), count_(count) {}
  [[nodiscard]] std::uint64_t expected() const override { return count_; }

  std::vector<scheme::Case> next_batch() override {
    std::vector<scheme::Case> batch;
    const std::uint64_t first = taken_.fetch_add(batch_size);
    if (first >= count_) return batch;
    scheme::Generator generator{pack_, seed_, first};
    for (auto left = std::min<std::uint64_t>(batch_size, count_ - first); left > 0; --left) {
      batch.push_back(generator.next());
    }
    return batch;
  }

 private:
  const scheme::Pack& pack_;
  std::uint64_t seed_, count_;
  std::atomic<std::uint64_t> taken_ = 0;
};

class Files : public CaseSource {
 public:
  Files(const std::string& folder, const std::string& pack) {
    if (!std::filesystem::is_directory(folder)) {
      stop(folder + " is no folder that can be read");
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
      if (!entry.is_regular_file() || entry.path().extension() != ".yaml") continue;
      if (scheme::pack_of_case(contents_of(entry.path())).value_or("") == pack) {
        files_.push_back(entry.path());
      }
    }
    std::ranges::sort(files_);
  }
  [[nodiscard]] std::uint64_t expected() const override { return files_.size(); }

 protected:
  std::vector<scheme::Case> read_batch() override {
    std::vector<scheme::Case> batch;
    for (; next_ < files_.size() && batch.size() < batch_size; ++next_) {
      auto facts = scheme::case_from_yaml(contents_of(files_[next_]));
      if (!facts) {
        note_unreadable_locked(files_[next_].string(), facts.error().detail);
      } else {
        batch.push_back(std::move(*facts));
      }
    }
    return batch;
  }

 private:
  std::vector<std::filesystem::path> files_;
  std::size_t next_ = 0;
};

class Decided : public CaseSource {
 public:
  Decided(const std::string& database, std::string pack)
      : pool_(database + " user=haven_auditor", 1), pack_(std::move(pack)) {
    expected_ = static_cast<std::uint64_t>(db::in_transaction(
        pool_, [&](db::Transaction& tx) { return adjudication::count_decided_cases(tx, pack_); }));
  }
  [[nodiscard]] std::uint64_t expected() const override { return expected_; }

 protected:
  std::vector<scheme::Case> read_batch() override {
    // A page of records that no longer read is not the end.
    while (!over_) {
      auto page = db::in_transaction(pool_, [&](db::Transaction& tx) {
        return adjudication::decided_cases(tx, pack_, last_, static_cast<int>(batch_size));
      });
      for (const auto& decision : page.unreadable) {
        note_unreadable_locked("decision " + decision, "the stored case cannot be read");
      }
      over_ = page.last.empty();
      last_ = page.last;
      if (!page.cases.empty()) return std::move(page.cases);
    }
    return {};
  }

 private:
  db::Pool pool_;
  std::string pack_, last_;
  std::uint64_t expected_ = 0;
  bool over_ = false;
};

}  // namespace

std::vector<scheme::Case> CaseSource::next_batch() {
  const std::lock_guard lock{mutex_};
  return read_batch();
}

void CaseSource::note_unreadable(const scheme::Case& facts, const Error& error) {
  const std::lock_guard lock{mutex_};
  note_unreadable_locked(facts.id, error.detail);
}

void CaseSource::note_unreadable_locked(const std::string& where, const std::string& why) {
  if (unreadable_++ == 0) first_problem_ = where + ": " + why;
}

std::unique_ptr<CaseSource> generated_cases(const scheme::Pack& pack, std::uint64_t seed,
                                            std::uint64_t count) {
  return std::make_unique<Generated>(pack, seed, count);
}

std::unique_ptr<CaseSource> cases_below(const std::string& folder, const std::string& pack) {
  return std::make_unique<Files>(folder, pack);
}

std::unique_ptr<CaseSource> decided_cases(const std::string& database, const std::string& pack) {
  return std::make_unique<Decided>(database, pack);
}

}  // namespace haven
