#include "services/enrolment/app/decide_identity_review.hpp"

#include <google/protobuf/util/json_util.h>

#include "common/core/ensure.hpp"
#include "services/enrolment/app/say.hpp"
#include "services/enrolment/app/tell_doubt.hpp"
#include "services/enrolment/domain/merge.hpp"
#include "services/enrolment/store/members.hpp"
#include "services/enrolment/store/parts.hpp"
#include "services/enrolment/store/reviews.hpp"

namespace haven::enrolment {
namespace {

std::string json_of(const v1::Member& record) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(record, &json);
  ensure(status.ok(), "a member's record can be written as JSON");
  return json;
}

// Says how a record stands whose pointer moved, under its own subject: whoever keeps a copy of it
// learns where it went.
void announce_pointer(db::Transaction& tx, const Occasion& occasion, const MemberId& id) {
  const auto record = store::find_member(tx, occasion.fund, id);
  ensure(record.has_value(), "a merged record stays");
  store::insert_changes(tx, {&*record}, {"merged", occasion.by, occasion.now});
  say(tx, occasion, {family_changed(*record, "merged")});
}

Member merge(db::Transaction& tx, const Occasion& occasion, const store::Review& review,
             const Member& kept_before, const Member& other, const std::string& reason) {
  const store::Ruling ruling{ReviewState::merged, occasion.by, reason};
  const auto pointing = store::merged_into(tx, other.id);

  Member kept = kept_before;
  kept.particulars = merged(kept_before.particulars, other.particulars);
  ++kept.version;

  const bool takes_contract = !kept_before.particulars.contract && kept.particulars.contract;
  store::merge_records(tx, occasion.fund,
                       {other.id, kept.id, review.id, json_of(snapshot_of(other)),
                        json_of(snapshot_of(kept_before))},
                       ruling, occasion.now);
  store::save_version(tx, kept, {"merged with " + other.number, occasion.by, occasion.now});
  store::save_particulars(tx, kept, takes_contract);
  store::pass_on_reviews(tx, other.id, kept.id,
                         {ReviewState::moot, occasion.by, "one of the two was merged"},
                         occasion.now);

  kept = *store::find_member(tx, occasion.fund, kept.id);
  say(tx, occasion, {members_merged(kept, other, reason)});
  announce_pointer(tx, occasion, other.id);
  for (const MemberId& id : pointing) announce_pointer(tx, occasion, id);
  return kept;
}

Result<store::Review> open_review(db::Transaction& tx, const Occasion& occasion,
                                  const DecideIdentityReview& command) {
  const auto review = store::find_review(tx, occasion.fund, command.review);
  if (!review) {
    return refuse(ErrorKind::not_found, "review_not_found", "This fund has no such review.");
  }
  const bool names_one =
      !command.keep || *command.keep == review->member || *command.keep == review->other;
  if (!names_one) return refuse_field("/keep", "the id of one of the two records under review");
  return *review;
}

tl::unexpected<Error> already_decided() {
  return refuse(ErrorKind::conflict, "review_already_decided",
                "This review is not open any more; read it again.");
}

}  // namespace

Result<std::optional<Member>> decide_identity_review(db::Transaction& tx, const Occasion& occasion,
                                                     const DecideIdentityReview& command) {
  const auto review = open_review(tx, occasion, command);
  if (!review) return pass(review);
  const auto records =
      store::find_members_for_update(tx, occasion.fund, {review->member, review->other});

  const ReviewState to = command.keep ? ReviewState::merged : ReviewState::distinct;
  if (!store::decide_review(tx, review->id, {to, occasion.by, command.reason}, occasion.now)) {
    return already_decided();
  }
  if (!command.keep) {
    tell_doubt(tx, occasion, {review->member, review->other}, "identity distinct");
    return std::optional<Member>{};
  }
  const MemberId other = *command.keep == review->member ? review->other : review->member;
  return merge(tx, occasion, *review, records.at(*command.keep), records.at(other), command.reason);
}

}  // namespace haven::enrolment
