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

  std::optional<std::string> percent(const std::string& text, std::string field) {
    if (text.empty()) return {};
    if (!is_percent(text)) note(std::move(field), "is a number from 0 to 100 such as 33.5");
    return text;
  }

  std::optional<int> count(bool given, int number, std::string field) {
    if (!given) return {};
    if (number < 0) note(std::move(field), "is not below 0");
    return number;
  }

  Period period(const v1::Period& wire, const std::string& field) {
    return {date(wire.from(), field + "/from"), date(wire.to(), field + "/to")};
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

std::string item(const char* list, int index) {
  return "/" + std::string{list} + "/" + std::to_string(index);
}

std::string item(const char* list, int index, const char* field) {
  return item(list, index) + "/" + field;
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
  read.term_months = parts.count(wire.has_term_months(), wire.term_months(), at + "/term_months");
  read.plan = wire.plan();
  if (wire.has_sum()) read.sum = parts.money(wire.sum(), at + "/sum");
  for (const auto& month : wire.paid_months()) {
    read.paid_months.push_back(parts.needed_date(month, at + "/paid_months"));
  }
  read.last_paid = parts.date(wire.last_paid(), at + "/last_paid");
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
  read.employer_paid_migration = wire.employer_paid_migration();
  read.sponsor = wire.sponsor();
  return read;
}

Stay stay(const v1::Stay& wire, Parts& parts) {
  Stay read;
  read.departed = parts.date(wire.departed(), "/stay/departed");
  read.returned = parts.date(wire.returned(), "/stay/returned");
  read.home_leave = parts.period(wire.home_leave(), "/stay/home_leave");
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
    if (wire.share_percent() != 0 || wire.share_hundredths() != 0) {
      one.share_percent = wire.share_percent();
    }
    one.share_hundredths = wire.share_hundredths();
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

std::vector<Impairment> impairments(const claims::v1::CaseFile& file, Parts& parts) {
  std::vector<Impairment> read;
  for (int i = 0; i < file.impairments_size(); ++i) {
    const auto& wire = file.impairments(i);
    Impairment one;
    one.part = wire.part();
    if (!wire.kind().empty()) one.kind = wire.kind();
    one.side = wire.side();
    one.at = wire.at();
    if (wire.grade() != 0) one.grade = wire.grade();
    one.percent = parts.percent(wire.percent(), item("impairments", i, "percent"));
    one.months = parts.count(wire.has_months(), wire.months(), item("impairments", i, "months"));
    read.push_back(std::move(one));
  }
  return read;
}

Assessment assessment(const v1::Assessment& wire, Parts& parts) {
  Assessment read;
  read.cls = wire.class_();
  if (wire.has_amount()) read.amount = parts.money(wire.amount(), "/assessment/amount");
  read.by = wire.by();
  read.percent = parts.percent(wire.percent(), "/assessment/percent");
  return read;
}

Cost cost(const v1::Cost& wire, const std::string& at, Parts& parts) {
  Cost read;
  read.head = wire.head();
  if (wire.has_amount()) read.amount = parts.money(wire.amount(), at + "/amount");
  read.incurred = parts.date(wire.incurred(), at + "/incurred");
  read.receipt = !wire.no_receipt();
  read.for_whom = wire.for_();
  read.days = parts.count(wire.has_days(), wire.days(), at + "/days");
  read.nights = parts.count(wire.has_nights(), wire.nights(), at + "/nights");
  read.months = parts.count(wire.has_months(), wire.months(), at + "/months");
  if (wire.has_paid_elsewhere()) {
    read.paid_elsewhere = parts.money(wire.paid_elsewhere(), at + "/paid_elsewhere");
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
  facts.stay = stay(member.stay(), parts);
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
  facts.impairments = impairments(file, parts);
  if (file.has_assessment()) facts.assessment = assessment(file.assessment(), parts);
  for (int i = 0; i < file.costs_size(); ++i) {
    facts.costs.push_back(cost(file.costs(i), item("costs", i), parts));
  }
  if (file.has_award()) facts.award = award(file.award(), parts);
  facts.apply.assign(file.apply().begin(), file.apply().end());
  facts.documents = documents(file);
  facts.facts.insert(file.facts().begin(), file.facts().end());
  facts.filed = parts.date(file.filed(), "/filed");
  for (int i = 0; i < file.pauses_size(); ++i) {
    facts.pauses.push_back(parts.period(file.pauses(i), item("pauses", i)));
  }
  facts.papers_complete = parts.date(file.papers_complete(), "/papers_complete");
  return parts.done(std::move(facts));
}

}  // namespace haven::scheme
