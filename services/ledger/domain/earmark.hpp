#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "services/ledger/domain/purse.hpp"

namespace haven::ledger {

enum class EarmarkBound { at_least, at_most };
std::string name_of(EarmarkBound bound);
EarmarkBound earmark_bound_from(std::string_view name);

/// What an earmark is a part of; the same names stand in ledger.earmark.
inline constexpr std::array<std::string_view, 2> earmark_bases{"contributions_last_year",
                                                               "interest_last_year"};

/// A part of last year's income that belongs to a purse, or that may at most be brought into it.
struct Earmark {
  std::string name;  // "reintegration"
  std::string purse;
  EarmarkBound bound = EarmarkBound::at_least;
  int hundredths_of_percent = 0;  // 1000: ten percent
  std::string base;
  bool operator==(const Earmark&) const = default;
};

/// 1000 for "10%", 1250 for "12.5%"; and back. Nothing for more than 100 percent or two decimals.
std::optional<int> percent_from(std::string_view text);
std::string percent_text(int hundredths);

/// Refused: a name twice, or a purse that is not one of the file's undivided purses.
Result<void> check_earmarks(const std::vector<Earmark>& earmarks,
                            const std::vector<PurseTerms>& purses);

/// The part of the base that the earmark speaks of: at least that much, rounded up; at most that
/// much, rounded down.
Money bound_of(const Earmark& earmark, const Money& base);

/// An earmark of one year in figures, all in its purse's currency.
struct EarmarkFigures {
  Earmark earmark;
  int year = 0;
  Money base;                      // income of the year before
  Money bound;                     // the part of it
  Money set_aside;                 // confirmed fundings of the purse that count towards the year
  std::vector<Money> not_counted;  // income in currencies whose rate the books do not know

  [[nodiscard]] Money missing() const;    // of an at_least; zero for others
  [[nodiscard]] Money remaining() const;  // of an at_most; zero for others
};

/// Refused when the funding would bring more into the purse than the earmark allows.
Result<void> check_ceiling(const EarmarkFigures& figures, const Money& funding);
/// Refused when less was set aside than the earmark asks for.
Result<void> check_floor(const EarmarkFigures& figures);

}  // namespace haven::ledger
