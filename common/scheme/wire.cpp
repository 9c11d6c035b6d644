#include "common/scheme/wire.hpp"

#include <utility>

namespace haven::scheme {
namespace {

std::string text_of(const std::optional<Date>& date) { return date ? haven::text_of(*date) : ""; }

/// Reads the parts of a message one after the other and keeps the first that cannot be read, so
/// that a translation is a list of fields without a test after each.
class Parts {
 public:
  std::optional<Date> date(const std::string& text, std::string field) {
    if (text.empty()) return {};
    const auto read = date_from(text);
    if (!read) note(std::move(field), "is a day such as 2024-05-14");
    return read;
  }

  Date needed_date(const std::string& text, std::string field) {
    if (text.empty()) note(field, "is needed");
    return date(text, std::move(field)).value_or(Date{});
  }

  Money money(const common::v1::Money& amount, std::string field) {
    auto read = money_from(amount);
    if (!read) note(std::move(field), "is an amount in a known currency");
    return read.value_or(Money{});
  }

  template <class T>
  Result<T> done(T read) const {
    if (wrong_) return refuse_field(wrong_->pointer, wrong_->detail);
    return read;
  }

 private:
  void note(std::string field, std::string detail) {
    if (!wrong_) wrong_ = FieldProblem{std::move(field), std::move(detail)};
  }
  std::optional<FieldProblem> wrong_;
};

std::string item(const char* list, int index, const char* field) {
  return "/" + std::string{list} + "/" + std::to_string(index) + "/" + field;
}

Registration registration(const v1::Registration& wire, const std::string& at, Parts& parts) {
  Registration read;
  read.scheme = wire.scheme();
  read.kind = wire.kind();
  read.channel = wire.channel();
  read.registered = parts.date(wire.registered(), at + "/registered");
  read.paid = parts.date(wire.paid(), at + "/paid");
  read.starts = parts.date(wire.starts(), at + "/starts");
  read.ends = parts.date(wire.ends(), at + "/ends");
  read.premium_charged_to_worker = wire.premium_charged_to_worker();
  read.status = wire.status();
  return read;
}

Person person(const v1::Person& wire, Parts& parts) {
  Person read;
  read.born = parts.date(wire.born(), "/member/born");
  read.sex = wire.sex();
  read.preferred_hand = wire.preferred_hand();
  read.married = wire.married();
  read.country = wire.country();
  return read;
}

Contract contract(const v1::Contract& wire, Parts& parts) {
  Contract read;
  read.start = parts.date(wire.start(), "/contract/start");
  read.end = parts.date(wire.end(), "/contract/end");
  read.hire = wire.hire();
  read.occupation = wire.occupation();
  read.sector = wire.sector();
  if (wire.has_salary()) read.salary = parts.money(wire.salary(), "/contract/salary");
  return read;
}

std::vector<Relative> family(const enrolment::v1::Member& member, Parts& parts) {
  std::vector<Relative> read;
  for (int i = 0; i < member.family_size(); ++i) {
    const auto& wire = member.family(i);
    Relative one;
    one.id = wire.id();
    one.relation = wire.relation();
    one.sex = wire.sex();
    one.born = parts.date(wire.born(), item("family", i, "born"));
    one.alive = !wire.dead();
    one.married = wire.married();
    one.dependent = wire.dependent();
    one.disabled = wire.disabled();
    one.school = wire.school();
    one.barred = wire.barred();
    read.push_back(std::move(one));
  }
  return read;
}

std::vector<Nominee> nominees(const enrolment::v1::Member& member) {
  std::vector<Nominee> read;
  for (const auto& wire : member.nominees()) {
    Nominee one;
    one.id = wire.id();
    if (wire.share_percent() != 0) one.share_percent = wire.share_percent();
    read.push_back(std::move(one));
  }
  return read;
}

Incident incident(const v1::Incident& wire, Parts& parts) {
  Incident read;
  read.kind = wire.kind();
  read.cause = wire.cause();
  read.date = parts.needed_date(wire.date(), "/incident/date");
  read.country = wire.country();
  read.circumstances.assign(wire.circumstances().begin(), wire.circumstances().end());
  return read;
}

std::vector<Impairment> impairments(const claims::v1::CaseFile& file) {
  std::vector<Impairment> read;
  for (const auto& wire : file.impairments()) {
    Impairment one;
    one.part = wire.part();
    if (!wire.kind().empty()) one.kind = wire.kind();
    one.side = wire.side();
    one.at = wire.at();
    if (wire.grade() != 0) one.grade = wire.grade();
    if (!wire.percent().empty()) one.percent = wire.percent();
    read.push_back(std::move(one));
  }
  return read;
}

Assessment assessment(const v1::Assessment& wire, Parts& parts) {
  Assessment read;
  read.cls = wire.class_();
  if (wire.has_amount()) read.amount = parts.money(wire.amount(), "/assessment/amount");
  read.by = wire.by();
  return read;
}

std::vector<Cost> costs(const claims::v1::CaseFile& file, Parts& parts) {
  std::vector<Cost> read;
  for (int i = 0; i < file.costs_size(); ++i) {
    const auto& wire = file.costs(i);
    Cost one;
    one.head = wire.head();
    one.amount = parts.money(wire.amount(), item("costs", i, "amount"));
    one.incurred = parts.date(wire.incurred(), item("costs", i, "incurred"));
    one.receipt = !wire.no_receipt();
    one.for_whom = wire.for_();
    read.push_back(std::move(one));
  }
  return read;
}

Award award(const v1::Award& wire, Parts& parts) {
  Award read;
  read.amount = parts.money(wire.amount(), "/award/amount");
  read.final = wire.final();
  read.ordered = parts.date(wire.ordered(), "/award/ordered");
  read.notified = parts.date(wire.notified(), "/award/notified");
  return read;
}

std::vector<Paper> documents(const claims::v1::CaseFile& file) {
  std::vector<Paper> read;
  for (const auto& wire : file.documents()) read.push_back({wire.document(), wire.for_()});
  return read;
}

Case member_part(const enrolment::v1::Member& member, const std::string& pack, Date today,
                 Parts& parts) {
  Case facts;
  facts.pack = pack;
  facts.today = today;
  facts.member = person(member.person(), parts);
  for (int i = 0; i < member.registrations_size(); ++i) {
    facts.registrations.push_back(
        registration(member.registrations(i), "/registrations/" + std::to_string(i), parts));
  }
  if (member.has_contract()) facts.contract = contract(member.contract(), parts);
  facts.stay.departed = parts.date(member.stay().departed(), "/stay/departed");
  facts.stay.returned = parts.date(member.stay().returned(), "/stay/returned");
  facts.family = family(member, parts);
  facts.nominees = nominees(member);
  return facts;
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
  return wire;
}

v1::Stay wire_of(const Stay& stay) {
  v1::Stay wire;
  wire.set_departed(text_of(stay.departed));
  wire.set_returned(text_of(stay.returned));
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
  return wire;
}

v1::Assessment wire_of(const Assessment& assessment) {
  v1::Assessment wire;
  wire.set_class_(assessment.cls);
  if (assessment.amount) *wire.mutable_amount() = wire_of(*assessment.amount);
  wire.set_by(assessment.by);
  return wire;
}

v1::Cost wire_of(const Cost& cost) {
  v1::Cost wire;
  wire.set_head(cost.head);
  *wire.mutable_amount() = wire_of(cost.amount);
  wire.set_incurred(text_of(cost.incurred));
  wire.set_no_receipt(!cost.receipt);
  wire.set_for_(cost.for_whom);
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
  return wire;
}

Result<Money> money_from(const common::v1::Money& wire) {
  const auto currency = Currency::from(wire.currency());
  if (!currency) return refuse_field("/currency", "is an ISO 4217 code that haven knows");
  return Money{wire.minor(), *currency};
}

Result<Registration> registration_from(const v1::Registration& wire) {
  Parts parts;
  return parts.done(registration(wire, "", parts));
}

Result<Case> case_from(const enrolment::v1::Member& member, const std::string& pack, Date today) {
  Parts parts;
  return parts.done(member_part(member, pack, today, parts));
}

Result<Case> case_from(const enrolment::v1::Member& member, const claims::v1::CaseFile& file,
                       const std::string& pack, Date today) {
  Parts parts;
  Case facts = member_part(member, pack, today, parts);
  facts.id = file.reference();
  facts.incident = incident(file.incident(), parts);
  facts.impairments = impairments(file);
  if (file.has_assessment()) facts.assessment = assessment(file.assessment(), parts);
  facts.costs = costs(file, parts);
  if (file.has_award()) facts.award = award(file.award(), parts);
  facts.apply.assign(file.apply().begin(), file.apply().end());
  facts.documents = documents(file);
  facts.facts.insert(file.facts().begin(), file.facts().end());
  facts.filed = parts.date(file.filed(), "/filed");
  facts.papers_complete = parts.date(file.papers_complete(), "/papers_complete");
  return parts.done(std::move(facts));
}

}  // namespace haven::scheme
