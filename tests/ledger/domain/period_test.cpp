#include "services/ledger/domain/period.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

Date day(const char* text) {
  return date_from(text).value();
}

std::string refusal(PeriodStep step, const char* month, const char* today, const char* first_booked,
                    const char* last_closed) {
  PeriodFacts facts;
  facts.today = day(today);
  if (*first_booked != '\0') facts.first_booked = month_from(first_booked);
  if (*last_closed != '\0') facts.last_closed = month_from(last_closed);
  const auto checked = check_step(step, *month_from(month), facts);
  return checked ? "" : checked.error().code;
}

TEST(Period, IsNamedByItsMonth) {
  EXPECT_EQ(month_of(day("2024-02-29")), day("2024-02-01"));
  EXPECT_EQ(month_after(day("2024-12-01")), day("2025-01-01"));
  EXPECT_EQ(month_text(day("2024-02-01")), "2024-02");
  EXPECT_EQ(month_from("2024-02"), day("2024-02-01"));
  for (const char* wrong : {"", "2024", "2024-13", "2024-2", "2024-02-01", "2024/02"}) {
    EXPECT_FALSE(month_from(wrong)) << wrong;
  }
}

TEST(Period, IsClosedWhenItIsOverAndInOrder) {
  const auto close = PeriodStep::close;
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "2024-05", ""), "");
  EXPECT_EQ(refusal(close, "2024-05", "2024-05-31", "2024-05", ""), "period_is_not_over");
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "2024-04", ""), "periods_close_in_order");
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "2024-04", "2024-04"), "");
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "2024-04", "2024-03"),
            "periods_close_in_order");
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "2024-04", "2024-05"), "period_is_closed");
  EXPECT_EQ(refusal(close, "2024-05", "2024-06-01", "", ""), "books_are_empty");
}

TEST(Period, IsReopenedFromTheLastOneBack) {
  const auto reopen = PeriodStep::reopen;
  EXPECT_EQ(refusal(reopen, "2024-05", "2024-06-01", "2024-04", "2024-05"), "");
  EXPECT_EQ(refusal(reopen, "2024-04", "2024-06-01", "2024-04", "2024-05"),
            "later_period_is_closed");
  EXPECT_EQ(refusal(reopen, "2024-06", "2024-06-01", "2024-04", "2024-05"), "period_is_open");
  EXPECT_EQ(refusal(reopen, "2024-05", "2024-06-01", "2024-05", ""), "period_is_open");
}

TEST(Period, IsNotClosedWhileSomethingOfItIsOpen) {
  EXPECT_TRUE(check_open_items({}));
  EXPECT_EQ(check_open_items({1, 0, 0}).error().code, "entries_are_not_sealed");
  EXPECT_EQ(check_open_items({0, 1, 0}).error().code, "fundings_wait");
  EXPECT_EQ(check_open_items({0, 0, 1}).error().code, "events_are_not_booked");
  const auto lines = check_open_items({.unassigned_lines = 3});
  EXPECT_EQ(lines.error().code, "bank_lines_are_unassigned");
  EXPECT_EQ(lines.error().detail.substr(0, 2), "3 ");
}

}  // namespace
}  // namespace haven::ledger
