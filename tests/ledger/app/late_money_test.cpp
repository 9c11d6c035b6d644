// Money that two people brought into a closed year, and what is taken out of that year again: an
// order that left before its award was withdrawn, or a payee's money that is not the purse's.
#include "tests/ledger/app/budget_books.hpp"
#include "tests/ledger/app/others.hpp"

namespace haven::ledger {
namespace {

struct LateMoney : testing::Test {
  OthersBooks books;
  int brought = 0;

  // Of 2024, which has closed: "paid" was awarded 100.
  void SetUp() override {
    ASSERT_TRUE(books.run([&](db::Transaction& tx) {
      return ensure_purses(tx, "owwa", BudgetBooks::budget_terms(), books.today, books.now);
    }));
    bring(100);
    ASSERT_EQ(award("paid", 100), "reserved");
    books.today = *date_from("2025-04-01");
  }
  void bring(std::int64_t minor) {
    const auto asked = books.run([&](db::Transaction& tx) {
      return request_funding(tx,
                             {"owwa", "help_2024", money(minor, "PHP"),
                              "budget " + std::to_string(++brought), "budget", "ana"},
                             books.today, books.now);
    });
    ASSERT_TRUE(asked);
    ASSERT_TRUE(books.confirm(asked->id, "ben"));
  }
  std::string award(const std::string& name, std::int64_t minor) {
    auto awarded = Books::award(name, minor);
    awarded.mutable_line()->set_benefit("calamity");
    awarded.set_arose_on("2024-12-31");
    EXPECT_TRUE(books.reserve(awarded, books.now));
    books.now += std::chrono::seconds{1};
    return books.state_of(name);
  }
  void expire() {
    ASSERT_TRUE(books.run([&](db::Transaction& tx) {
      const auto asked =
          request_expiry(tx, {"owwa", "help_2024", "over", "ana"}, books.today, books.now);
      return confirm_expiry(tx, {"owwa", asked->id, "ben"}, books.today, books.now);
    }));
  }
  void expect_payable(std::int64_t minor) {
    if (minor > 0) {
      EXPECT_EQ(award("within", minor), "reserved");
    }
    EXPECT_EQ(award("beyond", 1), "short");
    EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
  }
};

TEST_F(LateMoney, ThatAReinstatedAwardTookPaysNoOther) {
  ASSERT_TRUE(books.withdraw("paid"));
  expire();
  bring(100);
  ASSERT_TRUE(books.order(OrderEvent::released, "paid", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::returned, "paid", "HV1", 100));  // held back
  expect_payable(0);
}

TEST_F(LateMoney, BeyondWhatAReinstatedAwardTookStays) {
  ASSERT_TRUE(books.withdraw("paid"));
  expire();
  bring(101);
  ASSERT_TRUE(books.order(OrderEvent::released, "paid", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::returned, "paid", "HV1", 100));
  expect_payable(1);
}

TEST_F(LateMoney, StaysWhereWhatIsHeldBackCoversAReinstatedAward) {
  ASSERT_TRUE(books.withdraw("paid"));
  bring(50);
  ASSERT_TRUE(books.order(OrderEvent::released, "paid", "HV1", 100));
  expect_payable(50);
}

TEST_F(LateMoney, ThatWentBackToAPayeePaysNoAward) {
  const auto debt = OthersBooks::receivable("paid", 100, "overpayment");
  ASSERT_TRUE(books.order(OrderEvent::released, "paid", "HV1", 100));
  ASSERT_TRUE(books.order(OrderEvent::settled, "paid", "HV1", 100));
  ASSERT_TRUE(books.raise(debt));
  ASSERT_TRUE(books.reduce(debt, "set off", 100, "set_off"));
  expire();
  bring(101);
  ASSERT_TRUE(books.undo(debt, "set off", 100));
  ASSERT_TRUE(books.reduce(debt, "again", 100, "set_off"));  // held back
  EXPECT_EQ(award("within", 1), "reserved");
  EXPECT_EQ(award("beyond", 1), "short");
}

}  // namespace
}  // namespace haven::ledger
