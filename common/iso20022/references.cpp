#include <algorithm>

#include "common/iso20022/statement.hpp"

namespace haven::iso20022 {
namespace {

using IsOurs = std::function<bool(std::string_view)>;

bool belongs_to_a_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
}

class Collector {
 public:
  explicit Collector(const IsOurs& is_ours) : is_ours_(is_ours) {}

  void add(std::string_view whole) {
    if (whole.empty() || !is_ours_(whole)) return;
    if (std::ranges::find(found_, whole) == found_.end()) found_.emplace_back(whole);
  }

  void add_words(std::string_view text) {
    while (!text.empty()) {
      const auto* begin = std::ranges::find_if(text, belongs_to_a_word);
      const auto* end = std::find_if_not(begin, text.end(), belongs_to_a_word);
      add({begin, end});
      text = {end, text.end()};
    }
  }

  std::vector<std::string> take() && { return std::move(found_); }

 private:
  const IsOurs& is_ours_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> references_in(const Detail& detail, const IsOurs& is_ours) {
  Collector collector{is_ours};
  collector.add(detail.end_to_end_id);
  collector.add(detail.instruction_id);
  collector.add(detail.transaction_id);
  for (const std::string& reference : detail.other_references) collector.add(reference);
  for (const std::string& reference : detail.remittance_references) collector.add(reference);
  std::string joined;  // banks cut long remittances into lines without minding words
  for (const std::string& line : detail.remittance) {
    collector.add_words(line);
    joined += line;
  }
  collector.add_words(joined);
  collector.add_words(detail.additional);
  return std::move(collector).take();
}

std::vector<std::string> references_in(std::string_view text, const IsOurs& is_ours) {
  Collector collector{is_ours};
  collector.add_words(text);
  return std::move(collector).take();
}

}  // namespace haven::iso20022
