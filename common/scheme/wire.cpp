#include "common/scheme/wire.hpp"

namespace haven::scheme {
namespace {

std::string text_of(const std::optional<Date>& date) {
  return date ? haven::text_of(*date) : "";
}

}  // namespace

common::v1::Money wire_of(const Money& amount) {
  common::v1::Money wire;
  wire.set_minor(amount.minor());
  wire.set_currency(amount.currency().code());
  return wire;
}

v1::Person wire_of(const Person& person) {
  v1::Person wire;
  wire.set_born(text_of(person.born));
  wire.set_sex(person.sex);
  wire.set_preferred_hand(person.preferred_hand);
  wire.set_married(person.married);
  wire.set_country(person.country);
  return wire;
}

v1::Registration wire_of(const Registration& registration) {
  v1::Registration wire;
  wire.set_scheme(registration.scheme);
  wire.set_kind(registration.kind);
  wire.set_channel(registration.channel);
  wire.set_registered(text_of(registration.registered));
  wire.set_paid(text_of(registration.paid));
  wire.set_starts(text_of(registration.starts));
  wire.set_ends(text_of(registration.ends));
  wire.set_premium_charged_to_worker(registration.premium_charged_to_worker);
  wire.set_status(registration.status);
  if (registration.term_months) wire.set_term_months(*registration.term_months);
  wire.set_plan(registration.plan);
  if (registration.sum) *wire.mutable_sum() = wire_of(*registration.sum);
  for (const Date month : registration.paid_months) wire.add_paid_months(haven::text_of(month));
  wire.set_last_paid(text_of(registration.last_paid));
  return wire;
}

v1::Contract wire_of(const Contract& contract) {
  v1::Contract wire;
  wire.set_start(text_of(contract.start));
  wire.set_end(text_of(contract.end));
  wire.set_hire(contract.hire);
  wire.set_occupation(contract.occupation);
  wire.set_sector(contract.sector);
  if (contract.salary) *wire.mutable_salary() = wire_of(*contract.salary);
  wire.set_employer_paid_migration(contract.employer_paid_migration);
  wire.set_sponsor(contract.sponsor);
  return wire;
}

v1::Period wire_of(const Period& period) {
  v1::Period wire;
  wire.set_from(text_of(period.from));
  wire.set_to(text_of(period.to));
  return wire;
}

v1::Stay wire_of(const Stay& stay) {
  v1::Stay wire;
  wire.set_departed(text_of(stay.departed));
  wire.set_returned(text_of(stay.returned));
  if (stay.home_leave != Period{}) *wire.mutable_home_leave() = wire_of(stay.home_leave);
  return wire;
}

v1::Relative wire_of(const Relative& relative, const std::string& name) {
  v1::Relative wire;
  wire.set_id(relative.id);
  wire.set_relation(relative.relation);
  wire.set_sex(relative.sex);
  wire.set_born(text_of(relative.born));
  wire.set_dead(!relative.alive);
  wire.set_married(relative.married);
  wire.set_dependent(relative.dependent);
  wire.set_disabled(relative.disabled);
  wire.set_school(relative.school);
  wire.set_barred(relative.barred);
  wire.set_name(name);
  return wire;
}

v1::Nominee wire_of(const Nominee& nominee, const std::string& name) {
  v1::Nominee wire;
  wire.set_id(nominee.id);
  wire.set_share_percent(nominee.share_percent.value_or(0));
  wire.set_share_hundredths(nominee.share_hundredths);
  wire.set_name(name);
  return wire;
}

v1::Incident wire_of(const Incident& incident) {
  v1::Incident wire;
  wire.set_kind(incident.kind);
  wire.set_cause(incident.cause);
  wire.set_date(haven::text_of(incident.date));
  wire.set_country(incident.country);
  for (const auto& each : incident.circumstances) wire.add_circumstances(each);
  return wire;
}

v1::Impairment wire_of(const Impairment& impairment) {
  v1::Impairment wire;
  wire.set_part(impairment.part);
  wire.set_kind(impairment.kind);
  wire.set_side(impairment.side);
  wire.set_at(impairment.at);
  wire.set_grade(impairment.grade.value_or(0));
  wire.set_percent(impairment.percent.value_or(""));
  if (impairment.months) wire.set_months(*impairment.months);
  return wire;
}

v1::Assessment wire_of(const Assessment& assessment) {
  v1::Assessment wire;
  wire.set_class_(assessment.cls);
  if (assessment.amount) *wire.mutable_amount() = wire_of(*assessment.amount);
  wire.set_by(assessment.by);
  wire.set_percent(assessment.percent.value_or(""));
  return wire;
}

v1::Cost wire_of(const Cost& cost) {
  v1::Cost wire;
  wire.set_head(cost.head);
  if (cost.has_amount()) *wire.mutable_amount() = wire_of(cost.amount);
  wire.set_incurred(text_of(cost.incurred));
  wire.set_no_receipt(!cost.receipt);
  wire.set_for_(cost.for_whom);
  if (cost.days) wire.set_days(*cost.days);
  if (cost.nights) wire.set_nights(*cost.nights);
  if (cost.months) wire.set_months(*cost.months);
  if (cost.paid_elsewhere) *wire.mutable_paid_elsewhere() = wire_of(*cost.paid_elsewhere);
  return wire;
}

v1::Award wire_of(const Award& award) {
  v1::Award wire;
  *wire.mutable_amount() = wire_of(award.amount);
  wire.set_final(award.final);
  wire.set_ordered(text_of(award.ordered));
  wire.set_notified(text_of(award.notified));
  return wire;
}

v1::Paper wire_of(const Paper& paper) {
  v1::Paper wire;
  wire.set_document(paper.document);
  wire.set_for_(paper.for_whom);
  return wire;
}

adjudication::v1::Line wire_of(const Line& line) {
  adjudication::v1::Line wire;
  wire.set_scheme(line.scheme);
  wire.set_layer(line.layer);
  wire.set_benefit(line.benefit);
  wire.set_outcome(name_of(line.outcome));
  wire.set_reason(line.reason);
  wire.set_rule(line.rule);
  wire.set_source(line.source);
  if (line.outcome != Outcome::pay) return wire;
  *wire.mutable_amount() = wire_of(line.amount);
  for (const Share& share : line.shares) {
    auto* one = wire.add_shares();
    one->set_party(share.party);
    *one->mutable_amount() = wire_of(share.amount);
  }
  if (line.instalments) {
    auto& again = *wire.mutable_instalments();
    again.set_every(line.instalments->every);
    again.set_times(line.instalments->times.value_or(0));
    again.set_while_true(line.instalments->while_true);
  }
  return wire;
}

}  // namespace haven::scheme
