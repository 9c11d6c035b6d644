#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/iso20022/amounts.hpp"
#include "common/iso20022/latin_text.hpp"
#include "common/iso20022/parties.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::string_view set_x =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

TEST(BankText, KeepsWhatBanksPrint) {
  EXPECT_EQ(bank_text("Maria Santos-Cruz (Jr.)", 70), "Maria Santos-Cruz (Jr.)");
  EXPECT_EQ(bank_text(set_x, 70), set_x.substr(0, 70));
}

TEST(BankText, DropsMarksAndOpensLigatures) {
  EXPECT_EQ(bank_text("Jos\u00E9 Pe\u00F1a", 70), "Jose Pena");
  EXPECT_EQ(bank_text("Stra\u00DFe \u00C6r\u00F8 \u0141\u00F3d\u017A \u0130\u015F\u0131k", 70),
            "Strasse AEro Lodz Isik");
  EXPECT_EQ(bank_text("Nguy\u1EC5n Th\u1ECB", 70), "Nguyen Thi");
}

TEST(BankText, RomanisesOtherScripts) {
  EXPECT_EQ(bank_text("\uAE40\uBBFC\uC900", 70), "gimminjun");
  EXPECT_EQ(bank_text("\u0930\u093E\u092E", 70), "rama");
  EXPECT_EQ(bank_text("\u0418\u0432\u0430\u043D", 70), "Ivan");
  for (const char* name :
       {"\u0645\u062D\u0645\u062F", "\u0DC3\u0DD2\u0D82\u0DC4\u0DBD", "\u09B0\u09B9\u09BF\u09AE",
        "\u0BA4\u0BAE\u0BBF\u0BB4\u0BCD", "\u6797\u6DD1\u83EF"}) {
    EXPECT_FALSE(bank_text(name, 70).empty()) << name;
  }
}

TEST(BankText, RomanisesSinhalaAsWell) {
  EXPECT_EQ(bank_text("\u0DC3\u0DD2\u0D82\u0DC4\u0DBD", 70), "sinhala");
  EXPECT_EQ(bank_text("\u0D9A\u0DB8\u0DBD\u0DCF", 70), "kamala");
  EXPECT_EQ(bank_text("\u0DC1\u0DCA\u200D\u0DBB\u0DD3 \u0DBD\u0D82\u0D9A\u0DCF", 70), "sri lanka");
  for (char16_t letter = 0x0D85; letter <= 0x0DC6; ++letter) {
    std::string name{"\u0D85"};
    name[1] = static_cast<char>(0x80 | (letter >> 6 & 0x3F));
    name[2] = static_cast<char>(0x80 | (letter & 0x3F));
    const bool is_assigned = letter != 0x0D97 && letter != 0x0D98 && letter != 0x0D99 &&
                             letter != 0x0DB2 && letter != 0x0DBC && letter != 0x0DBE &&
                             letter != 0x0DBF;
    const bool is_of_old_books = letter >= 0x0D8E && letter <= 0x0D90;
    if (!is_assigned || is_of_old_books) continue;
    EXPECT_NE(bank_text(name, 70), "") << name;
  }
}

TEST(BankText, IsEmptyRatherThanHalfAName) {
  EXPECT_EQ(bank_text("Mr. \u1780\u1781", 70), "") << "Khmer has no rules";
  EXPECT_EQ(bank_text("Ana \U0001F642", 70), "Ana") << "a picture is no letter";
  EXPECT_EQ(bank_text("An\u200Da", 70), "Ana");
}

TEST(BankText, PutsOtherSignsIntoTheSet) {
  EXPECT_EQ(bank_text("A & B_C @ [D] {E} <F> \\ | \"G\" H;I", 70),
            "A + B-C (at) (D) (E) (F) / / 'G' H,I");
  EXPECT_EQ(bank_text("a\u2013b \u201Cc\u201D d\u2026", 70), "a-b 'c' d...");
  EXPECT_EQ(bank_text("a#*\u20AC!b", 70).find_first_not_of(set_x), std::string::npos);
}

TEST(BankText, NeverBeginsOrEndsAsBanksForbid) {
  EXPECT_EQ(bank_text(" /:-a/ ", 70), "a");
  EXPECT_EQ(bank_text("a////b   c", 70), "a/b c");
  EXPECT_EQ(bank_text("abc/def", 4), "abc");
}

TEST(BankText, CutsAtTheLength) {
  EXPECT_EQ(bank_text(std::string(71, 'n'), 70), std::string(70, 'n'));
  EXPECT_EQ(bank_text(std::string(69, 'n') + "\u00DF", 70), std::string(69, 'n') + "s");
}

TEST(BankText, IsEmptyWithoutALetterOrDigit) {
  for (const char* text : {"", " ", "...", "?", "\U0001F642", "\u200B", "\x01\x02", "()"}) {
    EXPECT_EQ(bank_text(text, 70), "") << text;
  }
}

