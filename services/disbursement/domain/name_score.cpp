#include "services/disbursement/domain/name_score.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace haven::disbursement {
namespace {

constexpr int whole = 100;        // a word that is the same
constexpr int initial = 85;       // "M" for "Maria"
constexpr int word_min = 55;      // less alike counts as another word
constexpr int missing_costs = 8;  // for each word that only one of the names has
constexpr int unlikely_max = 50;  // for names that share no whole word, or of which one is one word

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// How many letters must be put in, left out or replaced.
int edits_between(const std::string& one, const std::string& other) {
  std::vector<int> row(other.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= one.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const int replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

int word_score(const std::string& one, const std::string& other) {
  if (one == other) return whole;
  if (one.size() == 1 || other.size() == 1) return one[0] == other[0] ? initial : 0;
  const int longer = static_cast<int>(std::max(one.size(), other.size()));
  const int score = whole - 150 * edits_between(one, other) / longer;
  return score < word_min ? 0 : score;
}

std::string joined(const std::vector<std::string>& words) {
  return std::accumulate(words.begin(), words.end(), std::string{});
}

struct Pairs {
  int sum = 0;
  bool any_whole = false;
};

// Each word of the shorter name with another one of the longer, the most alike first.
Pairs best_pairs(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
  std::vector<std::tuple<int, std::size_t, std::size_t>> all;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    for (std::size_t j = 0; j < longer.size(); ++j) {
      if (const int score = word_score(shorter[i], longer[j])) all.emplace_back(-score, i, j);
    }
  }
  std::ranges::sort(all);
  std::vector<bool> used_short(shorter.size()), used_long(longer.size());
  Pairs pairs;
  for (const auto& [negative, i, j] : all) {
    if (used_short[i] || used_long[j]) continue;
    used_short[i] = used_long[j] = true;
    pairs.sum -= negative;
    pairs.any_whole |= -negative == whole && shorter[i].size() > 1;
  }
  return pairs;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  constexpr std::size_t words_max = 24;  // no name has more; a text that has is cut
  std::vector<std::string> words;
  std::string word;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_letter(c)) {
      word += c;
    } else if (c != '\'' && !word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(word);
  if (words.size() > words_max) words.resize(words_max);
  return words;
}

int name_score(std::string_view one, std::string_view other) {
  auto shorter = name_words(one), longer = name_words(other);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (shorter.empty()) return 0;
  if (joined(shorter) == joined(longer)) return whole;  // "Delacruz" and "Dela Cruz"
  const int count = static_cast<int>(shorter.size());
  const int missing = static_cast<int>(longer.size()) - count;
  const Pairs pairs = best_pairs(shorter, longer);
  const int score = std::max(0, pairs.sum / count - missing_costs * missing);
  const bool can_be_likely = pairs.any_whole && count > 1;
  return can_be_likely ? score : std::min(score, unlikely_max);
}

}  // namespace haven::disbursement
