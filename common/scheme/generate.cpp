#include "common/scheme/generate.hpp"

#include <algorithm>

namespace haven::scheme {
namespace {

using std::chrono::days;

const std::vector<std::string> relations = {"spouse", "child",   "child",  "father",
                                            "mother", "brother", "sister", "child"};

Date year_start(int year) {
  return std::chrono::sys_days{std::chrono::year{year} / 1 / 1};
}

Date month_start(Date day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{day}};
  return std::chrono::sys_days{date.year() / date.month() / 1};
}

const std::string& code_or(const std::vector<std::string>& list, std::size_t index) {
  static const std::string none;
  return list.empty() ? none : list[index % list.size()];
}

}  // namespace

Generator::Generator(const Pack& pack, std::uint64_t seed, std::uint64_t skipped)
    : pack_(pack),
      codes_(codes_of(pack)),
      schemes_(schemes_of(pack)),
      country_(country_of(pack)),
      has_incidents_(codes_.contains("incident.kind") && !codes_.at("incident.kind").empty()),
      seed_(seed),
      state_(seed),
      made_(skipped) {}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
std::uint64_t Generator::random() {
  std::uint64_t mixed = (state_ += 0x9e3779b97f4a7c15);
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

int Generator::between(int least, int most) {
  const auto width = static_cast<std::uint64_t>(most - least + 1);
  return least + static_cast<int>(random() % width);
}

bool Generator::chance(int percent) {
  return between(1, 100) <= percent;
}

const std::string& Generator::one_of(const std::string& vocabulary) {
  static const std::vector<std::string> none;
  const auto found = codes_.find(vocabulary);
  return code_or(found == codes_.end() ? none : found->second, random());
}

Date Generator::day_between(Date first, Date last) {
  return first + days{between(0, static_cast<int>((last - first).count()))};
}

void Generator::worker(Case& made) {
  made.member.born = day_between(year_start(1950), year_start(2002));
  made.member.sex = chance(50) ? "female" : "male";
  made.member.preferred_hand = chance(90) ? "right" : "left";
  made.member.married = chance(60);
  made.member.country = country_;
  Contract contract;
  contract.start = day_between(year_start(1995), year_start(2026));
  const int months = 6 * between(1, 10);
  // Now and then a day more or less than whole months: the edges of terms.
  contract.end = add_months(*contract.start, months) + days{between(-2, 0)};
  contract.hire = one_of("contract.hire");
  contract.sector = one_of("contract.sector");
  contract.salary = Money{between(200, 1800) * 100, Currency::from("USD").value_or(Currency{})};
  contract.employer_paid_migration = chance(20);
  made.stay.departed = *contract.start + days{between(0, 10)};
  made.contract = std::move(contract);
}

Registration Generator::registration(const Contract& contract, const SchemeInfo& scheme) {
  Registration one;
  one.scheme = scheme.name;
  one.kind = chance(80) ? "new" : "renewal";
  one.channel = one_of("registration.channel");
  one.paid = *contract.start - days{between(0, 30)};
  one.registered = one.paid;
  one.starts = contract.start;
  one.ends = contract.end;
  one.term_months = full_months(*contract.start, *contract.end);
  one.plan = one_of("registration.plan");
  one.last_paid = day_between(*contract.start, *contract.end + days{500});
  one.sum = Money{between(1, 50) * 1'000'000, scheme.currency};
  one.premium_charged_to_worker = chance(3);
  for (int i = 0, months = chance(50) ? between(1, 24) : 0; i < months; ++i) {
    one.paid_months.push_back(add_months(month_start(*contract.start), i));
  }
  return one;
}

void Generator::registrations(Case& made) {
  for (const SchemeInfo& scheme : schemes_) {
    if (chance(85)) made.registrations.push_back(registration(*made.contract, scheme));
  }
}

void Generator::incident(Case& made) {
  const Contract& contract = *made.contract;
  made.incident.date = day_between(*contract.start - days{40}, *contract.end + days{600});
  made.incident.kind = one_of("incident.kind");
  made.incident.cause = one_of("incident.cause");
  made.incident.country = chance(80) ? "SA" : country_;
  if (chance(40)) made.incident.circumstances.push_back(one_of("incident.circumstances"));
  if (chance(60)) {
    const Date returned = made.incident.date + days{between(-120, 60)};
    made.stay.returned = std::max(returned, *made.stay.departed);
  }
  made.filed = made.incident.date + days{between(1, 500)};
  made.today = *made.filed + days{between(0, 90)};
}

Relative Generator::relative(int number) {
  Relative one;
  one.id = "r" + std::to_string(number);
  one.relation = code_or(relations, random());
  one.sex = chance(50) ? "female" : "male";
  one.born = one.relation == "child" ? day_between(year_start(1995), year_start(2024))
                                     : day_between(year_start(1940), year_start(2000));
  one.alive = chance(90);
  one.married = chance(30);
  one.barred = chance(2);
  one.dependent = chance(50);
  one.disabled = chance(5);
  if (one.relation == "child" && chance(70)) one.school = one_of("school");
  return one;
}

void Generator::family(Case& made) {
  for (int i = 0, count = between(0, 5); i < count; ++i) {
    made.family.push_back(relative(i));
    if (chance(70)) made.nominees.push_back({made.family.back().id, std::nullopt});
  }
}

void Generator::bills(Case& made) {
  for (int i = 0, count = between(0, 3); i < count; ++i) {
    Cost one;
    one.head = one_of("costs.head");
    one.amount = Money{between(10, 90'000) * 100, schemes_[random() % schemes_.size()].currency};
    one.incurred = made.incident.date + days{between(0, 90)};
    one.days = between(1, 80);
    one.receipt = chance(90);
    made.costs.push_back(std::move(one));
  }
}

void Generator::injury(Case& made) {
  if (has_incidents_ && chance(50)) return;
  Impairment one;
  one.part = one_of("impairments.part");
  if (chance(20)) one.kind = one_of("impairments.kind");
  one.side = one_of("impairments.side");
  one.at = one_of("impairments.at");
  if (has_incidents_ && chance(30)) one.percent = std::to_string(between(1, 100));
  if (has_incidents_ && chance(30)) one.grade = between(1, 14);
  made.impairments.push_back(std::move(one));
}

void Generator::assessment(Case& made) {
  Assessment found;
  found.cls = one_of("assessment.class");
  found.percent = std::to_string(between(1, 100));
  found.amount = Money{between(1, 100) * 100'000, schemes_.front().currency};
  found.by = "committee";
  if (chance(60)) made.assessment = std::move(found);
  Award award{Money{between(100, 9000) * 100, schemes_.front().currency}, chance(80), {}, {}};
  award.ordered = made.incident.date + days{between(0, 60)};
  award.notified = *award.ordered + days{between(0, 30)};
  if (made.incident.kind == "money_claim") made.award = std::move(award);
}

/// Mostly all that the checklist asks for; now and then some are missing.
void Generator::papers(Case& made) {
  const auto known = codes_.find("documents");
  if (known == codes_.end() || !chance(15)) return;
  made.documents.emplace();
  for (const std::string& document : known->second) {
    if (chance(80)) made.documents->push_back({document, ""});
  }
}

std::string Generator::fact(const std::string& name, FactType type, Date incident) {
  switch (type) {
    case FactType::boolean:
      return chance(70) ? "true" : "false";
    case FactType::date:
      return text_of(incident + days{between(-200, 200)});
    case FactType::number:
      return std::to_string(between(1, 1'000'000));
    case FactType::text:
      return one_of("facts." + name);
  }
  return "";
}

void Generator::facts(Case& made) {
  for (const auto& [name, type] : fact_types_of(pack_)) {
    if (chance(30)) continue;
    std::string value = fact(name, type, made.incident.date);
    if (!value.empty()) made.facts[name] = std::move(value);
  }
}

void Generator::history(Case& made) {
  if (!chance(25)) return;
  const SchemeInfo& scheme = schemes_[random() % schemes_.size()];
  PastPayment one;
  one.scheme = scheme.name;
  one.benefit = one_of("benefit");
  one.date = made.incident.date + days{between(-700, 60)};
  one.amount = Money{between(1, 1000) * 10'000, scheme.currency};
  one.household = chance(20);
  made.history.push_back(std::move(one));
}

Case Generator::next() {
  state_ = seed_ ^ made_ * 0xd1342543de82ef95;  // odd: every number has a beginning of its own
  Case made;
  made.id = "generated-" + std::to_string(++made_);
  made.pack = name_of(pack_);
  if (!has_incidents_) made.ask = "percent";
  worker(made);
  registrations(made);
  incident(made);
  family(made);
  bills(made);
  injury(made);
  assessment(made);
  papers(made);
  facts(made);
  history(made);
  if (chance(20)) made.apply = codes_.contains("apply") ? codes_.at("apply") : made.apply;
  return made;
}

}  // namespace haven::scheme
