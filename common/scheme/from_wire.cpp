#include <utility>

#include "common/scheme/wire.hpp"

namespace haven::scheme {
namespace {

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
