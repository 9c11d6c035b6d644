#include <rapidcheck.h>

#include <algorithm>

#include "tests/common/scheme/sample.hpp"

/// What holds for every case, tried on many made-up ones.
namespace haven::scheme {
namespace {

using sample::day;

template <class T>
T any_of(std::vector<T> values) {
  return *rc::gen::elementOf(std::move(values));
}

bool coin() {
  return *rc::gen::arbitrary<bool>();
}

int number(int least, int most) {
  return *rc::gen::inRange(least, most + 1);
}

Date any_day(const char* first, int days) {
  return day(first) + std::chrono::days{number(0, days)};
}

Money any_amount(std::int64_t most, const std::string& currency) {
  return money(*rc::gen::inRange<std::int64_t>(0, most), currency);
}

Registration any_registration() {
  Registration made;
  made.scheme = any_of<std::string>({"owwa", "oci", "poea"});
  made.kind = any_of<std::string>({"new", "renewal"});
  if (coin()) made.paid = any_day("2019-01-01", 2200);
  if (coin()) made.starts = any_day("2019-01-01", 1500);
  if (made.starts && coin()) made.ends = *made.starts + std::chrono::days{number(0, 900)};
  made.premium_charged_to_worker = coin();
  return made;
}

Relative any_relative(int index) {
  Relative made;
  made.id = "person_" + std::to_string(index);
  made.relation = any_of<std::string>(
      {"spouse", "child", "child", "father", "mother", "brother", "sister", "cousin"});
  if (number(0, 9) > 0) made.born = any_day("1950-01-01", 26'000);
  made.alive = number(0, 4) > 0;
  made.barred = number(0, 9) == 0;
  made.married = coin();
  made.school = any_of<std::string>({"", "kindergarten", "primary", "high_school", "college"});
  return made;
}

Incident any_incident() {
  Incident made;
  made.kind =
      any_of<std::string>({"death", "death", "disability", "illness", "labour_case", "money_claim",
                           "termination", "repatriation", "calamity", "school_year"});
  made.cause = any_of<std::string>({"", "accident", "illness", "suicide", "murder", "execution",
                                    "valid_dismissal", "no_valid_cause"});
  made.date = coin() ? any_day("2020-01-01", 1800) : any_day("1990-01-01", 12'000);
  made.country = any_of<std::string>({"PH", "SA", ""});
  if (coin()) made.circumstances = {"work_related"};
  return made;
}

void add_bills_and_history(Case& made) {
  for (int i = number(0, 3); i > 0; --i) {
    made.costs.push_back({any_of<std::string>({"remains", "ticket", "visit_fare", "visa"}),
                          any_amount(5'000'00, any_of<std::string>({"USD", "USD", "PHP"})),
                          {},
                          coin(),
                          any_of<std::string>({"", "person_0", "person_1"})});
  }
  for (int i = number(0, 4); i > 0; --i) {
    made.history.push_back(
        {any_of<std::string>({"owwa", "oci", "poea", "agency"}),
         any_of<std::string>({"death", "accidental_death", "burial", "repatriation", "education",
                              "money_claim", "calamity", "disability"}),
         made.incident.date + std::chrono::days{number(-900, 200)},
         any_amount(200'000'00, any_of<std::string>({"PHP", "USD"})), coin()});
  }
}

void add_claim_facts(Case& made) {
  if (coin()) {
    made.assessment = Assessment{any_of<std::string>({"", "partial", "total", "permanent_total"}),
                                 any_amount(120'000'00, "PHP"), "doctor"};
  }
  for (int i = number(0, 3); i > 0; --i) {
    made.impairments.push_back({any_of<std::string>({"eye", "arm", "hand", "foot", "leg", "body"}),
                                any_of<std::string>({"loss", "paralysis"}),
                                any_of<std::string>({"left", "right", "both"}),
                                any_of<std::string>({"", "wrist", "ankle", "tip"}),
                                number(1, 15),
                                {}});
  }
  if (coin()) {
    made.award = Award{any_amount(20'000'00, "USD"), coin(), made.incident.date,
                       made.incident.date + std::chrono::days{number(0, 30)}};
  }
  if (coin()) made.facts["hospital_days"] = std::to_string(number(0, 30));
  if (coin()) made.facts["calamity"] = any_of<std::string>({"taal_2020", "storm"});
  if (coin()) made.facts["declared_area"] = coin() ? "true" : "false";
  if (coin())
    made.facts["case_closed"] = text_of(made.incident.date + std::chrono::days{number(0, 400)});
  if (coin()) made.documents = std::vector<Paper>{{"death_certificate", ""}, {"passport", ""}};
  if (coin()) made.apply = {"education", "livelihood"};
}

Case any_case() {
  Case made;
  made.pack = "ph";
  made.member.country = "PH";
  made.incident = any_incident();
  made.today = made.incident.date + std::chrono::days{number(0, 400)};
  for (int i = number(0, 4); i > 0; --i) made.registrations.push_back(any_registration());
  if (coin()) {
    const Date start = any_day("2019-01-01", 1500);
    made.contract = Contract{start,
                             start + std::chrono::days{number(0, 1500)},
                             any_of<std::string>({"agency", "direct"}),
                             "cook",
                             any_of<std::string>({"services", "sea_based"}),
                             any_amount(3'000'00, "USD")};
  }
  for (int i = number(0, 5); i > 0; --i) made.family.push_back(any_relative(i));
  for (int i = number(0, 3); i > 0; --i)
    made.nominees.push_back({"person_" + std::to_string(i), {}});
  add_bills_and_history(made);
  add_claim_facts(made);
  return made;
}

template <class T>
std::vector<T> shuffled(std::vector<T> list) {
  for (std::size_t i = 1; i < list.size(); ++i) {
    std::swap(list[i], list[*rc::gen::inRange<std::size_t>(0, i + 1)]);
  }
  return list;
}

void holds_for_every_case(const char* what, const std::function<void(const Case&)>& property) {
  const bool held = rc::check(what, [&] { property(any_case()); });
  EXPECT_TRUE(held) << what;
}

TEST(EveryDecision, HasLinesWithRuleAndSource) {
  holds_for_every_case("every line says what it rests on", [](const Case& facts) {
    for (const Line& line : sample::decide(facts).lines) {
      RC_ASSERT(!line.rule.empty());
      RC_ASSERT(!line.source.empty());
      RC_ASSERT(!line.trace.empty());
      RC_ASSERT((line.outcome == Outcome::pay) == line.reason.empty());
      RC_ASSERT(line.outcome == Outcome::pay ||
                !reason_text(*sample::philippines(), line.reason).empty());
    }
  });
}

TEST(EveryDecision, SharesOutExactlyTheBenefit) {
  holds_for_every_case("shares add up", [](const Case& facts) {
    for (const Line& line : sample::decide(facts).lines) {
      RC_ASSERT(line.amount.minor() >= 0);
      Money sum{0, line.amount.currency()};
      for (const Share& share : line.shares) {
        RC_ASSERT(share.amount.minor() >= 0);
        sum += share.amount;
      }
      RC_ASSERT(line.shares.empty() || sum == line.amount);
    }
  });
}

TEST(EveryDecision, IsTheSameForTheSameFacts) {
  holds_for_every_case("equal facts, equal bytes", [](const Case& facts) {
    RC_ASSERT(json_of(sample::decide(facts)) == json_of(sample::decide(Case{facts})));
  });
}

TEST(EveryDecision, DoesNotDependOnTheOrderOfWhatIsOnlyASet) {
  holds_for_every_case("order of sets", [](const Case& facts) {
    Case other = facts;
    other.registrations = shuffled(facts.registrations);
    other.history = shuffled(facts.history);
    other.apply = shuffled(facts.apply);
    if (facts.documents) other.documents = shuffled(*facts.documents);
    Decision one = sample::decide(facts), two = sample::decide(other);
    RC_ASSERT(json_of(one) == json_of(two));

    // The trace tells the injuries and the family in their order; what follows from them does not.
    other.impairments = shuffled(facts.impairments);
    two = sample::decide(other);
    for (auto* decision : {&one, &two}) {
      for (Line& line : decision->lines) line.trace.clear();
    }
    RC_ASSERT(one == two);
  });
}

TEST(EveryDecision, DecidesEachBenefitOnce) {
  holds_for_every_case("one line for each benefit", [](const Case& facts) {
    // A part of the bills that is refused is a line more; the Philippine pack has no such rule.
    std::set<std::pair<std::string, std::string>> seen;
    for (const Line& line : sample::decide(facts).lines) {
      RC_ASSERT(seen.emplace(line.scheme, line.benefit).second);
    }
  });
}

TEST(EveryDecision, PaysInsideBandsAndCaps) {
  holds_for_every_case("bands and caps", [](const Case& facts) {
    static const std::map<std::string, std::int64_t> most = {
        {"oci death", 10'000'00},      {"oci accidental_death", 15'000'00},
        {"oci subsistence", 600'00},   {"oci permanent_total_disability", 7'500'00},
        {"owwa death", 100'000'00},    {"owwa accidental_death", 200'000'00},
        {"owwa burial", 20'000'00},    {"owwa disability", 100'000'00},
        {"owwa education", 10'000'00}, {"owwa livelihood", 15'000'00},
        {"owwa calamity", 3'000'00},   {"poea death", 78'000'00},
        {"poea burial", 1'000'00},     {"poea disability", 60'000'00}};
    for (const Line& line : sample::decide(facts).lines) {
      const auto cap = most.find(line.scheme + " " + line.benefit);
      // RC_ASSERT takes an expression apart and would evaluate both sides of "or".
      const bool is_inside = cap == most.end() || line.amount.minor() <= cap->second;
      RC_ASSERT(is_inside);
      if (line.outcome == Outcome::pay && line.benefit == "money_claim") {
        RC_ASSERT(!facts.award->amount.less_than(line.amount));
      }
    }
  });
}

TEST(EveryDecision, NeverOwesMoreBecauseOfAnEarlierPayment) {
  holds_for_every_case("earlier payments only lessen", [](const Case& facts) {
    Case fresh = facts;
    fresh.history.clear();
    const Decision before = sample::decide(fresh);
    for (const Line& line : sample::decide(facts).lines) {
      if (line.outcome != Outcome::pay) continue;
      const Line* same = sample::line_of(before, line.scheme, line.benefit);
      RC_ASSERT(same != nullptr);
      RC_ASSERT(same->outcome == Outcome::pay);
      RC_ASSERT(line.amount.minor() <= same->amount.minor());
    }
  });
}

TEST(EveryDecision, RunsNoClockOfASchemeThatWaitsForPapers) {
  holds_for_every_case("needs hold clocks", [](const Case& facts) {
    const Decision decision = sample::decide(facts);
    for (const DueDate& due : decision.due) {
      for (const Need& need : decision.need) {
        RC_ASSERT(std::ranges::count(need.schemes, due.scheme) == 0);
      }
    }
  });
}

}  // namespace
}  // namespace haven::scheme
