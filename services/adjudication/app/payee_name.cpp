#include "services/adjudication/app/payee_name.hpp"

namespace haven::adjudication {
namespace {

// Eighteen in the civil law of every country whose pack is shipped.
constexpr std::chrono::years age_of_majority{18};

// Who was born on 29 February is a year older on 1 March of the years without that day.
Date years_after(Date day, std::chrono::years years) {
  const auto then = std::chrono::year_month_day{day} + years;
  return then.ok() ? Date{then} : Date{then.year() / std::chrono::March / 1};
}

std::string full_name(const enrolment::v1::Member& member) {
  if (member.given_names().empty()) return member.family_name();
  if (member.family_name().empty()) return member.given_names();
  return member.given_names() + " " + member.family_name();
}

template <class People>
std::string name_in(const People& people, const std::string& party) {
  for (const auto& person : people) {
    if (person.id() == party) return person.name();
  }
  return "";
}

}  // namespace

std::string payee_name(const std::string& party, const enrolment::v1::Member& member,
                       const claims::v1::CaseFile& file) {
  std::string name = party == "member" ? full_name(member) : name_in(member.family(), party);
  if (name.empty()) name = name_in(member.nominees(), party);
  for (const auto& account : file.accounts()) {
    if (name.empty() && account.party() == party) name = account.owner_name();
  }
  return name.empty() ? party : name;
}

bool is_minor(const std::string& party, const enrolment::v1::Member& member, Date today) {
  for (const auto& relative : member.family()) {
    if (relative.id() != party) continue;
    const auto born = date_from(relative.born());
    return born && today < years_after(*born, age_of_majority);
  }
  return false;
}

}  // namespace haven::adjudication