RC_GTEST_PROP(BankTextProperty, StaysInTheSetAndTheLength, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const auto length = *rc::gen::inRange<std::size_t>(1, 141);
  const std::string written = bank_text(text, length);
  RC_ASSERT(written.size() <= length);
  RC_ASSERT(written.find_first_not_of(set_x) == std::string::npos);
  RC_ASSERT(written.find("//") == std::string::npos);
  RC_ASSERT(bank_text(written, length) == written);
}

RC_GTEST_PROP(BankTextProperty, KeepsANameWithALatinLetter, ()) {
  const auto before = *rc::gen::container<std::string>(rc::gen::inRange<char>(0x01, 0x7F));
  RC_ASSERT(!bank_text("a" + before, 70).empty());
}

TEST(BankReference, HasItsForm) {
  EXPECT_TRUE(is_bank_reference("HV7KQ2ABCDEFGHIJKLMNOP"));
  EXPECT_TRUE(is_bank_reference("A/1-2.3"));
  EXPECT_TRUE(is_bank_reference(std::string(35, 'A')));
  for (const std::string& text :
       {std::string{}, std::string(36, 'A'), std::string{"/A"}, std::string{"A/"},
        std::string{"A//B"}, std::string{"A B"}, std::string{"\u00C4"}, std::string{"A\nB"}}) {
    EXPECT_FALSE(is_bank_reference(text)) << text;
  }
}

TEST(Iban, HasItsCheckDigits) {
  for (const char* iban :
       {"DE89370400440532013000", "GB82WEST12345698765432", "PK36SCBL0000001123456702",
        "JO94CBJO0010000000000131000302", "NO9386011117947"}) {
    EXPECT_TRUE(is_iban(iban)) << iban;
  }
  for (const char* iban : {"", "DE89 3704 0044 0532 0130 00", "de89370400440532013000",
                           "DE88370400440532013000", "DE8937040044053201300", "8989370400440532013",
                           "NO938601111794", "DE89370400440532013000DE89370400440532013000"}) {
    EXPECT_FALSE(is_iban(iban)) << iban;
  }
}

TEST(Bic, HasItsForm) {
  EXPECT_TRUE(is_bic("DEUTDEFF"));
  EXPECT_TRUE(is_bic("DEUTDEFF500"));
  for (const char* bic : {"", "DEUTDEF", "DEUTDEFF5", "deutdeff", "DEUT1EFF", "DEUTDEFF5000"}) {
    EXPECT_FALSE(is_bic(bic)) << bic;
  }
}

TEST(BankAmount, ReadsEveryFormOfADecimal) {
  struct Row {
    const char* text;
    const char* currency;
    std::optional<std::int64_t> minor;
  };
  const std::vector<Row> rows = {
      {"0", "USD", 0},
      {"1", "USD", 100},
      {"1.", "USD", 100},
      {".5", "USD", 50},
      {"1.2", "USD", 120},
      {"1.23", "USD", 123},
      {"1.23000", "USD", 123},
      {" 1.23 ", "USD", 123},
      {"+1.23", "USD", 123},
      {"-0", "USD", 0},
      {"-0.000", "USD", 0},
      {"00000000000000000000001", "USD", 100},
      {"92233720368547758.07", "USD", INT64_MAX},
      {"92233720368547758.08", "USD", {}},
      {"100000000000000000000000", "USD", {}},
      {"1.234", "USD", {}},
      {"1.00001", "USD", {}},
      {"-0.01", "USD", {}},
      {"1 000", "USD", {}},
      {"1,000", "USD", {}},
      {"1.0.0", "USD", {}},
      {"--1", "USD", {}},
      {"1e2", "USD", {}},
      {"INF", "USD", {}},
      {"", "USD", {}},
      {"+", "USD", {}},
      {".", "USD", {}},
      {"1500", "KRW", 150000},
      {"1500.00", "KRW", 150000},
      {"1500.50", "KRW", {}},
      {"1.230", "JOD", 123},
      {"1.234", "JOD", {}},
      {"1", "XXX", {}},
      {"1", "", {}},
  };
  for (const Row& row : rows) {
    const auto amount = amount_from(row.text, row.currency);
    EXPECT_EQ(amount.has_value(), row.minor.has_value()) << row.text << ' ' << row.currency;
    if (!amount || !row.minor) continue;
    EXPECT_EQ(amount->minor(), *row.minor) << row.text;
  }
}

RC_GTEST_PROP(BankAmountProperty, ReadsBackWhatItWrites, ()) {
  const auto minor = *rc::gen::inRange<std::int64_t>(0, amount_minor_max);
  const Money amount = money(minor, *rc::gen::element("USD", "PHP", "EUR", "JOD"));
  RC_ASSERT(amount_from(*amount_text(amount), amount.currency().code()) == amount);
  const Money won = money(minor - minor % 100, "KRW");
  RC_ASSERT(amount_from(*amount_text(won), "KRW") == won);
}

}  // namespace
}  // namespace haven::iso20022
