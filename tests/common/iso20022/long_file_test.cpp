#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>

#include "common/iso20022/statement.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

constexpr const char* no_heap = "a sanitizer keeps a heap of its own, which is not counted";

std::size_t bytes_in_use() {
  const auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

// A statement that is made while it is read: one entry with so many transactions.
class Endless {
 public:
  explicit Endless(std::size_t details) : left_(details) {
    const std::string text = sample_statement();
    const auto first = text.find("<TxDtls>");
    const auto end = text.rfind("</NtryDtls>");
    part_ = with(text.substr(0, first), "<Cd>CLBD</Cd>", "<Cd>CLAV</Cd>");
    detail_ =
        "<TxDtls><Refs><EndToEndId>HV0001</EndToEndId></Refs><Amt Ccy='USD'>0.01</Amt>"
        "<RmtInf><Ustrd>" +
        std::string(140, 'x') + "</Ustrd></RmtInf></TxDtls>\n";
    tail_ = text.substr(end);
  }
  std::size_t operator()(std::span<char> space) {
    if (at_ == part_.size()) go_on();
    const std::size_t count = part_.copy(space.data(), space.size(), at_);
    at_ += count;
    bytes_ += count;
    return count;
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  void go_on() {
    if (left_ == 0 && tail_.empty()) return;
    part_ = left_ > 0 ? detail_ : std::exchange(tail_, "");
    if (left_ > 0) --left_;
    at_ = 0;
  }

  std::size_t left_;
  std::string part_;
  std::string detail_;
  std::string tail_;
  std::size_t at_ = 0;
  std::size_t bytes_ = 0;
};

TEST(LongFile, ReadingTakesTheSameMemoryAtAnyLength) {
  if (bytes_in_use() == 0) GTEST_SKIP() << no_heap;
  Endless statement{220'000};
  std::int64_t details = 0;
  std::size_t least = SIZE_MAX;
  std::size_t most = 0;
  StatementHandlers handlers;
  handlers.detail = [&](const Detail&) -> Result<void> {
    if (++details % 1000 != 0) return {};
    least = std::min(least, bytes_in_use());
    most = std::max(most, bytes_in_use());
    return {};
  };
  const auto file =
      read_statements([&](std::span<char> space) { return statement(space); }, handlers);
  ASSERT_TRUE(file) << file.error().detail;
  EXPECT_GT(statement.bytes(), 50'000'000U);
  EXPECT_EQ(details, 220'000);
  EXPECT_LT(most - least, 100'000U) << "between the first thousand and the last";
}

TEST(LongFile, WritingTakesTheSameMemoryAtAnyLength) {
  if (bytes_in_use() == 0) GTEST_SKIP() << no_heap;
  constexpr int count = 100'000;
  std::size_t bytes = 0;
  auto file = PaymentFile::begin(sample_header(count, money(count, "USD")),
                                 [&](std::string_view part) { bytes += part.size(); });
  ASSERT_TRUE(file) << file.error().detail;
  std::size_t least = SIZE_MAX;
  std::size_t most = 0;
  for (int i = 0; i < count; ++i) {
    ASSERT_TRUE(file->add(sample_transfer(i, money(1, "USD"))));
    if (i % 1000 != 999) continue;
    least = std::min(least, bytes_in_use());
    most = std::max(most, bytes_in_use());
  }
  ASSERT_TRUE(file->finish());
  EXPECT_GT(bytes, 40'000'000U);
  EXPECT_LT(most - least, 100'000U);
}

}  // namespace
}  // namespace haven::iso20022
