#include "services/disbursement/app/tell_interest.hpp"

#include "services/disbursement/store/interests.hpp"

namespace haven::disbursement {

Interest tell_interest(db::Transaction& tx, Interest interest, Instant now) {
  interest.id = new_id<InterestId>(now);
  interest.told_at = now;
  store::insert_interest(tx, interest);
  return interest;
}

Result<Interest> end_interest(db::Transaction& tx, const EndInterest& command, Instant now) {
  auto interest = store::find_interest_for_update(tx, command.fund, command.interest);
  if (!interest) {
    return refuse(ErrorKind::not_found, "interest_unknown", "The fund has no such interest.");
  }
  if (const auto may = may_end(*interest, command.by); !may) return pass(may);
  interest->ended_by = command.by;
  interest->ended_at = now;
  interest->ended_because = command.reason;

  store::save_end(tx, *interest);
  return *interest;
}

}  // namespace haven::disbursement
