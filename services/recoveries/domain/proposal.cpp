#include "services/recoveries/domain/proposal.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "services/recoveries/domain/clock.hpp"

namespace haven::recoveries {
namespace {

tl::unexpected<Error> conflict(std::string code, std::string detail) {
  return refuse(ErrorKind::conflict, std::move(code), std::move(detail));
}

Result<void> something_is_left(const Receivable& receivable) {
  if (!receivable.is_ended()) return {};
  return conflict("receivable_ended", "Nothing is left of this receivable.");
}

std::string text_with_currency(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

Result<void> amount_fits(const Money& amount, const Money& most) {
  if (amount.currency() != most.currency()) {
    return refuse_field("/amount/currency", "the debt is in " + most.currency().code());
  }
  if (most.less_than(amount)) {
    return refuse_field("/amount", "at most " + text_with_currency(most));
  }
  return {};
}

}  // namespace

std::string name_of(ProposalKind kind) {
  switch (kind) {
    case ProposalKind::agency_share:
      return "agency_share";
    case ProposalKind::advance:
      return "advance";
    case ProposalKind::bond_call:
      return "bond_call";
    case ProposalKind::set_off:
      return "set_off";
    case ProposalKind::write_off:
      return "write_off";
  }
  return "";
}

ProposalKind proposal_kind_named(std::string_view name) {
  for (const auto kind :
       {ProposalKind::agency_share, ProposalKind::advance, ProposalKind::bond_call,
        ProposalKind::set_off, ProposalKind::write_off}) {
    if (name_of(kind) == name) return kind;
  }
  ensure(false, "a stored proposal is of a known kind");
  return ProposalKind::advance;
}

std::string name_of(ProposalState state) {
  switch (state) {
    case ProposalState::waiting:
      return "waiting";
    case ProposalState::agreed:
      return "agreed";
    case ProposalState::declined:
      return "declined";
  }
  return "";
}

std::optional<ProposalState> proposal_state_from(std::string_view name) {
  for (const auto state :
       {ProposalState::waiting, ProposalState::agreed, ProposalState::declined}) {
    if (name_of(state) == name) return state;
  }
  return {};
}

Date bond_callable_from(const Receivable& receivable, const Bond& bond) {
  return receivable.due + std::chrono::days{std::max(bond.callable_after_days, 1)};
}

Result<void> advance_is_possible(const Receivable& receivable, bool award_is_reserved) {
  if (receivable.kind != Kind::insurer_share) {
    return conflict("only_insurers_shares_are_advanced", "Only an insurer's share is advanced.");
  }
  if (receivable.advanced) return conflict("advanced_once", "It was advanced before.");
  if (award_is_reserved) {
    return conflict("award_is_reserved", "The insurer's deposit holds this award's money by now.");
  }
  return something_is_left(receivable);
}

Result<void> bond_call_is_possible(const Receivable& receivable, const Insurer* insurer,
                                   const Money& amount, const Money& called, Date today) {
  if (receivable.kind != Kind::insurer_share || insurer == nullptr || !insurer->bond) {
    return conflict("debtor_has_no_bond", "Nobody has guaranteed what this debtor owes.");
  }
  if (const auto open = something_is_left(receivable); !open) return open;
  if (receivable.state == State::bond_called) {
    return conflict("called_once", "The bond was called for this receivable before.");
  }
  const Bond& bond = *insurer->bond;
  const Date from = bond_callable_from(receivable, bond);
  if (receivable.state != State::overdue || today < from) {
    return conflict("bond_is_not_callable_yet", "It is callable from " + text_of(from) + " on.");
  }
  if (bond.amount.currency() != receivable.amount.currency()) {
    return conflict("bond_is_in_another_currency",
                    "The bond is in " + bond.amount.currency().code() + ".");
  }
  return amount_fits(amount, min(receivable.left(), bond.amount - min(bond.amount, called)));
}

Result<void> set_off_is_possible(const Receivable& receivable, const OverpaymentTerms& terms,
                                 int percent) {
  if (receivable.kind != Kind::overpayment) {
    return conflict("only_payees_are_set_off", "Only what a payee owes is set off.");
  }
  if (percent < 1 || percent > terms.set_off_at_most_percent) {
    return refuse_field("/at_most_percent",
                        "from 1 to " + std::to_string(terms.set_off_at_most_percent));
  }
  return something_is_left(receivable);
}

Result<int> write_off_is_possible(const Receivable& receivable, const RecoveryTerms& terms,
                                  const Money& amount) {
  if (const auto open = something_is_left(receivable); !open) return pass(open);
  if (const auto fits = amount_fits(amount, receivable.left()); !fits) return pass(fits);
  const auto people = people_to_write_off(terms, receivable.written_off + amount);
  if (!people) {
    return refuse_field(
        "/amount", "within the largest band of write-offs, with all that is written off of it");
  }
  return *people;
}

Result<void> can_agree(const Proposal& proposal, const std::string& subject) {
  if (proposal.state != ProposalState::waiting) {
    return conflict("proposal_ended", "It was agreed or declined before.");
  }
  if (proposal.proposed_by == subject) {
    return refuse(ErrorKind::forbidden, "nobody_agrees_with_themselves",
                  "Who proposed it cannot agree to it; ask another person.");
  }
  if (std::ranges::count(proposal.agreed_by, subject) > 0) {
    return conflict("nobody_agrees_twice", "You agreed before; it needs another person.");
  }
  return {};
}

}  // namespace haven::recoveries
