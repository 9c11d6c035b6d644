#include "tests/support/bank/mode.hpp"

#include <algorithm>
#include <array>

#include "common/core/hash.hpp"

namespace haven::bank {
namespace {

struct Row {
  Mode mode;
  std::string_view name;
};

constexpr auto rows = std::to_array<Row>({
    {Mode::plain, "plain"},
    {Mode::reject, "reject"},
    {Mode::timeout, "timeout"},
    {Mode::contradict, "contradict"},
    {Mode::contradict_unpaid, "contradict_unpaid"},
    {Mode::late_reject, "late_reject"},
    {Mode::silent, "silent"},
    {Mode::lost, "lost"},
    {Mode::reorder, "reorder"},
    {Mode::duplicate, "duplicate"},
    {Mode::batch_booked, "batch_booked"},
    {Mode::batch_bare, "batch_bare"},
});

constexpr auto modes = [] {
  std::array<Mode, rows.size()> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i].mode;
  return all;
}();

// A number from a text, evenly spread and the same on every machine.
std::uint64_t number_from(const std::string& text) {
  std::uint64_t number = 0;
  for (const char c : sha256(text).substr(0, 8)) {
    number = number << 8 | static_cast<unsigned char>(c);
  }
  return number;
}

const Mode* mode_by_ending(const Habits& habits, std::string_view account) {
  const Mode* found = nullptr;
  std::size_t length = 0;
  for (const auto& [ending, mode] : habits.endings) {
    if (!account.ends_with(ending) || ending.size() < length) continue;
    found = &mode;
    length = ending.size();
  }
  return found;
}

}  // namespace

std::string_view name_of(Mode mode) {
  return std::ranges::find(rows, mode, &Row::mode)->name;
}

std::optional<Mode> mode_from(std::string_view name) {
  const auto* row = std::ranges::find(rows, name, &Row::name);
  if (row == rows.end()) return {};
  return row->mode;
}

std::span<const Mode> all_modes() {
  return modes;
}

std::vector<Step> steps_of(Mode mode, int late_days) {
  using enum When;
  using enum Deed;
  switch (mode) {
    case Mode::reject:
      return {{at_once, 0, say_rejected}};
    case Mode::timeout:
      return {{at_once, 0, debit}, {asked, 0, say_done}, {asked, 0, book}};
    case Mode::contradict:
      return {{at_once, 0, debit},
              {at_once, 0, say_rejected},
              {next_pass, 0, say_done},
              {next_pass, 0, book}};
    case Mode::contradict_unpaid:
      return {{at_once, 0, say_done}, {next_pass, 0, say_rejected}};
    case Mode::late_reject:
      return {{at_once, 0, debit},
              {at_once, 0, say_accepted},
              {at_once, 0, book},
              {days_later, late_days, give_back}};
    case Mode::silent:
      return {{at_once, 0, debit}, {days_later, 1, book_quietly}};
    case Mode::lost:
      return {};
    case Mode::plain:
    case Mode::reorder:
    case Mode::duplicate:
    case Mode::batch_booked:
    case Mode::batch_bare:
      break;
  }
  return {{at_once, 0, debit}, {at_once, 0, say_accepted}, {at_once, 0, book}};
}

Mode mode_of(const Habits& habits, std::string_view reference, std::string_view payee_account) {
  if (const Mode* mode = mode_by_ending(habits, payee_account)) return *mode;
  std::uint64_t sum = 0;
  for (const auto& [mode, weight] : habits.weights) sum += static_cast<std::uint64_t>(weight);
  if (sum == 0) return Mode::plain;
  std::uint64_t drawn =
      number_from(std::to_string(habits.seed) + '/' + std::string{reference}) % sum;
  for (const auto& [mode, weight] : habits.weights) {
    if (drawn < static_cast<std::uint64_t>(weight)) return mode;
    drawn -= static_cast<std::uint64_t>(weight);
  }
  return Mode::plain;
}

std::string_view reason_for(std::string_view payee_account) {
  static constexpr std::array reasons = {"AC04", "AC01", "AC06", "BE01", "RC04"};
  return reasons.at(number_from(std::string{payee_account}) % reasons.size());
}

}  // namespace haven::bank
