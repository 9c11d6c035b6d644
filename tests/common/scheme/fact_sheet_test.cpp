#include "common/scheme/fact_sheet.hpp"

#include <rapidcheck.h>

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using feel::Kind;
using feel::Value;
using sample::day;

const Vocabulary& vocabulary() {
  static const Vocabulary made{{
      .facts = {{"balance", FactType::number},
                {"case_opened", FactType::date},
                {"declared_area", FactType::boolean},
                {"fare.amount", FactType::number},
                {"fare.currency", FactType::text},
                {"succession", FactType::text}},
      .parameters = {{"membership_months", "24"},
                     {"word", "\"twenty\" + \"-four\""},
                     {"bad", "1 +"}},
      .schemes = {"owwa", "oci"},
      .decisions = {"education_rate"},
  }};
  return made;
}

/// One case with its sheet; facts are named as packs name them.
class Seen {
 public:
  explicit Seen(Case facts, const feel::Bounds& bounds = {})
      : facts_(std::move(facts)), evaluation_(bounds), sheet(vocabulary(), facts_, evaluation_) {}

  Value value(const std::string& name) {
    const auto slot = vocabulary().names().slot_of(name);
    ensure(slot.has_value(), "a name in a test is one of the vocabulary");
    return sheet.value(*slot);
  }
  /// As FEEL's string() writes it; texts in quotes.
  std::string at(const std::string& name) { return shown(value(name)); }

  std::string evaluate(const std::string& text) {
    const auto expression = feel::Expression::compile(text, vocabulary().names());
    return expression ? shown(sheet.evaluate(*expression)) : expression.error().detail;
  }
  feel::Evaluation& evaluation() { return evaluation_; }

 private:
  static std::string shown(const Value& value) {
    if (value.is_null()) return "null";
    return value.kind() == Kind::text ? '"' + std::string{value.text()} + '"' : text_of(value);
  }
  Case facts_;
  feel::Evaluation evaluation_;

 public:
  FactSheet sheet;
};

Case quote() {
  Case facts;
  facts.pack = "ph";
  facts.ask = "quote";
  facts.today = day("2024-05-14");
  return facts;
}

