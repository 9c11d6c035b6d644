#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

/// "fee 25.00 USD, total 25.00 USD" or "refuse age_limit".
std::string price(const std::string& contribution, const Case& facts) {
  const SmallPack small{"contribution:\n" + contribution + "benefits:\n" + grant("amount: \"1\"")};
  const Decision decision = decide(small.load(), facts);
  if (!decision.lines.empty()) return outcome_of(decision, "fund", "cover");
  std::string text;
  for (const QuoteLine& each : decision.quote) {
    text += (text.empty() ? "" : ", ") + each.item + " " + decimal_text(each.amount) + " " +
            each.amount.currency().code();
  }
  return text;
}

Case asked(const char* today) {
  Case facts;
  facts.pack = "small";
  facts.ask = "quote";
  facts.today = day(today);
  facts.registrations.resize(1);
  facts.registrations[0].scheme = "fund";
  facts.registrations[0].kind = "new";
  return facts;
}

TEST(Quote, AddsTheItemsWhoseConditionHolds) {
  const std::string rules = R"(  items:
    - {item: fee, amount: "20", source: law}
    - {item: tax, when: registration.kind = "renewal", amount: 20 * 0.05, source: law}
)";
  Case facts = asked("2024-01-01");
  EXPECT_EQ(price(rules, facts), "fee 20.00 USD, total 20.00 USD");
  facts.registrations[0].kind = "renewal";
  EXPECT_EQ(price(rules, facts), "fee 20.00 USD, total 21.00 USD, tax 1.00 USD");
  facts.registrations.push_back(facts.registrations[0]);
  EXPECT_EQ(price(rules, facts), "fee 40.00 USD, total 42.00 USD, tax 2.00 USD");
}

TEST(Quote, TakesTheRateInForceOnTheDayAsked) {
  const std::string rules = R"(  items:
    - item: fee
      versions:
        - {from: 2020-01-01, until: 2021-12-31, amount: "20", source: law}
        - {from: 2022-01-01, until: 2022-12-31, no_rate: true, source: law}
        - {from: 2023-01-01, amount: "30", source: law}
)";
  EXPECT_EQ(price(rules, asked("2019-12-31")), "refuse no_rate");
  EXPECT_EQ(price(rules, asked("2020-01-01")), "fee 20.00 USD, total 20.00 USD");
  EXPECT_EQ(price(rules, asked("2021-12-31")), "fee 20.00 USD, total 20.00 USD");
  EXPECT_EQ(price(rules, asked("2022-01-01")), "refuse no_rate");
  EXPECT_EQ(price(rules, asked("2022-12-31")), "refuse no_rate");
  EXPECT_EQ(price(rules, asked("2023-01-01")), "fee 30.00 USD, total 30.00 USD");
}

TEST(Quote, OfAnItemCalledTotalIsOnlyThat) {
  EXPECT_EQ(price("  items: [{item: total, amount: \"275\", source: law}]\n", asked("2024-01-01")),
            "total 275.00 USD");
}

TEST(Quote, NamesTheCurrencyOfTheItem) {
  EXPECT_EQ(price("  items: [{item: fee, amount: \"25\", currency: PHP, source: law}]\n",
                  asked("2024-01-01")),
            "fee 25.00 PHP, total 25.00 PHP");
}

TEST(Quote, RefusesWhoCannotBeCovered) {
  const std::string rules = R"(  tests:
    - {rule: age_is_right, stage: age, needs: 'age(member.born, today) in [18..58]', refuse: age_limit, source: law}
  items: [{item: fee, when: 'registration.term_months != 99', amount: 10 * registration.term_months, source: law}]
)";
  Case facts = asked("2024-06-15");
  facts.registrations[0].term_months = 24;
  facts.member.born = day("2006-06-16");
  EXPECT_EQ(price(rules, facts), "refuse age_limit");
  facts.member.born = day("2006-06-15");
  EXPECT_EQ(price(rules, facts), "fee 240.00 USD, total 240.00 USD");
  facts.member.born = day("1965-06-16");
  EXPECT_EQ(price(rules, facts), "fee 240.00 USD, total 240.00 USD");
  facts.member.born = day("1965-06-15");
  EXPECT_EQ(price(rules, facts), "refuse age_limit");
  facts.member.born.reset();
  EXPECT_EQ(price(rules, facts), "refer committee_decides");

  facts.member.born = day("1990-01-01");
  facts.registrations[0].term_months.reset();
  EXPECT_EQ(price(rules, facts), "refuse no_rate");
  facts.registrations[0].term_months = 99;
  EXPECT_EQ(price(rules, facts), "refuse no_rate");
}

TEST(Contribution, IsTheTotalWhereTheFundCollectsIt) {
  const auto due = [](const char* collected, const char* items) {
    const SmallPack small{std::string{"contribution:\n  collected: "} + collected + "\n  items: [" +
                          items + "]\nbenefits:\n" + grant("amount: \"1\"")};
    const auto pack = small.load();
    EXPECT_EQ(schemes_of(*pack)[0].collected, std::string{collected} == "true");
    return contribution_due(*pack, "fund", "new", day("2024-01-01"));
  };
  const char* fee = "{item: fee, amount: \"20\", source: law}";
  EXPECT_EQ(due("true", fee), money(20'00, "USD"));
  EXPECT_EQ(due("false", fee), std::nullopt);
  EXPECT_EQ(due("true",
                "{item: fee, amount: \"20\", source: law}, "
                "{item: tax, amount: \"1.5\", source: law}"),
            money(21'50, "USD"));
  EXPECT_EQ(due("true",
                "{item: fee, amount: \"20\", source: law}, "
                "{item: tax, amount: \"1\", currency: PHP, source: law}"),
            std::nullopt);
}

TEST(Contribution, GoesByEverythingThatIsKnownOfTheCase) {
  const SmallPack small{R"(contribution:
  items: [{item: fee, amount: 'if age(member.born, today) < 30 then 10 else 20', source: law}]
benefits:
)" + grant("amount: \"1\"")};
  Case facts = asked("2024-06-15");
  facts.member.born = day("1994-06-16");
  EXPECT_EQ(contribution_due(*small.load(), facts.registrations[0], facts), money(10'00, "USD"));
  facts.member.born = day("1994-06-15");
  EXPECT_EQ(contribution_due(*small.load(), facts.registrations[0], facts), money(20'00, "USD"));
}

}  // namespace
}  // namespace haven::scheme
