#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/enrolment/api/json.hpp"
#include "services/enrolment/domain/states.hpp"

namespace haven::enrolment {
namespace {

namespace json = boost::json;

// Facts that are not known are left out.
void put(json::object& to, std::string_view name, const std::string& text) {
  if (!text.empty()) to[name] = text;
}

void put(json::object& to, std::string_view name, const std::optional<Date>& day) {
  if (day) to[name] = text_of(*day);
}

void put(json::object& to, std::string_view name, const std::optional<Money>& amount) {
  if (amount) to[name] = http::json_of(*amount);
}

json::object json_of(const Relative& relative) {
  const scheme::Relative& facts = relative.facts;
  json::object out{{"id", facts.id}, {"name", relative.name}, {"relation", facts.relation}};
  put(out, "sex", facts.sex);
  put(out, "born", facts.born);
  out["alive"] = facts.alive;
  out["married"] = facts.married;
  out["dependent"] = facts.dependent;
  out["disabled"] = facts.disabled;
  put(out, "school", facts.school);
  out["barred"] = facts.barred;
  return out;
}

json::object json_of(const Nominee& nominee) {
  json::object out{{"id", nominee.facts.id}};
  put(out, "name", nominee.name);
  if (nominee.facts.share_percent) out["share_percent"] = *nominee.facts.share_percent;
  return out;
}

json::object json_of(const scheme::Contract& contract) {
  json::object out;
  put(out, "start", contract.start);
  put(out, "end", contract.end);
  put(out, "hire", contract.hire);
  put(out, "occupation", contract.occupation);
  put(out, "sector", contract.sector);
  put(out, "salary", contract.salary);
  out["employer_paid_migration"] = contract.employer_paid_migration;
  put(out, "sponsor", contract.sponsor);
  return out;
}

json::object json_of(const scheme::Stay& stay) {
  json::object out;
  put(out, "departed", stay.departed);
  put(out, "returned", stay.returned);
  if (stay.home_leave == scheme::Period{}) return out;
  json::object leave;
  put(leave, "from", stay.home_leave.from);
  put(leave, "to", stay.home_leave.to);
  out["home_leave"] = std::move(leave);
  return out;
}

void put_term(json::object& out, const scheme::Registration& registration) {
  put(out, "registered", registration.registered);
  put(out, "paid", registration.paid);
  if (registration.term_months) out["term_months"] = *registration.term_months;
  put(out, "plan", registration.plan);
  put(out, "sum", registration.sum);
  json::array months;
  for (const Date first : registration.paid_months) {
    months.emplace_back(text_of(first).substr(0, std::size("2024-05") - 1));
  }
  if (!months.empty()) out["paid_months"] = std::move(months);
  put(out, "last_paid", registration.last_paid);
}

template <class Part>
json::array list_of(const std::vector<Part>& parts) {
  json::array out;
  for (const Part& part : parts) out.push_back(json_of(part));
  return out;
}

json::object identity_of(const Member& member) {
  const scheme::Person& person = member.particulars.person;
  json::object out{{"id", member.id.text()},
                   {"number", member.number},
                   {"version", member.version},
                   {"state", name_of(member.state)},
                   {"given_names", member.particulars.given_names},
                   {"family_name", member.particulars.family_name}};
  if (!member.merged_into.empty()) {
    out["merged_into"] = {{"id", member.merged_into.text()}, {"number", member.merged_into_number}};
  }
  put(out, "born", person.born);
  out["sex"] = person.sex;
  out["married"] = person.married;
  put(out, "preferred_hand", person.preferred_hand);
  out["country"] = person.country;
  return out;
}

}  // namespace

std::string json_of(const Member& member, const std::vector<std::string>& open_reviews) {
  const Particulars& who = member.particulars;
  json::object out = identity_of(member);
  out["family"] = list_of(who.family);
  out["nominees"] = list_of(who.nominees);
  if (who.contract) out["contract"] = json_of(*who.contract);
  out["stay"] = json_of(who.stay);
  out["open_identity_reviews"] = json::value_from(open_reviews);
  return json::serialize(out);
}

json::object json_of(const store::MemberLine& line) {
  json::object out{{"id", line.id.text()},
                   {"number", line.number},
                   {"state", line.state},
                   {"given_names", line.given_names},
                   {"family_name", line.family_name},
                   {"born", text_of(line.born)},
                   {"country", line.country}};
  put(out, "merged_into", line.merged_into);
  return out;
}

json::object json_of(const store::Review& review) {
  json::object out{{"id", review.id},
                   {"state", name_of(review.state)},
                   {"member", {{"id", review.member.text()}, {"number", review.member_number}}},
                   {"other", {{"id", review.other.text()}, {"number", review.other_number}}},
                   {"opened_at", text_of(review.opened_at)}};
  put(out, "decided_by", review.decided_by.value_or(""));
  if (review.decided_at) out["decided_at"] = text_of(*review.decided_at);
  put(out, "reason", review.reason.value_or(""));
  return out;
}

json::object json_of(const Cover& cover) {
  const scheme::Registration& registration = cover.registration;
  json::object out{{"id", cover.id.text()},
                   {"scheme", registration.scheme},
                   {"kind", registration.kind},
                   {"channel", registration.channel},
                   {"starts", text_of(cover.starts)},
                   {"ends", text_of(cover.ends)},
                   {"state", name_of(cover.state)},
                   {"premium_charged_to_worker", registration.premium_charged_to_worker}};
  put_term(out, registration);
  put(out, "receipt", cover.receipt_id);
  put(out, "ended", cover.ended);
  put(out, "ended_reason", cover.ended_reason);
  return out;
}

}  // namespace haven::enrolment
