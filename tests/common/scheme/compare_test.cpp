#include "common/scheme/compare.hpp"

#include <rapidcheck.h>

#include "common/scheme/generate.hpp"
#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

Line paid(std::int64_t minor, const char* benefit = "grant") {
  Line line;
  line.scheme = "fund";
  line.benefit = benefit;
  line.amount = money(minor, "USD");
  return line;
}

Line refused(const char* reason, const char* benefit = "grant") {
  Line line = paid(0, benefit);
  line.outcome = Outcome::refuse;
  line.amount = {};
  line.reason = reason;
  return line;
}

Decision with(std::vector<Line> lines) {
  Decision decision;
  decision.lines = std::move(lines);
  return decision;
}

Case numbered(int number) {
  Case facts = small_case();
  facts.id = "case-" + std::to_string(number);
  return facts;
}

Comparison compared(const Decision& before, const Decision& after) {
  Comparison comparison;
  comparison.add(numbered(1), before, after);
  return comparison;
}

const Comparison::Row& row_of(const Comparison& comparison, const char* currency = "USD") {
  return comparison.rows().at({"fund", "grant", currency});
}

TEST(Differences, AreNoneBetweenEqualDecisions) {
  EXPECT_TRUE(differences_between(with({paid(100)}), with({paid(100)})).empty());
}

TEST(Differences, AreSaidInWords) {
  const auto found = differences_between(with({paid(100'000'00)}), with({refused("cover_ended")}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (Difference{"fund", "grant", "100,000.00 USD", "refused: cover ended"}));
  EXPECT_EQ(differences_between(with({}), with({paid(1)})).at(0).before, "not opened");
}

TEST(Differences, SeeAShareThatGoesToSomebodyElse) {
  Line to_wife = paid(100), to_son = paid(100);
  to_wife.shares = {{"wife", money(100, "USD")}};
  to_son.shares = {{"son", money(100, "USD")}};
  const auto found = differences_between(with({to_wife}), with({to_son}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].after, "1.00 USD (son 1.00 USD)");
}

TEST(Differences, SeeWhatStandsBesideTheBenefits) {
  Decision papers, flags, price, percent, day_later;
  papers.need = {{{"passport", "son"}, {}, {"fund"}}};
  flags.flags = {"look_at_it"};
  price.quote = {{"fund", "fee", money(2500, "USD")}};
  percent.percent = "12.5";
  day_later.due = {{"fund", "grant", day("2024-05-02")}};
  const auto said = [](const Decision& after) {
    const auto found = differences_between({}, after);
    return found.size() == 1 ? found[0].benefit + ": " + found[0].before + ", " + found[0].after
                             : "not one";
  };
  EXPECT_EQ(said(papers), "papers: none, passport for son");
  EXPECT_EQ(said(flags), "flags: none, look at it");
  EXPECT_EQ(said(price), "price: none, fund fee 25.00 USD");
  EXPECT_EQ(said(percent), "percent: none, 12.5");
  EXPECT_EQ(said(day_later), "last days: none, fund grant by 2024-05-02");
}

TEST(Comparison, CountsACaseThatGetsOneUnitMore) {
  const auto comparison = compared(with({paid(100)}), with({paid(101)}));
  EXPECT_EQ(comparison.winners(), 1U);
  EXPECT_EQ(comparison.losers(), 0U);
  EXPECT_EQ(row_of(comparison).winners, 1U);
  EXPECT_EQ(row_of(comparison).cost_after - row_of(comparison).cost_before, 1);
}

TEST(Comparison, CountsACaseThatGetsOneUnitLess) {
  const auto comparison = compared(with({paid(100)}), with({paid(99)}));
  EXPECT_EQ(comparison.winners(), 0U);
  EXPECT_EQ(comparison.losers(), 1U);
  EXPECT_EQ(row_of(comparison).losers, 1U);
}

TEST(Comparison, CountsNeitherWhenOnlyThePayeeChanges) {
  Line to_son = paid(100);
  to_son.shares = {{"son", money(100, "USD")}};
  const auto comparison = compared(with({paid(100)}), with({to_son}));
  EXPECT_EQ(comparison.changed(), 1U);
  EXPECT_EQ(comparison.winners() + comparison.losers() + comparison.mixed(), 0U);
}

TEST(Comparison, CountsMoreOfOneAndLessOfAnotherAsMixed) {
  const auto comparison =
      compared(with({paid(100), paid(100, "extra")}), with({paid(50), paid(300, "extra")}));
  EXPECT_EQ(comparison.mixed(), 1U);
  EXPECT_EQ(comparison.winners() + comparison.losers(), 0U);
}

TEST(Comparison, CountsWhatIsNoLongerPaidAsAnAmountOfNothing) {
  const auto comparison = compared(with({paid(100)}), with({refused("cover_ended")}));
  EXPECT_EQ(row_of(comparison).paid_before, 1U);
  EXPECT_EQ(row_of(comparison).paid_after, 0U);
  EXPECT_EQ(row_of(comparison).cost_after, 0);
  EXPECT_EQ(comparison.losers(), 1U);
}

TEST(Comparison, KeepsTheExampleWithTheLowestNumber) {
  Comparison comparison;
  for (const int number : {10, 9, 11}) {
    comparison.add(numbered(number), with({paid(100)}), with({paid(number)}));
  }
  EXPECT_EQ(row_of(comparison).first_case, "case-9");
  EXPECT_EQ(row_of(comparison).after, "0.09 USD");
  EXPECT_EQ(row_of(comparison).changed, 3U);
}

Decision any_decision() {
  std::vector<Line> lines;
  for (const char* benefit : {"grant", "extra", "care"}) {
    const int kind = *rc::gen::inRange(0, 4);
    if (kind == 0) lines.push_back(refused("cover_ended", benefit));
    if (kind > 1) lines.push_back(paid(*rc::gen::inRange(0, 3), benefit));
  }
  Decision decision = with(std::move(lines));
  if (*rc::gen::inRange(0, 4) == 0) decision.flags = {"look_at_it"};
  return decision;
}

TEST(Comparison, IsTheSameInOnePartOrInMany) {
  const bool held = rc::check("merging", [] {
    Comparison whole;
    std::vector<Comparison> parts(3);
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
      Case facts = numbered(i + 1);
      facts.incident.date += std::chrono::days{*rc::gen::inRange(-400, 400)};
      const Decision before = any_decision(), after = any_decision();
      whole.add(facts, before, after);
      parts[*rc::gen::inRange<std::size_t>(0, 3)].add(facts, before, after);
    }
    Comparison merged;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) merged.merge(*part);
    RC_ASSERT(merged == whole);
    RC_ASSERT(whole.winners() + whole.losers() + whole.mixed() <= whole.changed());
    RC_ASSERT(whole.changed() <= whole.cases());
  });
  EXPECT_TRUE(held);
}

TEST(Comparison, FindsNothingBetweenAPackAndItself) {
  const auto packs = load_packs("ops/schemes");
  ASSERT_TRUE(packs) << packs.error().detail;
  for (const auto& [name, pack] : *packs) {
    Generator generator{*pack, 7};
    Comparison comparison;
    for (int i = 0; i < 40; ++i) {
      const Case facts = generator.next();
      const auto once = evaluate(*pack, facts), again = evaluate(*pack, facts);
      if (once && again) comparison.add(facts, *once, *again);
    }
    EXPECT_GT(comparison.cases(), 0U) << name;
    EXPECT_EQ(comparison.changed(), 0U) << name;
  }
}

}  // namespace
}  // namespace haven::scheme
