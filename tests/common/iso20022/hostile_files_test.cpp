#include <gtest/gtest.h>
#include <malloc.h>

#include "common/iso20022/statement.hpp"
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

}  // namespace
}  // namespace haven::iso20022
