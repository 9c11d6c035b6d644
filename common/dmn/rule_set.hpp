#pragma once
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

/// Sets of rules of one decision table, 64 to a word.
namespace haven::dmn {

using RuleWords = std::span<std::uint64_t>;

constexpr std::size_t words_for(std::size_t rules) {
  return (rules + 63) / 64;
}

class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(std::size_t rules) : words_(words_for(rules)) {}
  void add(std::size_t rule) { words_[rule / 64] |= bit(rule); }
  [[nodiscard]] bool has(std::size_t rule) const { return (words_[rule / 64] & bit(rule)) != 0; }
  [[nodiscard]] const std::vector<std::uint64_t>& words() const { return words_; }
  bool operator==(const RuleSet&) const = default;

  static constexpr std::uint64_t bit(std::size_t rule) { return std::uint64_t{1} << (rule % 64); }

 private:
  std::vector<std::uint64_t> words_;
};

/// Calls `visit(rule)` for each rule of the set, rising, until it says false.
template <class Visit>
void for_each_rule(std::span<const std::uint64_t> words, Visit&& visit) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::uint64_t left = words[i]; left != 0; left &= left - 1) {
      if (!visit(i * 64 + static_cast<std::size_t>(std::countr_zero(left)))) return;
    }
  }
}

}  // namespace haven::dmn
