#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

Particulars changed(Particulars particulars, const MemberChange& change) {
  if (change.married) particulars.person.married = *change.married;
  if (change.family) particulars.family = *change.family;
  if (change.nominees) particulars.nominees = *change.nominees;
  if (change.contract) particulars.contract = change.contract;
  if (change.stay) particulars.stay = *change.stay;
  return particulars;
}

}  // namespace haven::enrolment
