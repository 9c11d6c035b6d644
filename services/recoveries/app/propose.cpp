#include "services/recoveries/app/propose.hpp"

#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/store/awards.hpp"
#include "services/recoveries/store/proposals.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {
namespace {

Proposal proposal_of(const Occasion& occasion, ProposalKind kind, const Money& amount,
                     const std::string& reason) {
  Proposal proposal;
  proposal.id = new_id<ProposalId>(occasion.now);
  proposal.fund = occasion.fund;
  proposal.kind = kind;
  proposal.amount = amount;
  proposal.reason = reason;
  proposal.proposed_by = occasion.by;
  proposal.proposed_at = occasion.now;
  return proposal;
}

Result<Proposal> keep(db::Transaction& tx, const Proposal& proposal) {
  if (store::insert_proposal(tx, proposal)) return proposal;
  return refuse(ErrorKind::conflict, "one_proposal_of_a_kind_waits",
                "A proposal of this kind waits for this receivable; see /v1/receivable-proposals.");
}

}  // namespace

Result<Proposal> propose_agency_share(db::Transaction& tx, const Occasion& occasion,
                                      const AgencyShare& share, const Money& amount,
                                      const std::string& reason) {
  if (share.debtor == payee || occasion.terms.insurer_named(share.debtor) != nullptr) {
    return refuse_field("/debtor", "the code of an agency, which no insurer has");
  }
  Proposal proposal = proposal_of(occasion, ProposalKind::agency_share, amount, reason);
  proposal.share = share;
  return keep(tx, proposal);
}

Result<Proposal> propose_advance(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                 const std::string& purse) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, ask.receivable);
  if (!receivable) return no_receivable();
  const auto award = store::find_award(tx, receivable->entitlement);
  const auto possible = advance_is_possible(*receivable, award.reserved);
  if (!possible) return pass(possible);
  if (purse == receivable->purse) {
    return refuse_field("/purse", "another purse than the deposit that is short");
  }
  Proposal proposal = proposal_of(occasion, ProposalKind::advance, receivable->left(), ask.reason);
  proposal.receivable = receivable->id;
  proposal.purse = purse;
  return keep(tx, proposal);
}

Result<Proposal> propose_bond_call(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                   const Money& amount) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, ask.receivable);
  if (!receivable) return no_receivable();
  const Insurer* insurer = occasion.terms.insurer_named(receivable->debtor);
  Money called = nothing_of(receivable->amount);
  if (insurer != nullptr && insurer->bond) {
    called = store::called_for_claim(tx, receivable->claim, insurer->bond->guarantor,
                                     receivable->amount.currency());
  }
  const auto possible = bond_call_is_possible(*receivable, insurer, amount, called, occasion.today);
  if (!possible) return pass(possible);
  Proposal proposal = proposal_of(occasion, ProposalKind::bond_call, amount, ask.reason);
  proposal.receivable = receivable->id;
  return keep(tx, proposal);
}

Result<Proposal> propose_set_off(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                 int at_most_percent) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, ask.receivable);
  if (!receivable) return no_receivable();
  const auto possible =
      set_off_is_possible(*receivable, occasion.terms.overpayments, at_most_percent);
  if (!possible) return pass(possible);
  Proposal proposal = proposal_of(occasion, ProposalKind::set_off, receivable->left(), ask.reason);
  proposal.receivable = receivable->id;
  proposal.percent = at_most_percent;
  return keep(tx, proposal);
}

Result<Proposal> propose_write_off(db::Transaction& tx, const Occasion& occasion, const Ask& ask,
                                   const Money& amount) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, ask.receivable);
  if (!receivable) return no_receivable();
  const auto people = write_off_is_possible(*receivable, occasion.terms, amount);
  if (!people) return pass(people);
  Proposal proposal = proposal_of(occasion, ProposalKind::write_off, amount, ask.reason);
  proposal.receivable = receivable->id;
  proposal.people = *people;
  return keep(tx, proposal);
}

}  // namespace haven::recoveries
