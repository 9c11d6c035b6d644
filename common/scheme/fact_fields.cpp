#include "common/scheme/fact_fields.hpp"

#include <array>

#include "common/scheme/fact_sheet.hpp"

namespace haven::scheme {
namespace {

using feel::Arena;
using feel::Value;

// ---- what each type of C++ is in FEEL; what is not known is null
// ---------------------------------

Value as_value(bool flag, Arena&) {
  return Value::of(flag);
}
Value as_value(const std::string& text, Arena&) {
  return text.empty() ? Value{} : Value::text(text);
}
Value as_value(Date day, Arena&) {
  return value_of(day);
}
Value as_value(int number, Arena&) {
  return Value::of(std::int64_t{number});
}
Value as_value(const Money& amount, Arena&) {
  return value_of(amount);
}
/// The decimals of a case are optional texts.
Value as_value(const std::optional<std::string>& decimal, Arena&) {
  const auto number = feel::Number::parse(decimal.value_or(""));
  return number ? Value::of(*number) : Value{};
}
template <class T>
Value as_value(const std::optional<T>& known, Arena& arena) {
  return known ? as_value(*known, arena) : Value{};
}
Value as_value(const std::vector<std::string>& texts, Arena& arena) {
  return list_of(texts, arena, [](const std::string& text) { return Value::text(text); });
}
Value as_value(const std::vector<Date>& days, Arena& arena) {
  return list_of(days, arena, [](Date day) { return value_of(day); });
}
template <class Thing>
Value as_value(const std::vector<Thing>& things, Arena& arena) {
  return list_of(things, arena,
                 [&](const Thing& thing) { return context_of(entries_of(thing, arena), arena); });
}

// ---- the way from a thing to one of its facts
// ----------------------------------------------------

template <class T>
const T* known(const T& value) {
  return &value;
}
template <class T>
const T* known(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

/// The member at the end of a path; nullptr where something optional on the way is absent.
template <auto first, auto... rest>
const auto* reach(const auto& thing) {
  if constexpr (sizeof...(rest) == 0) {
    return &(thing.*first);
  } else {
    const auto* next = known(thing.*first);
    return next == nullptr ? nullptr : reach<rest...>(*next);
  }
}

template <class Thing, auto... path>
Value at(const Thing& thing, Arena& arena) {
  const auto* found = reach<path...>(thing);
  return found == nullptr ? Value{} : as_value(*found, arena);
}

/// The currency of the amount at the end of a path.
template <class Thing, auto... path>
Value currency_at(const Thing& thing, Arena&) {
  const auto* found = reach<path...>(thing);
  const Money* amount = found == nullptr ? nullptr : known(*found);
  return amount == nullptr ? Value{} : Value::text(amount->currency().code());
}

// ---- facts that are more than a member
// -----------------------------------------------------------

bool has_incident(const Case& facts) {
  return !facts.incident.kind.empty();
}

std::optional<Date> incident_date(const Case& facts) {
  return has_incident(facts) ? std::optional{facts.incident.date} : std::nullopt;
}

std::optional<Date> filed(const Case& facts) {
  if (facts.filed || !has_incident(facts)) return facts.filed;
  return facts.incident.date + std::chrono::days{30};
}

std::optional<Date> papers_complete(const Case& facts) {
  return facts.papers_complete ? facts.papers_complete : filed(facts);
}

Value place(const Case& facts, Arena&) {
  if (facts.incident.country.empty() || facts.member.country.empty()) return {};
  return Value::text(facts.incident.country == facts.member.country ? "home" : "abroad");
}

/// Those who count: alive and not barred.
Value relatives(const Case& facts, Arena& arena) {
  auto* items = arena.array<Value>(facts.family.size());
  std::size_t count = 0;
  for (const Relative& each : facts.family) {
    if (each.alive && !each.barred)
      new (items + count++) Value{context_of(entries_of(each, arena), arena)};
  }
  return Value::list({items, count});
}

Value cost_amount(const Cost& cost, Arena&) {
  return cost.has_amount() ? value_of(cost.amount) : Value{};
}

Value cost_currency(const Cost& cost, Arena&) {
  if (cost.has_amount()) return Value::text(cost.amount.currency().code());
  return cost.paid_elsewhere ? Value::text(cost.paid_elsewhere->currency().code()) : Value{};
}

template <std::optional<Date> (*day)(const Case&)>
Value derived(const Case& facts, Arena& arena) {
  return as_value(day(facts), arena);
}

// ---- the tables
// ----------------------------------------------------------------------------------

constexpr FactField<Case> of_case[] = {
    {"today", at<Case, &Case::today>},
    {"filed", derived<filed>},
    {"papers_complete", derived<papers_complete>},
    {"apply", at<Case, &Case::apply>},
    {"place", place},
    {"ask", at<Case, &Case::ask>},
    {"member.born", at<Case, &Case::member, &Person::born>},
    {"member.sex", at<Case, &Case::member, &Person::sex>},
    {"member.preferred_hand", at<Case, &Case::member, &Person::preferred_hand>},
    {"member.married", at<Case, &Case::member, &Person::married>},
    {"member.country", at<Case, &Case::member, &Person::country>},
    {"contract.start", at<Case, &Case::contract, &Contract::start>},
    {"contract.end", at<Case, &Case::contract, &Contract::end>},
    {"contract.hire", at<Case, &Case::contract, &Contract::hire>},
    {"contract.occupation", at<Case, &Case::contract, &Contract::occupation>},
    {"contract.sector", at<Case, &Case::contract, &Contract::sector>},
    {"contract.salary.amount", at<Case, &Case::contract, &Contract::salary>},
    {"contract.salary.currency", currency_at<Case, &Case::contract, &Contract::salary>},
    {"contract.employer_paid_migration",
     at<Case, &Case::contract, &Contract::employer_paid_migration>},
    {"contract.sponsor", at<Case, &Case::contract, &Contract::sponsor>},
    {"stay.departed", at<Case, &Case::stay, &Stay::departed>},
    {"stay.returned", at<Case, &Case::stay, &Stay::returned>},
    {"stay.home_leave.from", at<Case, &Case::stay, &Stay::home_leave, &Period::from>},
    {"stay.home_leave.to", at<Case, &Case::stay, &Stay::home_leave, &Period::to>},
    {"incident.kind", at<Case, &Case::incident, &Incident::kind>},
    {"incident.cause", at<Case, &Case::incident, &Incident::cause>},
    {"incident.date", derived<incident_date>},
    {"incident.country", at<Case, &Case::incident, &Incident::country>},
    {"incident.circumstances", at<Case, &Case::incident, &Incident::circumstances>},
    {"assessment.class", at<Case, &Case::assessment, &Assessment::cls>},
    {"assessment.percent", at<Case, &Case::assessment, &Assessment::percent>},
    {"assessment.amount", at<Case, &Case::assessment, &Assessment::amount>},
    {"assessment.currency", currency_at<Case, &Case::assessment, &Assessment::amount>},
    {"assessment.by", at<Case, &Case::assessment, &Assessment::by>},
    {"award.amount", at<Case, &Case::award, &Award::amount>},
    {"award.currency", currency_at<Case, &Case::award, &Award::amount>},
    {"award.final", at<Case, &Case::award, &Award::final>},
    {"award.ordered", at<Case, &Case::award, &Award::ordered>},
    {"award.notified", at<Case, &Case::award, &Award::notified>},
    {"family", at<Case, &Case::family>},
    {"relatives", relatives},
    {"nominees", at<Case, &Case::nominees>},
    {"impairments", at<Case, &Case::impairments>},
    {"history", at<Case, &Case::history>},
    {"registrations", at<Case, &Case::registrations>},
    {"pauses", at<Case, &Case::pauses>},
    {"costs", at<Case, &Case::costs>}};

constexpr FactField<Registration> of_registration[] = {
    {"scheme", at<Registration, &Registration::scheme>},
    {"kind", at<Registration, &Registration::kind>},
    {"channel", at<Registration, &Registration::channel>},
    {"registered", at<Registration, &Registration::registered>},
    {"paid", at<Registration, &Registration::paid>},
    {"starts", at<Registration, &Registration::starts>},
    {"ends", at<Registration, &Registration::ends>},
    {"term_months", at<Registration, &Registration::term_months>},
    {"plan", at<Registration, &Registration::plan>},
    {"sum", at<Registration, &Registration::sum>},
    {"currency", currency_at<Registration, &Registration::sum>},
    {"premium_charged_to_worker", at<Registration, &Registration::premium_charged_to_worker>},
    {"status", at<Registration, &Registration::status>},
    {"paid_months", at<Registration, &Registration::paid_months>},
    {"last_paid", at<Registration, &Registration::last_paid>}};

constexpr FactField<Relative> of_relative[] = {{"id", at<Relative, &Relative::id>},
                                               {"relation", at<Relative, &Relative::relation>},
                                               {"sex", at<Relative, &Relative::sex>},
                                               {"born", at<Relative, &Relative::born>},
                                               {"alive", at<Relative, &Relative::alive>},
                                               {"married", at<Relative, &Relative::married>},
                                               {"dependent", at<Relative, &Relative::dependent>},
                                               {"disabled", at<Relative, &Relative::disabled>},
                                               {"school", at<Relative, &Relative::school>},
                                               {"barred", at<Relative, &Relative::barred>}};

constexpr FactField<Nominee> of_nominee[] = {{"id", at<Nominee, &Nominee::id>},
                                             {"share", at<Nominee, &Nominee::share_percent>}};

constexpr FactField<Impairment> of_impairment[] = {
    {"part", at<Impairment, &Impairment::part>},
    {"kind", at<Impairment, &Impairment::kind>},
    {"side", at<Impairment, &Impairment::side>},
    {"at", at<Impairment, &Impairment::at>},
    {"percent", at<Impairment, &Impairment::percent>},
    {"grade", at<Impairment, &Impairment::grade>},
    {"months", at<Impairment, &Impairment::months>}};

constexpr FactField<Cost> of_cost[] = {
    {"head", at<Cost, &Cost::head>},       {"amount", cost_amount},
    {"currency", cost_currency},           {"incurred", at<Cost, &Cost::incurred>},
    {"days", at<Cost, &Cost::days>},       {"nights", at<Cost, &Cost::nights>},
    {"months", at<Cost, &Cost::months>},   {"paid_elsewhere", at<Cost, &Cost::paid_elsewhere>},
    {"receipt", at<Cost, &Cost::receipt>}, {"for", at<Cost, &Cost::for_whom>}};

constexpr FactField<PastPayment> of_past_payment[] = {
    {"scheme", at<PastPayment, &PastPayment::scheme>},
    {"benefit", at<PastPayment, &PastPayment::benefit>},
    {"date", at<PastPayment, &PastPayment::date>},
    {"amount", at<PastPayment, &PastPayment::amount>},
    {"currency", currency_at<PastPayment, &PastPayment::amount>},
    {"household", at<PastPayment, &PastPayment::household>}};

constexpr FactField<Period> of_period[] = {{"from", at<Period, &Period::from>},
                                           {"to", at<Period, &Period::to>}};

}  // namespace

template <>
std::span<const FactField<Case>> fact_fields() {
  return of_case;
}
template <>
std::span<const FactField<Registration>> fact_fields() {
  return of_registration;
}
template <>
std::span<const FactField<Relative>> fact_fields() {
  return of_relative;
}
template <>
std::span<const FactField<Nominee>> fact_fields() {
  return of_nominee;
}
template <>
std::span<const FactField<Impairment>> fact_fields() {
  return of_impairment;
}
template <>
std::span<const FactField<Cost>> fact_fields() {
  return of_cost;
}
template <>
std::span<const FactField<PastPayment>> fact_fields() {
  return of_past_payment;
}
template <>
std::span<const FactField<Period>> fact_fields() {
  return of_period;
}

}  // namespace haven::scheme
