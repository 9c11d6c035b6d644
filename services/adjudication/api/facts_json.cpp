#include "services/adjudication/api/facts_json.hpp"

#include "common/http/json.hpp"

namespace haven::adjudication {
namespace {

namespace json = boost::json;

// A JSON object that leaves out what is not known.
struct Known {
  json::object object;

  Known& add(const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
    return *this;
  }
  Known& add(const char* name, const std::optional<Date>& day) {
    if (day) object[name] = text_of(*day);
    return *this;
  }
  Known& add(const char* name, const std::optional<Money>& amount) {
    if (amount) object[name] = http::json_of(*amount);
    return *this;
  }
  Known& add(const char* name, const std::optional<int>& number) {
    if (number) object[name] = *number;
    return *this;
  }
  Known& yes(const char* name, bool holds) {
    object[name] = holds;
    return *this;
  }
};

json::array days(const std::vector<Date>& all) {
  json::array list;
  for (const Date day : all) list.emplace_back(text_of(day));
  return list;
}

json::array texts(const std::vector<std::string>& all) {
  return json::array(all.begin(), all.end());
}

json::object json_of(const scheme::Person& person) {
  return Known{}
      .add("born", person.born)
      .add("sex", person.sex)
      .add("preferred_hand", person.preferred_hand)
      .add("country", person.country)
      .yes("married", person.married)
      .object;
}

json::object json_of(const scheme::Registration& registration) {
  Known known;
  known.add("scheme", registration.scheme)
      .add("kind", registration.kind)
      .add("channel", registration.channel)
      .add("registered", registration.registered)
      .add("paid", registration.paid)
      .add("starts", registration.starts)
      .add("ends", registration.ends)
      .add("status", registration.status)
      .add("term_months", registration.term_months)
      .add("plan", registration.plan)
      .add("sum", registration.sum)
      .add("last_paid", registration.last_paid)
      .yes("premium_charged_to_worker", registration.premium_charged_to_worker);
  if (!registration.paid_months.empty()) {
    known.object["paid_months"] = days(registration.paid_months);
  }
  return known.object;
}

json::object json_of(const scheme::Contract& contract) {
  return Known{}
      .add("start", contract.start)
      .add("end", contract.end)
      .add("hire", contract.hire)
      .add("occupation", contract.occupation)
      .add("sector", contract.sector)
      .add("salary", contract.salary)
      .add("sponsor", contract.sponsor)
      .yes("employer_paid_migration", contract.employer_paid_migration)
      .object;
}

json::object json_of(const scheme::Period& period) {
  return Known{}.add("from", period.from).add("to", period.to).object;
}

json::object json_of(const scheme::Stay& stay) {
  Known known;
  known.add("departed", stay.departed).add("returned", stay.returned);
  if (stay.home_leave != scheme::Period{}) known.object["home_leave"] = json_of(stay.home_leave);
  return known.object;
}

json::object json_of(const scheme::Incident& incident) {
  Known known;
  known.add("kind", incident.kind)
      .add("cause", incident.cause)
      .add("date", std::optional{incident.date})
      .add("country", incident.country);
  known.object["circumstances"] = texts(incident.circumstances);
  return known.object;
}

json::object json_of(const scheme::Impairment& impairment) {
  Known known;
  known.add("part", impairment.part)
      .add("kind", impairment.kind)
      .add("side", impairment.side)
      .add("at", impairment.at)
      .add("percent", impairment.percent.value_or(""))
      .add("grade", impairment.grade)
      .add("months", impairment.months);
  return known.object;
}

json::object json_of(const scheme::Assessment& assessment) {
  return Known{}
      .add("class", assessment.cls)
      .add("amount", assessment.amount)
      .add("percent", assessment.percent.value_or(""))
      .add("by", assessment.by)
      .object;
}

json::object json_of(const scheme::Cost& cost) {
  return Known{}
      .add("head", cost.head)
      .add("amount", cost.has_amount() ? std::optional{cost.amount} : std::nullopt)
      .add("incurred", cost.incurred)
      .add("for", cost.for_whom)
      .add("days", cost.days)
      .add("nights", cost.nights)
      .add("months", cost.months)
      .add("paid_elsewhere", cost.paid_elsewhere)
      .yes("receipt", cost.receipt)
      .object;
}

json::object json_of(const scheme::Award& award) {
  return Known{}
      .add("amount", std::optional{award.amount})
      .add("ordered", award.ordered)
      .add("notified", award.notified)
      .yes("final", award.final)
      .object;
}

json::object json_of(const scheme::Relative& relative) {
  return Known{}
      .add("id", relative.id)
      .add("relation", relative.relation)
      .add("sex", relative.sex)
      .add("born", relative.born)
      .add("school", relative.school)
      .yes("alive", relative.alive)
      .yes("married", relative.married)
      .yes("dependent", relative.dependent)
      .yes("disabled", relative.disabled)
      .yes("barred", relative.barred)
      .object;
}

json::object json_of(const scheme::Nominee& nominee) {
  json::object one{{"id", nominee.id}};
  if (nominee.share_percent) one["share_percent"] = *nominee.share_percent;
  if (nominee.share_hundredths != 0) one["share_hundredths"] = nominee.share_hundredths;
  return one;
}

json::object json_of(const scheme::Paper& paper) {
  return Known{}.add("document", paper.document).add("for", paper.for_whom).object;
}

json::object json_of(const scheme::PastPayment& payment) {
  return Known{}
      .add("scheme", payment.scheme)
      .add("benefit", payment.benefit)
      .add("date", std::optional{payment.date})
      .add("amount", std::optional{payment.amount})
      .object;
}

// Below the overloads that it chooses from.
template <class Things>
json::array all_of(const Things& things) {
  json::array all;
  for (const auto& thing : things) all.push_back(json_of(thing));
  return all;
}

}  // namespace

json::object facts_json(const scheme::Case& facts) {
  json::object all{{"today", text_of(facts.today)},
                   {"member", json_of(facts.member)},
                   {"registrations", all_of(facts.registrations)},
                   {"stay", json_of(facts.stay)},
                   {"incident", json_of(facts.incident)},
                   {"impairments", all_of(facts.impairments)},
                   {"costs", all_of(facts.costs)},
                   {"family", all_of(facts.family)},
                   {"nominees", all_of(facts.nominees)},
                   {"history", all_of(facts.history)},
                   {"pauses", all_of(facts.pauses)},
                   {"apply", texts(facts.apply)}};
  if (facts.contract) all["contract"] = json_of(*facts.contract);
  if (facts.assessment) all["assessment"] = json_of(*facts.assessment);
  if (facts.award) all["award"] = json_of(*facts.award);
  if (facts.documents) all["documents"] = all_of(*facts.documents);
  if (facts.filed) all["filed"] = text_of(*facts.filed);
  if (facts.papers_complete) all["papers_complete"] = text_of(*facts.papers_complete);
  json::object more;
  for (const auto& [name, value] : facts.facts) more[name] = value;
  all["facts"] = std::move(more);
  return all;
}

}  // namespace haven::adjudication
