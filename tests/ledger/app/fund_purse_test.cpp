#include <gtest/gtest.h>

#include "tests/ledger/app/books.hpp"

namespace haven::ledger {
namespace {

TEST(FundPurse, PostsNothingBeforeASecondPersonConfirms) {
  Books books;
  const auto funding = books.request(500, "D-1");
  ASSERT_TRUE(funding);
  EXPECT_EQ(test::value(books.database, "select count(*) from ledger.entry"), "0");
  EXPECT_EQ(books.confirm(funding->id, "ana").error().code, "funding_confirmed_by_a_second_person");
  ASSERT_TRUE(books.confirm(funding->id, "ben"));
  EXPECT_EQ(books.welfare().available, money(500, "PHP"));
  EXPECT_EQ(books.confirm(funding->id, "carl").error().code, "funding_already_confirmed");
  EXPECT_EQ(books.welfare().available, money(500, "PHP"));
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(FundPurse, TakesADepositOnce) {
  Books books;
  ASSERT_TRUE(books.request(500, "D-1"));
  EXPECT_EQ(books.request(500, "D-1").error().code, "deposit_already_noted");
  EXPECT_TRUE(books.request(500, "D-2"));
}

TEST(FundPurse, RefusesAnotherCurrencyAnUnknownPurseAndAnotherFundsFunding) {
  Books books;
  const auto in = [&](const std::string& fund, const std::string& purse, const Money& amount) {
    return books.run([&](db::Transaction& tx) {
      return request_funding(tx, {fund, purse, amount, "D", "r", "ana"}, books.today, test::noon());
    });
  };
  EXPECT_EQ(in("owwa", "welfare", money(1, "USD")).error().code, "invalid_field");
  EXPECT_EQ(in("owwa", "nothing", money(1, "PHP")).error().code, "purse_unknown");
  EXPECT_EQ(in("other", "welfare", money(1, "PHP")).error().code, "purse_unknown");
  const auto mine = books.request(1, "D");
  const auto stolen = books.run([&](db::Transaction& tx) {
    return confirm_funding(tx, {"other", mine->id, "ben"}, books.today, test::noon());
  });
  EXPECT_EQ(stolen.error().kind, ErrorKind::not_found);
}

TEST(EnsurePurses, TakesOverAFloorAndKeepsTheMoney) {
  Books books;
  books.fund(1000);
  const auto again = [&](std::int64_t floor) {
    return books.run([&](db::Transaction& tx) {
      return ensure_purses(tx, "owwa", Books::terms(floor), books.today, test::noon());
    });
  };
  ASSERT_TRUE(again(400));
  EXPECT_EQ(books.welfare().available, money(1000, "PHP"));
  ASSERT_TRUE(books.reserve("a", 601));
  EXPECT_EQ(books.state_of("a"), "short");
  ASSERT_TRUE(again(399));  // a lower floor frees money for who waits
  EXPECT_EQ(books.state_of("a"), "reserved");
  EXPECT_EQ(books.broken_rules(), std::vector<std::string>{});
}

TEST(EnsurePurses, RefusesAChangedCurrencyAndABenefitInTwoPurses) {
  Books books;
  auto terms = Books::terms(0);
  terms[0].currency = *Currency::from("USD");
  terms[0].floor = money(0, "USD");
  const auto ensure = [&] {
    return books.run([&](db::Transaction& tx) {
      return ensure_purses(tx, "owwa", terms, books.today, test::noon());
    });
  };
  EXPECT_EQ(ensure().error().code, "purse_differs");
  terms = Books::terms(0);
  terms[1].purposes.push_back({"oci", "death"});
  EXPECT_EQ(ensure().error().code, "purpose_named_twice");
}

TEST(EnsurePurses, APurposeThatIsNotNamedAnyMoreEnds) {
  Books books;
  books.fund(1000);
  auto terms = Books::terms(0);
  terms[0].purposes = {{"owwa", "burial"}};
  ASSERT_TRUE(books.run([&](db::Transaction& tx) {
    return ensure_purses(tx, "owwa", terms, books.today, test::noon());
  }));
  EXPECT_EQ(books.reserve("a", 10).error().code, "no_purse_for_benefit");
}

}  // namespace
}  // namespace haven::ledger
