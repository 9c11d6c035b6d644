#include "services/adjudication/app/say_overpayment.hpp"

#include "common/core/ensure.hpp"
#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/app/payee_name.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/members.hpp"

namespace haven::adjudication {
namespace {

struct Known {
  enrolment::v1::Member member;
  claims::v1::CaseFile file;
};

// What names the payees: the records as they are known now.
Known known_of(db::Transaction& tx, const std::string& fund, const store::Awarded& awarded) {
  Known known;
  const auto file = store::find_claim_file(tx, fund, awarded.claim);
  ensure(file && known.file.ParseFromString(file->file), "a stored case file can be read");
  const auto member = store::find_person(tx, fund, awarded.member);
  ensure(member && known.member.ParseFromString(*member), "a stored member's record can be read");
  return known;
}

}  // namespace

void say_overpayment(db::Transaction& tx, const messaging::Origin& origin,
                     const store::FoundOverpayment& found, Date today, Instant now) {
  const auto awarded = store::find_awarded(tx, found.entitlement);
  const auto known = known_of(tx, origin.fund, awarded);

  v1::OverpaymentFound said;
  said.set_overpayment_id(found.id);
  said.set_claim_id(awarded.claim.text());
  said.set_claim_reference(awarded.reference);
  said.set_member_id(known.member.member_id());
  said.set_entitlement_id(found.entitlement.text());
  said.set_scheme(awarded.scheme);
  said.set_layer(awarded.layer);
  said.set_benefit(awarded.benefit);
  for (const auto& share : found.overpaid) {
    auto& one = *said.add_overpaid();
    one.set_party(share.party);
    one.set_name(payee_name(share.party, known.member, known.file));
    *one.mutable_amount() = scheme::wire_of(share.amount);
  }
  said.set_reason(found.reason);
  said.set_found_on(text_of(today));

  if (!store::save_overpayment(tx, origin.fund, awarded.claim, found, now)) return;
  messaging::append(tx, origin, awarded.claim.text(), said, now);
}

}  // namespace haven::adjudication