Case hurt_cook() {
  Case facts = sample::death_of_a_cook();
  facts.incident.circumstances = {"workplace", "traffic"};
  facts.apply = {"education"};
  facts.stay = {day("2022-02-03"), {}, {day("2023-06-01"), day("2023-06-30")}};
  facts.impairments = {{"hand", "loss", "left", "wrist", {}, "33.5", {}}};
  facts.assessment = Assessment{"partial", money(20'000'50, "PHP"), "doctor", "12.5"};
  facts.costs = {{.head = "hospital",
                  .amount = money(1'800'50, "USD"),
                  .incurred = day("2023-08-09"),
                  .receipt = false,
                  .for_whom = "wife",
                  .days = 34,
                  .paid_elsewhere = money(300'00, "USD")},
                 {.head = "ticket"}};
  facts.award = Award{money(3'000'00, "USD"), true, day("2023-07-01"), {}};
  facts.history = {{"owwa", "burial", day("2023-08-30"), money(20'000'00, "PHP"), true}};
  facts.pauses = {{day("2023-08-20"), day("2023-08-25")}};
  facts.facts = {{"balance", "1600000.00"},
                 {"case_opened", "2018-03-01"},
                 {"declared_area", "true"},
                 {"fare.amount", "68000.00"},
                 {"fare.currency", "LKR"}};
  return facts;
}

TEST(FactSheet, KnowsTheDaysOfTheCase) {
  Seen seen{hurt_cook()};
  EXPECT_EQ(seen.at("today"), "2023-09-10");
  EXPECT_EQ(seen.at("incident.date"), "2023-08-01");
  EXPECT_EQ(seen.at("filed"), "2023-08-31");  // the incident's day plus 30
  EXPECT_EQ(seen.at("papers_complete"), "2023-08-31");
}

TEST(FactSheet, TakesStatedDaysBeforeTheirDefaults) {
  Case facts = hurt_cook();
  facts.filed = day("2023-08-05");
  EXPECT_EQ(Seen{facts}.at("papers_complete"), "2023-08-05");
  facts.papers_complete = day("2023-08-09");
  EXPECT_EQ(Seen{facts}.at("filed"), "2023-08-05");
  EXPECT_EQ(Seen{facts}.at("papers_complete"), "2023-08-09");
}

TEST(FactSheet, HasNullForWhatIsNotKnown) {
  Seen seen{quote()};
  for (const char* name : {"incident.date",
                           "incident.kind",
                           "filed",
                           "papers_complete",
                           "place",
                           "member.born",
                           "member.sex",
                           "contract.start",
                           "contract.salary.amount",
                           "contract.salary.currency",
                           "contract.employer_paid_migration",
                           "stay.home_leave.from",
                           "assessment.percent",
                           "assessment.currency",
                           "award.amount",
                           "award.final",
                           "registration.paid",
                           "cover.status",
                           "cover.ends",
                           "covers.owwa",
                           "beneficiary.id",
                           "person.married",
                           "impairment.part",
                           "impairment_percent",
                           "cost.amount",
                           "bills",
                           "facts.balance",
                           "facts.succession",
                           "education_rate"}) {
    EXPECT_EQ(seen.at(name), "null") << name;
  }
  for (const char* name : {"family", "relatives", "nominees", "costs", "history", "pauses", "apply",
                           "impairments", "registrations", "incident.circumstances"}) {
    EXPECT_EQ(seen.at(name), "[]") << name;
  }
}

TEST(FactSheet, KnowsTheWorkerTheContractAndTheIncident) {
  Seen seen{hurt_cook()};
  EXPECT_EQ(seen.at("ask"), "\"claim\"");
  EXPECT_EQ(seen.at("member.born"), "1992-11-03");
  EXPECT_EQ(seen.at("member.married"), "true");
  EXPECT_EQ(seen.at("contract.salary.amount"), "520");
  EXPECT_EQ(seen.at("contract.salary.currency"), "\"USD\"");
  EXPECT_EQ(seen.at("contract.employer_paid_migration"), "false");
  EXPECT_EQ(seen.at("stay.departed"), "2022-02-03");
  EXPECT_EQ(seen.at("stay.returned"), "null");
  EXPECT_EQ(seen.at("stay.home_leave.to"), "2023-06-30");
  EXPECT_EQ(seen.at("incident.circumstances"), R"(["workplace", "traffic"])");
  EXPECT_EQ(seen.at("apply"), R"(["education"])");
  EXPECT_EQ(seen.at("assessment.percent"), "12.5");
  EXPECT_EQ(seen.at("assessment.amount"), "20000.5");
  EXPECT_EQ(seen.at("award.final"), "true");
  EXPECT_EQ(seen.at("award.notified"), "null");
}

TEST(FactSheet, TellsHomeFromAbroad) {
  Case facts = hurt_cook();
  EXPECT_EQ(Seen{facts}.at("place"), "\"abroad\"");
  facts.incident.country = facts.member.country;
  EXPECT_EQ(Seen{facts}.at("place"), "\"home\"");
  facts.incident.country = "";
  EXPECT_EQ(Seen{facts}.at("place"), "null");
}

TEST(FactSheet, ListsThingsAsContexts) {
  Seen seen{hurt_cook()};
  EXPECT_EQ(seen.at("impairments"),
            R"([{part: "hand", kind: "loss", side: "left", at: "wrist", percent: 33.5, )"
            R"(grade: null, months: null}])");
  EXPECT_EQ(seen.at("history"),
            R"([{scheme: "owwa", benefit: "burial", date: 2023-08-30, amount: 20000, )"
            R"(currency: "PHP", household: true}])");
  EXPECT_EQ(seen.at("pauses"), "[{from: 2023-08-20, to: 2023-08-25}]");
  EXPECT_EQ(seen.at("nominees"), R"([{id: "wife", share: null}, {id: "son", share: null}])");
}

TEST(FactSheet, CountsAmongRelativesOnlyWhoIsAliveAndNotBarred) {
  Case facts = hurt_cook();
  facts.family.push_back(sample::relative("father", "father", "1960-01-01"));
  facts.family.push_back(sample::relative("mother", "mother", "1961-01-01"));
  facts.family[0].barred = true;
  facts.family[2].alive = false;
  Seen seen{facts};
  EXPECT_EQ(seen.value("family").items().size(), 4U);
  const auto relatives = seen.value("relatives").items();
  ASSERT_EQ(relatives.size(), 2U);
  EXPECT_EQ(id_of(relatives[0]), "son");
  EXPECT_EQ(id_of(relatives[1]), "mother");
}

TEST(FactSheet, GivesACostWithoutABillNoAmount) {
  const Case facts = hurt_cook();
  Seen seen{facts};
  seen.sheet.set_cost(&facts.costs[0]);
  EXPECT_EQ(seen.at("cost.amount"), "1800.5");
  EXPECT_EQ(seen.at("cost.currency"), "\"USD\"");
  EXPECT_EQ(seen.at("cost.days"), "34");
  EXPECT_EQ(seen.at("cost.nights"), "null");
  EXPECT_EQ(seen.at("cost.paid_elsewhere"), "300");
  EXPECT_EQ(seen.at("cost.receipt"), "false");
  EXPECT_EQ(seen.at("cost.for"), "\"wife\"");
  seen.sheet.set_cost(&facts.costs[1]);
  EXPECT_EQ(seen.at("cost.amount"), "null");
  EXPECT_EQ(seen.at("cost.currency"), "null");
}

TEST(FactSheet, ReadsFactsInTheTypesOfThePack) {
  Seen seen{hurt_cook()};
  EXPECT_EQ(seen.at("facts.balance"), "1600000");
  EXPECT_EQ(seen.at("facts.case_opened"), "2018-03-01");
  EXPECT_EQ(seen.at("facts.declared_area"), "true");
  EXPECT_EQ(seen.at("facts.fare.amount"), "68000");
  EXPECT_EQ(seen.at("facts.fare.currency"), "\"LKR\"");
  EXPECT_EQ(seen.at("facts.succession"), "null");
}

TEST(FactSheet, HasTheParametersOfThePack) {
  Seen seen{quote()};
  EXPECT_EQ(seen.at("parameters.membership_months"), "24");
  EXPECT_EQ(seen.at("parameters.word"), "\"twenty-four\"");
  EXPECT_EQ(seen.at("parameters.bad"), "null");
  ASSERT_EQ(vocabulary().problems().size(), 1U);
  EXPECT_EQ(vocabulary().problems()[0].pointer, "parameters.bad");
}

TEST(Vocabulary, NamesWhatTwoThingsAreCalled) {
  const Vocabulary clashing{{.decisions = {"today", "rate", "rate"}}};
  ASSERT_EQ(clashing.problems().size(), 2U);
  EXPECT_EQ(clashing.problems()[0].pointer, "today");
  EXPECT_EQ(clashing.problems()[1].pointer, "rate");
}

TEST(FactSheet, KnowsTheRegistrationAtHand) {
  Case facts = quote();
  facts.registrations = {{.scheme = "ssf",
                          .kind = "new",
                          .term_months = 24,
                          .plan = "plan_2",
                          .sum = money(500'000'00, "NPR"),
                          .paid_months = {day("2023-04-01"), day("2023-06-01")},
                          .last_paid = day("2023-06-15")}};
  Seen seen{facts};
  EXPECT_EQ(seen.at("registration.plan"), "null");
  seen.sheet.set_registration(&facts.registrations[0]);
  EXPECT_EQ(seen.at("registration.plan"), "\"plan_2\"");
  EXPECT_EQ(seen.at("registration.term_months"), "24");
  EXPECT_EQ(seen.at("registration.sum"), "500000");
  EXPECT_EQ(seen.at("registration.currency"), "\"NPR\"");
  EXPECT_EQ(seen.at("registration.paid_months"), "[2023-04-01, 2023-06-01]");
  EXPECT_EQ(seen.at("registration.last_paid"), "2023-06-15");
  EXPECT_EQ(seen.at("registration.channel"), "null");
  seen.sheet.set_registration(nullptr);
  EXPECT_EQ(seen.at("registration.plan"), "null");
}

TEST(FactSheet, ForgetsAPersonWhenTheNextComesToHand) {
  const Case facts = hurt_cook();
  Seen seen{facts};
  seen.sheet.set_person(&facts.family[0]);
  seen.sheet.set_beneficiary(&facts.family[1]);
  EXPECT_EQ(seen.at("person.id"), "\"wife\"");
  EXPECT_EQ(seen.at("person.born"), "1993-05-21");
  seen.sheet.set_person(&facts.family[1]);
  EXPECT_EQ(seen.at("person.id"), "\"son\"");
  EXPECT_EQ(seen.at("person.born"), "2016-10-09");
  seen.sheet.set_person(nullptr);
  EXPECT_EQ(seen.at("person.id"), "null");
  EXPECT_EQ(seen.at("beneficiary.id"), "\"son\"");
}

TEST(FactSheet, KnowsCoversByScheme) {
  Seen seen{quote()};
  const CoverAtHand cover{"active", day("2022-01-17"), {}};
  seen.sheet.set_cover(&cover);
  seen.sheet.set_cover_of(1, "ended");
  EXPECT_EQ(seen.at("cover.status"), "\"active\"");
  EXPECT_EQ(seen.at("cover.starts"), "2022-01-17");
  EXPECT_EQ(seen.at("cover.ends"), "null");
  EXPECT_EQ(seen.at("covers.oci"), "\"ended\"");
  EXPECT_EQ(seen.at("covers.owwa"), "null");
  seen.sheet.set_cover(nullptr);
  EXPECT_EQ(seen.at("cover.status"), "null");
}

TEST(FactSheet, KnowsTheImpairmentAtHandAndWhatAllGiveTogether) {
  const Case facts = hurt_cook();
  Seen seen{facts};
  seen.sheet.set_impairment(&facts.impairments[0]);
  seen.sheet.set_impairment_percent(Value::of(std::int64_t{83}));
  EXPECT_EQ(seen.at("impairment.part"), "\"hand\"");
  EXPECT_EQ(seen.at("impairment.percent"), "33.5");
  EXPECT_EQ(seen.at("impairment_percent"), "83");
}

TEST(FactSheet, GivesBillsTheAmountThatEachBrings) {
  const Case facts = hurt_cook();
  Seen seen{facts};
  seen.sheet.set_bills({{&facts.costs[0], Value::of(std::int64_t{99})}});
  const auto bills = seen.value("bills").items();
  ASSERT_EQ(bills.size(), 1U);
  EXPECT_EQ(text_of(*bills[0].context().find("amount")), "99");
  EXPECT_EQ(bills[0].context().find("head")->text(), "hospital");
}

TEST(FactSheet, AsksForADecisionEachTimeItIsRead) {
  Seen seen{quote()};
  int asked = 0;
  seen.sheet.set_decide(
      [](void* host, std::size_t decision) {
        ++*static_cast<int*>(host);
        return Value::of(static_cast<std::int64_t>(decision) + 5);
      },
      &asked);
  EXPECT_EQ(seen.at("education_rate"), "5");
  EXPECT_EQ(seen.at("education_rate"), "5");
  EXPECT_EQ(asked, 2);
}

TEST(FactSheet, FillsOnlyWhatAnExpressionReads) {
  Case facts = hurt_cook();
  for (int i = 0; i < 100; ++i) facts.family.push_back(facts.family[1]);
  Seen seen{facts};
  EXPECT_EQ(seen.evaluate("member.married and incident.cause = \"illness\""), "true");
  const std::size_t used = seen.evaluation().arena.used();
  EXPECT_EQ(seen.evaluate("count(family)"), "102");
  EXPECT_GT(seen.evaluation().arena.used(), used + 100 * 10 * sizeof(feel::Entry));
}

TEST(FactSheet, HasNullWhereMemoryDoesNotReach) {
  Case facts = hurt_cook();
  for (int i = 0; i < 1000; ++i) facts.family.push_back(facts.family[1]);
  Seen seen{facts, {.memory = 64 * 1024}};
  EXPECT_EQ(seen.at("family"), "null");
  EXPECT_FALSE(seen.evaluation().reasons().empty());
  EXPECT_EQ(seen.evaluate("count(family)"), "null");
  EXPECT_EQ(seen.at("today"), "2023-09-10");
}

TEST(FactSheet, LetsExpressionsNameEveryFact) {
  const Case facts = hurt_cook();
  for (const auto& name : vocabulary().names().variables()) {
    Seen seen{facts};
    EXPECT_EQ(seen.evaluate(name + " = null"), seen.at(name) == "null" ? "true" : "false") << name;
  }
}

TEST(FactSheet, LetsExpressionsLookIntoLists) {
  Seen seen{hurt_cook()};
  EXPECT_EQ(seen.evaluate(R"(relatives[relation = "child"].id)"), R"(["son"])");
  EXPECT_EQ(seen.evaluate(R"(count(costs[item.for = "wife"]))"), "1");
  EXPECT_EQ(seen.evaluate("some bill in costs satisfies bill.amount = null"), "true");
  EXPECT_EQ(seen.evaluate("sum(history.amount) + facts.balance"), "1620000");
  EXPECT_EQ(seen.evaluate("contract.end > incident.date"), "true");
}

TEST(FactSheet, RefusesToNameWhatIsNoFact) {
  for (const char* text : {"incident.cuase = \"illness\"", "facts.balence > 1", "parameters.x",
                           "covers.poea", "education"}) {
    EXPECT_FALSE(feel::Expression::compile(text, vocabulary().names())) << text;
  }
}

TEST(WrongFacts, NamesTheFactAndWhatWouldBeRight) {
  Case facts = hurt_cook();
  EXPECT_TRUE(wrong_facts(vocabulary(), facts).empty());
  const auto wrong = [&](const char* name, const char* text) {
    Case other = facts;
    other.facts[name] = text;
    const auto found = wrong_facts(vocabulary(), other);
    return found.empty() ? "none" : found[0].pointer + " " + found[0].detail;
  };
  EXPECT_EQ(wrong("balance", "much"), "/facts/balance is a number such as 240.50");
  EXPECT_EQ(wrong("balance", "-1"), "none");
  EXPECT_EQ(wrong("declared_area", "yes"), "/facts/declared_area is true or false");
  EXPECT_EQ(wrong("declared_area", "false"), "none");
  EXPECT_EQ(wrong("case_opened", "2023-02-29"), "/facts/case_opened is a day such as 2024-05-14");
  EXPECT_EQ(wrong("case_opened", "2024-02-29"), "none");
  EXPECT_EQ(wrong("fare.amount", "1.2.3"), "/facts/fare.amount is a number such as 240.50");
  EXPECT_EQ(wrong("succession", ""), "/facts/succession is not empty");
}

Value number(const char* text) {
  const auto read = feel::Number::parse(text);
  return read ? Value::of(*read) : Value{};
}

TEST(MoneyOf, RoundsHalfUpToTheSmallestUnit) {
  const Currency peso = *Currency::from("PHP");
  EXPECT_EQ(money_of(number("100.004999"), peso), money(100'00, "PHP"));
  EXPECT_EQ(money_of(number("100.005"), peso), money(100'01, "PHP"));
  EXPECT_EQ(money_of(number("1e3"), peso), money(1'000'00, "PHP"));
  EXPECT_EQ(money_of(number("-0.01"), peso), money(-1, "PHP"));
}

TEST(MoneyOf, IsNothingForWhatIsNoAmount) {
  const Currency peso = *Currency::from("PHP");
  EXPECT_EQ(money_of(Value{}, peso), std::nullopt);
  EXPECT_EQ(money_of(Value::text("100"), peso), std::nullopt);
  EXPECT_TRUE(money_of(number("1e15"), peso).has_value());
  EXPECT_EQ(money_of(number("1000000000000000.01"), peso), std::nullopt);
  EXPECT_EQ(money_of(number("-1000000000000000.01"), peso), std::nullopt);
  EXPECT_EQ(money_of(number("1e6000"), peso), std::nullopt);
}

TEST(MoneyOf, BringsEveryAmountBack) {
  const bool held = rc::check("an amount is the number it became", [](std::int64_t any) {
    const Money amount = money(any / 1000, "USD");
    RC_ASSERT(money_of(value_of(amount), amount.currency()) == amount);
  });
  EXPECT_TRUE(held);
}

TEST(DateOf, BringsEveryDayBack) {
  const bool held = rc::check("a day is the date it became", [] {
    const Date any = day("1900-01-01") + std::chrono::days{*rc::gen::inRange(0, 109'000)};
    RC_ASSERT(date_of(value_of(any)) == any);
  });
  EXPECT_TRUE(held);
}

TEST(DateOf, IsNothingBeyondTheDaysOfACase) {
  EXPECT_EQ(date_of(Value::of(feel::CalendarDay{1899, 12, 31})), std::nullopt);
  EXPECT_EQ(date_of(Value::of(feel::CalendarDay{1900, 1, 1})), day("1900-01-01"));
  EXPECT_EQ(date_of(Value::of(feel::CalendarDay{2200, 12, 31})), day("2200-12-31"));
  EXPECT_EQ(date_of(Value::of(feel::CalendarDay{2201, 1, 1})), std::nullopt);
  EXPECT_EQ(date_of(Value::text("2024-05-14")), std::nullopt);
}

TEST(IdOf, IsEmptyForWhatHasNone) {
  EXPECT_EQ(id_of(Value::text("wife")), "");
  Seen seen{hurt_cook()};
  EXPECT_EQ(id_of(seen.value("history").items()[0]), "");
}

}  // namespace
}  // namespace haven::scheme
