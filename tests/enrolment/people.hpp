#pragma once
#include <string>

#include "services/enrolment/domain/member.hpp"

/// People whom every rule accepts; a test changes the one fact that it is about.
namespace haven::enrolment {

inline Date day(const char* text) {
  return *date_from(text);
}

inline Relative relative(const std::string& id, const std::string& relation, const char* born) {
  Relative relative;
  relative.facts.id = id;
  relative.facts.relation = relation;
  relative.facts.born = day(born);
  relative.name = "Relative " + id;
  return relative;
}

inline Nominee nominee(const std::string& id, std::optional<int> share = {}) {
  Nominee nominee;
  nominee.facts.id = id;
  nominee.facts.share_percent = share;
  return nominee;
}

inline scheme::Contract contract(const char* start, const char* end) {
  scheme::Contract contract;
  contract.start = day(start);
  contract.end = day(end);
  contract.hire = "agency";
  contract.occupation = "domestic_worker";
  contract.sector = "household";
  contract.salary = money(40000, "USD");
  return contract;
}

inline scheme::Registration policy(const char* starts, const char* ends) {
  scheme::Registration registration;
  registration.scheme = "oci";
  registration.kind = "new";
  registration.channel = "agency";
  registration.starts = day(starts);
  registration.ends = day(ends);
  return registration;
}

/// A domestic worker with a husband and a child, both nominated equally.
inline Candidate domestic_worker(const std::string& passport = "P1234567A") {
  Candidate candidate;
  Particulars& who = candidate.particulars;
  who.given_names = "Maria Luz";
  who.family_name = "Santos";
  who.person.born = day("1988-04-12");
  who.person.sex = "female";
  who.person.married = true;
  who.person.country = "PH";
  who.family = {relative("husband", "spouse", "1986-09-30"),
                relative("child_a", "child", "2014-02-11")};
  who.nominees = {nominee("husband"), nominee("child_a")};
  who.contract = contract("2024-03-01", "2026-02-28");
  who.stay.departed = day("2024-03-01");
  candidate.document = {"passport", "PH", passport};
  return candidate;
}

}  // namespace haven::enrolment
