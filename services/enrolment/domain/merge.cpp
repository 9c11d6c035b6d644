#include "services/enrolment/domain/merge.hpp"

#include <algorithm>
#include <map>

#include "services/enrolment/domain/identity.hpp"

namespace haven::enrolment {
namespace {

using NewIds = std::map<std::string, std::string>;  // the other record's id -> the kept record's

bool is_same_person(const Relative& a, const Relative& b) {
  return a.facts.relation == b.facts.relation && a.facts.born == b.facts.born &&
         name_key(a.name, "") == name_key(b.name, "");
}

template <class People>
bool is_taken(const People& people, const std::string& id) {
  return std::ranges::any_of(people, [&](const auto& one) { return one.facts.id == id; });
}

// "child_a" becomes "child_a_2" where the kept record has a child_a already. Ids that the other
// record still has to bring are avoided too.
std::string free_id(const Particulars& kept, const Particulars& other, const std::string& wanted) {
  const auto taken = [&](const std::string& id) {
    return is_taken(kept.family, id) || is_taken(kept.nominees, id);
  };
  if (!taken(wanted)) return wanted;
  for (int count = 2;; ++count) {
    std::string id = wanted.substr(0, 36) + '_' + std::to_string(count);
    if (!taken(id) && !is_taken(other.family, id) && !is_taken(other.nominees, id)) return id;
  }
}

NewIds move_family(Particulars& kept, const Particulars& other) {
  const std::vector<Relative> own = kept.family;
  NewIds ids;
  for (Relative relative : other.family) {
    const auto same = std::ranges::find_if(
        own, [&](const Relative& mine) { return is_same_person(mine, relative); });
    if (same != own.end()) {
      ids[relative.facts.id] = same->facts.id;
      continue;
    }
    const std::string id = free_id(kept, other, relative.facts.id);
    ids[relative.facts.id] = id;
    relative.facts.id = id;
    kept.family.push_back(std::move(relative));
  }
  return ids;
}

void move_nominees(Particulars& kept, const Particulars& other, const NewIds& ids) {
  if (!kept.nominees.empty()) return;
  for (Nominee nominee : other.nominees) {
    const auto moved = ids.find(nominee.facts.id);
    nominee.facts.id = moved != ids.end() ? moved->second : free_id(kept, other, nominee.facts.id);
    kept.nominees.push_back(std::move(nominee));
  }
}

}  // namespace

Particulars merged(const Particulars& kept_record, const Particulars& other) {
  Particulars kept = kept_record;
  const NewIds ids = move_family(kept, other);
  move_nominees(kept, other, ids);
  if (!kept.contract) kept.contract = other.contract;
  if (!kept.stay.departed && !kept.stay.returned) kept.stay = other.stay;
  return kept;
}

}  // namespace haven::enrolment
