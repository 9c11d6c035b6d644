#include "services/adjudication/app/payee_name.hpp"

namespace haven::adjudication {
namespace {

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

}  // namespace haven::adjudication
