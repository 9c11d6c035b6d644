#include <algorithm>

#include "common/http/json.hpp"
#include "services/enrolment/api/json.hpp"
#include "services/enrolment/domain/check.hpp"

namespace haven::enrolment {
namespace {

using http::JsonReader;

Relative relative_from(JsonReader& body) {
  Relative relative;
  scheme::Relative& facts = relative.facts;
  facts.id = body.text("id", 40);
  relative.name = body.text("name");
  facts.relation = body.text("relation", 40);
  facts.sex = body.maybe_one_of("sex", {"female", "male"}).value_or("");
  facts.born = body.maybe_date("born");
  facts.alive = body.boolean("alive", true);
  facts.married = body.boolean("married", false);
  facts.dependent = body.boolean("dependent", false);
  facts.disabled = body.boolean("disabled", false);
  facts.school = body.maybe_text("school", 40).value_or("");
  facts.barred = body.boolean("barred", false);
  return relative;
}

Nominee nominee_from(JsonReader& body) {
  Nominee nominee;
  nominee.facts.id = body.text("id", 40);
  nominee.name = body.maybe_text("name").value_or("");
  if (const auto share = body.maybe_integer("share_percent", 1, 100)) {
    nominee.facts.share_percent = static_cast<int>(*share);
  }
  return nominee;
}

std::vector<Relative> family_from(JsonReader& body) {
  std::vector<Relative> family;
  body.list("family", relatives_max,
            [&](JsonReader& one) { family.push_back(relative_from(one)); });
  return family;
}

std::vector<Nominee> nominees_from(JsonReader& body) {
  std::vector<Nominee> nominees;
  body.list("nominees", nominees_max,
            [&](JsonReader& one) { nominees.push_back(nominee_from(one)); });
  return nominees;
}

std::optional<scheme::Contract> contract_from(JsonReader& body) {
  if (!body.has("contract")) return {};
  scheme::Contract contract;
  body.object("contract", [&](JsonReader& part) {
    contract.start = part.date("start");
    contract.end = part.date("end");
    contract.hire = part.one_of("hire", {"agency", "direct"});
    contract.occupation = part.maybe_text("occupation", 40).value_or("");
    contract.sector = part.maybe_text("sector", 40).value_or("");
    contract.salary = part.maybe_money("salary");
    contract.employer_paid_migration = part.boolean("employer_paid_migration", false);
    contract.sponsor = part.maybe_one_of("sponsor", {"same", "new"}).value_or("");
  });
  return contract;
}

std::optional<scheme::Stay> stay_from(JsonReader& body) {
  if (!body.has("stay")) return {};
  scheme::Stay stay;
  body.object("stay", [&](JsonReader& part) {
    stay.departed = part.maybe_date("departed");
    stay.returned = part.maybe_date("returned");
    if (!part.has("home_leave")) return;
    part.object("home_leave", [&](JsonReader& leave) {
      stay.home_leave = {leave.date("from"), leave.date("to")};
    });
  });
  return stay;
}

// "2024-05" for each: its first day, in order.
std::vector<Date> months_from(JsonReader& body, const char* name) {
  std::vector<Date> months;
  for (const std::string& text : body.texts(name, paid_months_max, 7)) {
    const auto first = date_from(text + "-01");
    if (!first) body.wrong(name, "each a month such as 2024-05");
    months.push_back(first.value_or(Date{}));
  }
  std::ranges::sort(months);
  return months;
}

void read_term(JsonReader& body, scheme::Registration& registration) {
  registration.registered = body.maybe_date("registered");
  registration.paid = body.maybe_date("paid");
  registration.starts = body.maybe_date("starts");
  registration.ends = body.maybe_date("ends");
  if (const auto term = body.maybe_integer("term_months", 1, term_months_max)) {
    registration.term_months = static_cast<int>(*term);
  }
  registration.plan = body.maybe_text("plan", 40).value_or("");
  registration.sum = body.maybe_money("sum");
  registration.paid_months = months_from(body, "paid_months");
  registration.last_paid = body.maybe_date("last_paid");
}

scheme::Person person_from(JsonReader& body) {
  scheme::Person person;
  person.born = body.date("born");
  person.sex = body.one_of("sex", {"female", "male"});
  person.married = body.boolean("married", false);
  person.preferred_hand = body.maybe_one_of("preferred_hand", {"left", "right"}).value_or("");
  person.country = body.text("country", 2);
  return person;
}

}  // namespace

Result<Candidate> candidate_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  Candidate candidate;
  Particulars& who = candidate.particulars;
  who.given_names = body->text("given_names");
  who.family_name = body->text("family_name");
  who.person = person_from(*body);
  body->object("document", [&](JsonReader& part) {
    candidate.document.type = part.one_of("type", {"passport", "seaman_book", "national_id"});
    candidate.document.number = part.text("number", 40);
  });
  candidate.document.country = who.person.country;
  who.family = family_from(*body);
  who.nominees = nominees_from(*body);
  who.contract = contract_from(*body);
  who.stay = stay_from(*body).value_or(scheme::Stay{});
  if (auto complete = body->finish(); !complete) return pass(complete);
  return candidate;
}

Result<MemberChange> member_change_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  MemberChange change;
  if (body->has("married")) change.married = body->boolean("married", false);
  if (body->has("family")) change.family = family_from(*body);
  if (body->has("nominees")) change.nominees = nominees_from(*body);
  change.contract = contract_from(*body);
  change.stay = stay_from(*body);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return change;
}

Result<scheme::Registration> registration_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  scheme::Registration registration;
  registration.scheme = body->text("scheme", 40);
  registration.kind = body->maybe_one_of("kind", {"new", "renewal"}).value_or("new");
  registration.channel =
      body->one_of("channel", {"agency", "direct", "individual", "mission", "promoter"});
  read_term(*body, registration);
  registration.premium_charged_to_worker = body->boolean("premium_charged_to_worker", false);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return registration;
}

Result<DecideIdentityReview> ruling_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  DecideIdentityReview command;
  command.review = request.param("review");
  const std::string outcome = body->one_of("outcome", {"distinct", "same"});
  if (const auto keep = body->maybe_uuid("keep")) command.keep = MemberId{*keep};
  command.reason = body->text("reason");
  if (outcome == "same" && !command.keep) {
    body->wrong("keep", "the id of the record that stays, because the outcome is same");
  }
  if (outcome == "distinct" && command.keep) {
    body->wrong("keep", "nothing, because both records stay");
  }
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

}  // namespace haven::enrolment
