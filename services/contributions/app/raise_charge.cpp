#include "services/contributions/app/raise_charge.hpp"

#include "services/contributions/store/charges.hpp"
#include "services/contributions/store/members.hpp"

namespace haven::contributions {
namespace {

Charge charge_of(const Occasion& occasion, const RaiseCharge& told, const std::string& source) {
  Charge charge;
  charge.id = new_id<ChargeId>(occasion.now);
  charge.member_number = told.member_number;
  charge.scheme = told.scheme;
  charge.agency = told.agency;
  charge.amount = told.amount;
  charge.charged = told.charged;
  charge.evidence = told.evidence;
  charge.source = source;
  charge.raised_by = occasion.by;
  charge.raised = occasion.today;
  charge.due = due_after(charge.state, occasion.today);
  return charge;
}

// A registration has no id on the wire; these tell it from the others of one person.
std::string key_of(const std::string& member, const scheme::v1::Registration& registration) {
  return "registration:" + member + ':' + registration.scheme() + ':' + registration.kind() + ':' +
         registration.registered() + ':' + registration.paid() + ':' + registration.starts();
}

Date day_of_charge(const Occasion& occasion, const scheme::v1::Registration& registration) {
  for (const auto& text : {registration.paid(), registration.registered(), registration.starts()}) {
    if (const auto day = date_from(text)) return *day;
  }
  return occasion.today;
}

}  // namespace

Result<Charge> raise_charge(db::Transaction& tx, const Occasion& occasion,
                            const RaiseCharge& command) {
  if (!store::find_member(tx, occasion.fund, command.member_number)) {
    return refuse_field("/member_number", "the number of a member of this fund");
  }
  if (command.charged > occasion.today) {
    return refuse_field("/charged_on", "today or a day in the past");
  }
  const Charge charge = charge_of(occasion, command, "statement");
  store::insert_charge(tx, occasion.fund, charge, "", occasion.now);
  return charge;
}

void raise_from_receipt(db::Transaction& tx, const Occasion& occasion, const Receipt& receipt,
                        const std::string& evidence) {
  const Payment& payment = receipt.payment;
  const Charge charge = charge_of(occasion,
                                  {payment.member_number, payment.scheme, payment.partner,
                                   payment.amount, payment.paid, evidence},
                                  "file");
  store::insert_charge(tx, occasion.fund, charge, "receipt:" + receipt.id.text(), occasion.now);
}

void raise_from_record(db::Transaction& tx, const Occasion& occasion,
                       const enrolment::v1::Member& member, const std::string& merged) {
  if (!member.merged_into().empty()) return;  // the kept record tells of it
  for (const auto& registration : member.registrations()) {
    if (!registration.premium_charged_to_worker()) continue;
    std::vector<std::string> keys{key_of(member.member_id(), registration)};
    for (const auto& id : store::merged_into(tx, MemberId{member.member_id()})) {
      keys.push_back(key_of(id.text(), registration));
    }
    if (!merged.empty()) keys.push_back(key_of(merged, registration));
    if (store::is_raised(tx, occasion.fund, keys)) continue;
    const RaiseCharge told{member.number(),
                           registration.scheme(),
                           "",
                           {},
                           day_of_charge(occasion, registration),
                           "The registration says that the worker was charged."};
    store::insert_charge(tx, occasion.fund, charge_of(occasion, told, "registration"), keys.front(),
                         occasion.now);
  }
}

}  // namespace haven::contributions
