#include "services/recoveries/app/agree.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "services/recoveries/app/raise.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/say.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/store/awards.hpp"
#include "services/recoveries/store/proposals.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {
namespace {

void raise_agency_share(db::Transaction& tx, const Occasion& occasion, Proposal& proposal) {
  const AgencyShare& share = proposal.share;
  Receivable debt;
  debt.cause = "proposal/" + proposal.id.text();
  debt.kind = Kind::agency_share;
  debt.debtor = debt.debtor_name = share.debtor;
  debt.claim = share.claim;
  debt.claim_reference = share.claim_reference;
  debt.entitlement = share.entitlement;
  debt.member = share.member;
  debt.amount = proposal.amount;
  debt.due = due_of(occasion.terms.agencies, occasion.today, {});
  proposal.receivable = raise(tx, occasion, std::move(debt)).id;
}

Result<void> advance(db::Transaction& tx, const Occasion& occasion, const Proposal& proposal,
                     const Receivable& receivable) {
  const auto award = store::find_award(tx, receivable.entitlement);
  const auto possible = advance_is_possible(receivable, award.reserved);
  if (!possible) return possible;
  if (receivable.left() != proposal.amount) {
    return refuse(ErrorKind::conflict, "what_is_left_has_changed",
                  "Something was paid since it was proposed; decline it and propose it anew.");
  }
  store::insert_advance(tx, proposal, occasion.by, occasion.today);
  say(tx, occasion, {advance_approved(receivable, proposal, occasion.by, occasion.today)});
  return {};
}

Result<void> call_bond(db::Transaction& tx, const Occasion& occasion, const Proposal& proposal,
                       Receivable receivable) {
  const Insurer* insurer = occasion.terms.insurer_named(receivable.debtor);
  Money called = nothing_of(receivable.amount);
  if (insurer != nullptr && insurer->bond) {
    called = store::called_for_claim(tx, receivable.claim, insurer->bond->guarantor,
                                     receivable.amount.currency());
  }
  const auto possible =
      bond_call_is_possible(receivable, insurer, proposal.amount, called, occasion.today);
  if (!possible) return possible;
  store::insert_bond_call(tx, proposal, receivable, *insurer->bond, occasion.today);
  receivable.state = State::bond_called;
  receivable.next.reset();
  store::save_receivable(tx, receivable);
  store::insert_notices(tx, receivable.id, {Notice::bond_call}, occasion.today);
  return {};
}

Result<void> agree_set_off(db::Transaction& tx, const Occasion& occasion, const Proposal& proposal,
                           Receivable receivable) {
  const auto possible =
      set_off_is_possible(receivable, occasion.terms.overpayments, *proposal.percent);
  if (!possible) return possible;
  receivable.set_off_percent = proposal.percent;
  ++receivable.set_off_version;
  store::save_receivable(tx, receivable);
  say(tx, occasion, {set_off_agreed(receivable)});
  return {};
}

// The band is that of today: what was written off meanwhile may ask for more people.
Result<void> write_off(db::Transaction& tx, const Occasion& occasion, const Proposal& proposal,
                       const Receivable& receivable) {
  const auto people = write_off_is_possible(receivable, occasion.terms, proposal.amount);
  if (!people) return pass(people);
  if (*people > proposal.people) {
    return refuse(ErrorKind::conflict, "more_people_are_needed",
                  "So much in all takes " + std::to_string(*people) +
                      " people by now; decline it and propose it anew.");
  }
  const auto reduced = recoveries::write_off(receivable, proposal.amount);
  if (!reduced) return pass(reduced);
  apply(tx, occasion, *reduced,
        {"proposal/" + proposal.id.text(), "", occasion.today, occasion.by});
  return {};
}

Result<void> take_effect(db::Transaction& tx, const Occasion& occasion, Proposal& proposal,
                         const std::optional<Receivable>& receivable) {
  switch (proposal.kind) {
    case ProposalKind::agency_share:
      raise_agency_share(tx, occasion, proposal);
      return {};
    case ProposalKind::advance:
      return advance(tx, occasion, proposal, receivable.value());
    case ProposalKind::bond_call:
      return call_bond(tx, occasion, proposal, receivable.value());
    case ProposalKind::set_off:
      return agree_set_off(tx, occasion, proposal, receivable.value());
    case ProposalKind::write_off:
      return write_off(tx, occasion, proposal, receivable.value());
  }
  return {};
}

// The receivable is held before the proposal, as everywhere; a bond is of the whole claim.
std::optional<Receivable> hold_receivable(db::Transaction& tx, const Proposal& proposal) {
  if (proposal.receivable.empty()) return {};
  const auto receivable = store::find_receivable(tx, proposal.fund, proposal.receivable);
  ensure(receivable.has_value(), "a proposal's receivable exists");
  const auto held = store::receivables_of_claim_for_update(tx, proposal.fund, receivable->claim,
                                                           receivable->debtor);
  return *std::ranges::find(held, receivable->id, &Receivable::id);
}

}  // namespace

tl::unexpected<Error> no_proposal() {
  return refuse(ErrorKind::not_found, "proposal_unknown", "The fund has no such proposal.");
}

Result<Proposal> agree(db::Transaction& tx, const Occasion& occasion, const ProposalId& id) {
  const auto named = store::find_proposal(tx, occasion.fund, id);
  if (!named) return no_proposal();
  const auto receivable = hold_receivable(tx, *named);
  Proposal proposal = *store::find_proposal_for_update(tx, occasion.fund, id);
  if (const auto may = can_agree(proposal, occasion.by); !may) return pass(may);

  store::insert_agreement(tx, id, occasion.by, occasion.now);
  proposal.agreed_by.push_back(occasion.by);
  const bool is_enough = static_cast<int>(proposal.agreed_by.size()) + 1 >= proposal.people;
  if (!is_enough) return proposal;

  proposal.state = ProposalState::agreed;
  if (const auto done = take_effect(tx, occasion, proposal, receivable); !done) return pass(done);
  store::save_end(tx, proposal, occasion.by, occasion.now);
  return proposal;
}

Result<Proposal> decline(db::Transaction& tx, const Occasion& occasion, const ProposalId& id,
                         const std::string& reason, bool is_approver) {
  auto proposal = store::find_proposal_for_update(tx, occasion.fund, id);
  if (!proposal) return no_proposal();
  if (proposal->state != ProposalState::waiting) {
    return refuse(ErrorKind::conflict, "proposal_ended", "It was agreed or declined before.");
  }
  if (!is_approver && proposal->proposed_by != occasion.by) {
    return refuse(ErrorKind::forbidden, "declined_by_an_approver",
                  "Only an approver, or who proposed it, declines a proposal.");
  }
  proposal->state = ProposalState::declined;
  proposal->end_reason = reason;
  store::save_end(tx, *proposal, occasion.by, occasion.now);
  return *proposal;
}

}  // namespace haven::recoveries
