#include "services/contributions/app/assess_renewal.hpp"

#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/members.hpp"

namespace haven::contributions {

Result<Assessment> assess_renewal(db::Transaction& tx, const Occasion& occasion,
                                  const AssessRenewal& command) {
  const auto member = store::find_member(tx, occasion.fund, command.member_number);

  if (!member) return refuse_field("/member_number", "the number of a member of this fund");
  const auto price =
      scheme::contribution_due(occasion.pack, command.scheme, "renewal", occasion.today);
  if (!price) return refuse_field("/scheme", "a scheme whose contributions this fund collects");
  Assessment renewal;
  renewal.id = new_id<AssessmentId>(occasion.now);
  renewal.member = *member;
  renewal.member_number = command.member_number;
  renewal.scheme = command.scheme;
  renewal.kind = "renewal";
  renewal.amount = *price;
  renewal.assessed = occasion.today;

  if (store::insert_assessments(tx, occasion.fund, {renewal}, occasion.by) == 0) {
    return refuse(ErrorKind::conflict, "renewal_already_due",
                  "The member has been asked for a renewal of this scheme and has not paid it.");
  }
  return renewal;
}

}  // namespace haven::contributions
