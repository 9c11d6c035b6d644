#include "services/disbursement/domain/interest.hpp"

namespace haven::disbursement {

Result<void> may_end(const Interest& interest, const std::string& by) {
  if (interest.ended_by) {
    return refuse(ErrorKind::conflict, "interest_has_ended", "The interest has ended before.");
  }
  if (by != interest.subject && by != interest.told_by) return {};
  return refuse(ErrorKind::forbidden, "interest_ended_by_another_person",
                "The interest is yours, or told by you; ask another person to end it.");
}

}  // namespace haven::disbursement
