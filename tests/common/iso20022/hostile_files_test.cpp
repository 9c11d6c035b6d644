#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>

#include "common/iso20022/statement.hpp"
#include "common/iso20022/xml_output.hpp"
#include "tests/common/iso20022/bank_files.hpp"

namespace haven::iso20022 {
namespace {

std::string refusal_of(const std::string& text, const Bounds& bounds = {}) {
  const auto read = read_statement(text, bounds);
  return read.file ? "" : read.file.error().detail;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::size_t bytes_in_use() {
  const auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

TEST(HostileFile, AnEntityBombDoesNotGoOff) {
  std::string bomb = "<!DOCTYPE d [<!ENTITY a0 'ha'>\n";
  for (int i = 1; i < 30; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " '" +
            repeated("&a" + std::to_string(i - 1) + ";", 10) + "'>\n";
  }
  bomb += "]>\n<Document>&a29;</Document>";
  const std::size_t before = bytes_in_use();
  EXPECT_EQ(refusal_of(bomb), "line 1, /: a document type (<!DOCTYPE>) is not accepted");
  EXPECT_LT(bytes_in_use(), before + 1'000'000);
}

TEST(HostileFile, NothingIsFetched) {
  EXPECT_EQ(refusal_of("<?xml version='1.0'?>\n<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>"),
            "line 2, /: a document type (<!DOCTYPE>) is not accepted");
  EXPECT_EQ(refusal_of("<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>"),
            "line 1, /: a document type (<!DOCTYPE>) is not accepted");
}

TEST(HostileFile, UndeclaredEntitiesAreRefused) {
  const std::string refusal =
      refusal_of(with(sample_statement(), "Death benefit", "Death &benefit;"));
  EXPECT_TRUE(refusal.starts_with("line 31, ")) << refusal;
  EXPECT_NE(refusal.find("well-formed"), refusal.npos) << refusal;
}

TEST(HostileFile, NestingIsBounded) {
  const auto nested = [](std::size_t depth) {
    return with(sample_statement(), "<Ntry>",
                repeated("<a>", depth) + repeated("</a>", depth) + "<Ntry>");
  };
  EXPECT_EQ(refusal_of(nested(61)), "") << "three are open already";
  EXPECT_TRUE(refusal_of(nested(62)).ends_with(": elements are nested too deep"));
  EXPECT_TRUE(refusal_of(nested(300)).starts_with("line 13, /Document/BkToCstmrStmt/Stmt/a/a/"));
}

TEST(HostileFile, TextsAreBounded) {
  const auto with_text = [](std::size_t bytes) {
    return with(sample_statement(), "Death benefit", std::string(bytes, 'x'));
  };
  const Bounds bounds;
  EXPECT_EQ(refusal_of(with_text(bounds.text_bytes)), "");
  EXPECT_EQ(refusal_of(with_text(bounds.text_bytes + 1)).substr(0, 8), "line 31,");
  EXPECT_TRUE(refusal_of(with_text(bounds.text_bytes + 1)).ends_with("longer than 16384 bytes"));
  EXPECT_TRUE(refusal_of(with_text(5'000'000)).ends_with("longer than 16384 bytes"));
}

TEST(HostileFile, TagsAndCommentsAreBounded) {
  const auto with_comment = [](std::size_t bytes) {
    return with(sample_statement(), "<Stmt>", "<!--" + std::string(bytes, 'x') + "--><Stmt>");
  };
  EXPECT_EQ(refusal_of(with_comment(30'000)), "");
  EXPECT_TRUE(refusal_of(with_comment(200'000)).ends_with(": a tag or comment is too long"));
  const std::string tag =
      with(sample_statement(), "<Stmt>", "<Stmt x='" + std::string(200'000, 'x') + "'>");
  EXPECT_TRUE(refusal_of(tag).ends_with(": a tag or comment is too long"));
  const std::string name = with(sample_statement(), "<Stmt>", "<" + std::string(200'000, 'x'));
  EXPECT_NE(refusal_of(name), "");
}

TEST(HostileFile, TheWholeFileIsBounded) {
  Bounds bounds;
  bounds.file_bytes = sample_statement().size();
  EXPECT_EQ(refusal_of(sample_statement(), bounds), "");
  --bounds.file_bytes;
  EXPECT_NE(refusal_of(sample_statement(), bounds).find("the file is longer than"),
            std::string::npos);
}

TEST(HostileFile, WhatIsNoXmlIsRefused) {
  EXPECT_EQ(refusal_of(""), "line 1, /: the file is empty");
  for (const char* text :
       {"x", "statement_id,reference\n1,2\n", "PK\x03\x04", "<", "<a", " ", "{\"Document\":{}}",
        "<a></b>", "<a/><b/>", "<a>\x01</a>", "<?xml version='1.0' encoding='none-such'?><a/>"}) {
    EXPECT_NE(refusal_of(text), "") << text;
  }
  EXPECT_NE(refusal_of(sample_statement() + "<Document/>"), "");
  EXPECT_NE(refusal_of(sample_statement() + "rest"), "");
  EXPECT_EQ(refusal_of(sample_statement() + "\n"), "");
  EXPECT_NE(refusal_of(with(sample_statement(), "Maria", "Mar\xFF")), "") << "no UTF-8";
}

TEST(HostileFile, CutAtAnyByteItIsNeverAccepted) {
  for (const std::string& text :
       {sample_statement(), sample_notification(), "\xEF\xBB\xBF" + sample_statement()}) {
    for (std::size_t length = 0; length < text.size(); length += 7) {
      EXPECT_FALSE(read_statement(text.substr(0, length)).file) << length;
    }
    EXPECT_FALSE(read_statement(text.substr(0, text.size() - 1)).file);
  }
  const std::string report = sample_status_report();
  for (std::size_t length = 0; length < report.size(); length += 7) {
    EXPECT_FALSE(read_report(report.substr(0, length)).file) << length;
  }
  EXPECT_TRUE(read_report(report).file);
}

TEST(HostileFile, RefusalsHoldNoTextOfTheFile) {
  const std::string secret = "Maria Santos";
  for (const char* part : {"300.00", "DBIT", "BOOK", "2024-05-14", "OPBD", "USD"}) {
    const std::string refusal = refusal_of(with(sample_statement(), part, secret));
    EXPECT_EQ(refusal.find("Maria"), refusal.npos) << refusal;
  }
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
