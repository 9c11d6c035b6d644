#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/result.hpp"
#include "tests/support/bank/books.hpp"
#include "tests/support/bank/desk.hpp"
#include "tests/support/bank/mailroom.hpp"

namespace haven::bank {

/// What a bank is founded with. All of it stands in its journal from then on.
struct Founding {
  std::vector<std::pair<std::string, Money>> accounts;  // number, opening balance
  Habits habits;
  /// The bank's first day; each day that it ends is followed by the next of the calendar. Absent:
  /// every day that it ends is the day of the clock, however many they are.
  std::optional<Date> first_day;
  std::chrono::minutes offset{480};  // of the bank's local day from UTC
};

/// A bank that speaks files. In its folder:
///   in/       files of orders (.xml, pain.001.001.10) and slips (.csv, see counter.hpp)
///   out/      its answers, numbered in the order in which it gave them; whoever reads one may
///             take it away
///   done/     what it has taken out of in/
///   journal   all that it knows; report.csv is an extract of it
/// It may be killed at any moment (a Bank that has thrown is as good as killed): what a pass has
/// not committed did not happen, and what it has committed is completed by the next pass, of this
/// process or another.
class Bank {
 public:
  /// Moments of a pass at which a test may end the process.
  enum class Moment { drafted, committed, delivered };
  using Watch = std::function<void(Moment)>;

  explicit Bank(std::filesystem::path folder, Clock clock, std::filesystem::path schema = {},
                Watch watch = {});

  /// A new bank; refused when the folder has one already.
  Result<void> found(const Founding& founding);
  /// Takes what lies in in/, does what is due, answers. False when there was nothing to do.
  bool pass();
  /// Ends the day: statements. Passes first, so that what lies in in/ is of this day.
  void end_day();

  [[nodiscard]] const Books& books() const { return books_; }

 private:
  struct Work;
  void catch_up();
  bool pass_under_hold();
  void take(const std::filesystem::path& file, Work& work);
  void finish_taking();
  void commit(Mailroom& mailroom);
  [[nodiscard]] Date today(Instant now) const;
  [[nodiscard]] Habits habits() const;

  std::filesystem::path folder_;
  Clock clock_;
  std::filesystem::path schema_;
  Watch watch_;
  Books books_;
};

/// The schema for files of orders, where the standards are at hand (HAVEN_SHARED, else ../shared);
/// else empty.
std::filesystem::path schema_at_hand();

}  // namespace haven::bank
