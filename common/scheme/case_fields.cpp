#include "common/scheme/fact_paths.hpp"

namespace haven::scheme {
namespace {

using namespace fact_paths;

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
    if (!each.alive || each.barred) continue;
    new (items + count++) Value{context_of(entries_of(each, arena), arena)};
  }
  return Value::list({items, count});
}

template <std::optional<Date> (*day)(const Case&)>
Value derived(const Case& facts, Arena& arena) {
  return as_value(day(facts), arena);
}

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

}  // namespace

template <>
std::span<const FactField<Case>> fact_fields() {
  return of_case;
}

}  // namespace haven::scheme
