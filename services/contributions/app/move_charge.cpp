#include "services/contributions/app/move_charge.hpp"

#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/charges.hpp"

namespace haven::contributions {
namespace {

void take_step(db::Transaction& tx, const Occasion& occasion, Charge& charge, ChargeState to,
               const std::string& note) {
  charge.state = to;
  charge.note = note;
  charge.due = due_after(to, occasion.today);
  store::save_charge(tx, charge);
  store::add_step(tx, charge, occasion.by, occasion.today, occasion.now);
}

}  // namespace

Error no_charge() {
  return {ErrorKind::not_found, "premium_charge_not_found", "This fund has no such charge.", {}};
}

Result<Charge> move_charge(db::Transaction& tx, const Occasion& occasion,
                           const MoveCharge& command) {
  auto charge = store::find_charge_for_update(tx, occasion.fund, command.charge);
  if (!charge) return tl::unexpected{no_charge()};
  if (auto may = may_step(*charge, command.to); !may) return pass(may);
  if (charge->agency.empty()) charge->agency = command.agency;
  if (!charge->amount) charge->amount = command.amount;
  if (charge->agency.empty()) {
    return refuse_field("/agency", "the agency that is told, because nobody knew it");
  }
  take_step(tx, occasion, *charge, command.to, command.note);
  return *charge;
}

Result<Charge> ask_dismissal(db::Transaction& tx, const Occasion& occasion, const ChargeId& id,
                             const std::string& reason) {
  auto charge = store::find_charge_for_update(tx, occasion.fund, id);
  if (!charge) return tl::unexpected{no_charge()};
  if (auto may = may_step(*charge, ChargeState::dismissed); !may) return pass(may);
  charge->dismissal_asked_by = occasion.by;
  charge->dismissal_reason = reason;
  store::save_charge(tx, *charge);
  return *charge;
}

Result<Charge> dismiss_charge(db::Transaction& tx, const Occasion& occasion, const ChargeId& id) {
  auto charge = store::find_charge_for_update(tx, occasion.fund, id);
  if (!charge) return tl::unexpected{no_charge()};
  if (auto may = may_dismiss(*charge, occasion.by); !may) return pass(may);
  take_step(tx, occasion, *charge, ChargeState::dismissed, charge->dismissal_reason.value_or(""));
  return *charge;
}

}  // namespace haven::contributions
