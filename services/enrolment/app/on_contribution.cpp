#include "services/enrolment/app/on_contribution.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "services/enrolment/app/add_registration.hpp"
#include "services/enrolment/app/registered_cover.hpp"
#include "services/enrolment/app/say.hpp"
#include "services/enrolment/store/covers.hpp"
#include "services/enrolment/store/members.hpp"

namespace haven::enrolment {
namespace {

// The wire promises nothing, so nothing past this point has to doubt it.
Result<Cover> cover_from(const Occasion& occasion,
                         const contributions::v1::ContributionReceived& event) {
  const auto paid = date_from(event.paid());
  if (!is_uuid(event.receipt_id())) return refuse_field("/receipt_id", "a UUID");
  if (!paid) return refuse_field("/paid", "a day such as 2024-05-14");
  scheme::Registration registration;
  registration.scheme = event.scheme();
  registration.kind = event.kind();
  registration.channel = event.channel();
  registration.paid = *paid;
  auto cover = cover_for(occasion, registration);
  if (!cover) return refuse_field("/scheme", "a scheme whose cover follows from the day paid");
  // Named after the receipt: a contribution that is heard twice is one registration.
  cover->registration_id = RegistrationId{named_uuid("registration:" + event.receipt_id())};
  cover->id = CoverId{named_uuid("cover:" + event.receipt_id())};
  cover->receipt_id = event.receipt_id();
  return *std::move(cover);
}

// Its registration moves with its member, so the kept record knows of every receipt.
bool rests_on(const Member& member, const std::string& receipt_id) {
  return std::ranges::find(member.covers, receipt_id, &Cover::receipt_id) != member.covers.end();
}

void end_cover(db::Transaction& tx, const Occasion& occasion, Member member,
               const std::string& receipt_id, Date day) {
  const auto cover = std::ranges::find(member.covers, receipt_id, &Cover::receipt_id);
  ensure(cover != member.covers.end(), "a cover rests on the receipt");
  cover->state = CoverState::ended;
  cover->ended = day;
  cover->ended_reason = "contribution_reversed";
  const Cover ended = *cover;
  if (!store::end_cover(tx, ended.id, day, ended.ended_reason)) return;
  ++member.version;
  store::save_version(tx, member, {"contribution reversed", occasion.by, occasion.now});
  say(tx, occasion, {cover_ended(member, ended)});
}

// A contribution that is gone gives no cover, whichever of the two is heard first.
void take_back(db::Transaction& tx, const Occasion& occasion, const std::string& member_id,
               const std::string& receipt_id, Date day) {
  const auto member = store::find_kept_member_for_update(tx, occasion.fund, MemberId{member_id});
  if (!store::insert_reversal(tx, receipt_id, day)) return;
  if (member && rests_on(*member, receipt_id)) end_cover(tx, occasion, *member, receipt_id, day);
}

}  // namespace

Result<void> on_contribution_received(db::Transaction& tx, const Occasion& occasion,
                                      const contributions::v1::ContributionReceived& event) {
  const auto cover = cover_from(occasion, event);
  if (!cover) return pass(cover);
  const auto member =
      store::find_kept_member_for_update(tx, occasion.fund, MemberId{event.member_id()});
  if (!member) return refuse(ErrorKind::not_found, "member_not_found", "no member for the receipt");
  if (rests_on(*member, event.receipt_id())) return {};
  const auto reversed = store::find_reversal(tx, event.receipt_id());

  const Member covered = start_cover(tx, occasion, *member, *cover);
  if (reversed) end_cover(tx, occasion, covered, event.receipt_id(), *reversed);
  return {};
}

Result<void> on_contribution_reversed(db::Transaction& tx, const Occasion& occasion,
                                      const contributions::v1::ContributionReversed& event) {
  const auto day = date_from(event.reversed());
  if (!is_uuid(event.receipt_id())) return refuse_field("/receipt_id", "a UUID");
  if (!day) return refuse_field("/reversed", "a day such as 2024-05-14");
  take_back(tx, occasion, event.member_id(), event.receipt_id(), *day);
  return {};
}

Result<void> on_refund_approved(db::Transaction& tx, const Occasion& occasion,
                                const contributions::v1::RefundApproved& event) {
  if (!event.ends_cover()) return {};
  const auto day = date_from(event.approved_on());
  if (!is_uuid(event.receipt_id())) return refuse_field("/receipt_id", "a UUID");
  if (!day) return refuse_field("/approved_on", "a day such as 2024-05-14");
  take_back(tx, occasion, event.member_id(), event.receipt_id(), *day);
  return {};
}

}  // namespace haven::enrolment
