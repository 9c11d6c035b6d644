#include "services/recoveries/app/say.hpp"

namespace haven::recoveries {
namespace {

void put(common::v1::Money& wire, const Money& amount) {
  wire.set_minor(amount.minor());
  wire.set_currency(amount.currency().code());
}

void put(v1::Receivable& wire, const Receivable& receivable) {
  wire.set_receivable_id(receivable.id.text());
  wire.set_kind(name_of(receivable.kind));
  wire.set_debtor(receivable.debtor);
  wire.set_claim_id(receivable.claim.text());
  wire.set_entitlement_id(receivable.entitlement.text());
  wire.set_member_id(receivable.member.text());
  wire.set_party(receivable.party);
  put(*wire.mutable_amount(), receivable.amount);
}

}  // namespace

Result<Money> money_from(const common::v1::Money& wire) {
  const auto currency = Currency::from(wire.currency());
  if (!currency || wire.minor() <= 0) {
    return refuse(ErrorKind::invalid, "amount_unreadable",
                  "The event tells of no amount in a currency that haven knows.");
  }
  return Money{wire.minor(), *currency};
}

messaging::Saying receivable_raised(const Receivable& receivable) {
  v1::ReceivableRaised event;
  put(*event.mutable_receivable(), receivable);
  event.set_raised(text_of(receivable.raised));
  return messaging::saying_of(receivable.claim.text(), event);
}

messaging::Saying advance_approved(const Receivable& receivable, const Proposal& proposal,
                                   const std::string& approved_by, Date today) {
  v1::AdvanceApproved event;
  put(*event.mutable_receivable(), receivable);
  put(*event.mutable_amount(), proposal.amount);
  event.set_purse(proposal.purse);
  event.set_asked_by(proposal.proposed_by);
  event.set_approved_by(approved_by);
  event.set_approved(text_of(today));
  return messaging::saying_of(receivable.claim.text(), event);
}

messaging::Saying receivable_reduced(const Receivable& receivable, const Reduction& reduction,
                                     const std::string& reduction_id, const std::string& line,
                                     Date day) {
  v1::ReceivableReduced event;
  event.set_reduction_id(reduction_id);
  put(*event.mutable_receivable(), receivable);
  put(*event.mutable_amount(), reduction.amount);
  put(*event.mutable_left(), reduction.left);
  event.set_how(name_of(reduction.how));
  const bool is_by_line = reduction.how == How::paid || reduction.how == How::bond;
  if (is_by_line) event.set_line_id(line);
  event.set_reduced(text_of(day));
  return messaging::saying_of(receivable.claim.text(), event);
}

messaging::Saying reduction_undone(const Receivable& receivable, const Undoing& undoing,
                                   const std::string& undoing_id, Because because, Date day) {
  v1::ReductionUndone event;
  event.set_undoing_id(undoing_id);
  event.set_reduction_id(undoing.of.reduction);
  put(*event.mutable_receivable(), receivable);
  put(*event.mutable_amount(), undoing.of.amount);
  put(*event.mutable_left(), undoing.left);
  event.set_because(name_of(because));
  event.set_undone(text_of(day));
  return messaging::saying_of(receivable.claim.text(), event);
}

messaging::Saying set_off_agreed(const Receivable& receivable) {
  v1::SetOffAgreed event;
  event.set_receivable_id(receivable.id.text());
  event.set_member_id(receivable.member.text());
  event.set_party(receivable.party);
  event.set_at_most_percent(receivable.set_off_percent.value_or(0));
  put(*event.mutable_left(), receivable.left());
  event.set_version(receivable.set_off_version);
  return messaging::saying_of(receivable.claim.text(), event);
}

messaging::Saying receivable_matched(const Receivable& receivable, const BankLine& line) {
  v1::ReceivableMatched event;
  event.set_line_id(line.id.text());
  event.set_receivable_id(receivable.id.text());
  event.set_debtor(receivable.debtor);
  put(*event.mutable_amount(), line.amount);
  event.set_reason(line.reason);
  return messaging::saying_of(line.id.text(), event);
}

void say(db::Transaction& tx, const Occasion& occasion,
         const std::vector<messaging::Saying>& sayings) {
  messaging::append_all(tx, {"recoveries", occasion.fund, occasion.cause}, sayings, occasion.now);
}

}  // namespace haven::recoveries
