#include "services/disbursement/domain/payment.hpp"

#include <algorithm>

#include "common/core/ensure.hpp"
#include "common/core/hash.hpp"

namespace haven::disbursement {
namespace {

constexpr std::array<std::pair<PaymentState, std::string_view>, 8> names{{
    {PaymentState::held, "held"},
    {PaymentState::payable, "payable"},
    {PaymentState::batched, "batched"},
    {PaymentState::released, "released"},
    {PaymentState::settled, "settled"},
    {PaymentState::returned, "returned"},
    {PaymentState::unknown, "unknown"},
    {PaymentState::cancelled, "cancelled"},
}};

// Letters and digits that cannot be taken for one another when somebody reads them out (RFC 4648).
std::string base32(std::string_view bytes, std::size_t length) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5 && text.size() < length; count -= 5) {
      text += digits[(bits >> (count - 5)) & 31];
    }
  }
  return text;
}

PaymentState ready_state(const Account& account) {
  return account.is_complete() ? PaymentState::payable : PaymentState::held;
}

}  // namespace

std::string name_of(PaymentState state) {
  const auto found = std::ranges::find(names, state, [](const auto& name) { return name.first; });
  return std::string{found->second};
}

std::optional<PaymentState> payment_state_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& one) { return one.second; });
  if (found == names.end()) return {};
  return found->first;
}

bool can_move(PaymentState from, PaymentState to) {
  return std::ranges::find(payment_moves, PaymentMove{from, to}) != payment_moves.end();
}

std::string masked(const std::string& account_number) {
  if (account_number.size() <= 4) return "****";
  return "****" + account_number.substr(account_number.size() - 4);
}

PaymentId payment_id_of(const EntitlementId& entitlement, const std::string& party,
                        int instalment) {
  return PaymentId{
      named_uuid("payment/" + entitlement.text() + "/" + std::to_string(instalment) + "/" + party)};
}

std::string bank_reference_of(const PaymentId& payment, int attempt) {
  return "HV" + base32(sha256(payment.text() + "/" + std::to_string(attempt)), 20);
}

Result<void> award_can_be_paid(const Award& award) {
  const Hands& hands = award.hands;
  if (hands.decision_approved_by.empty() || hands.decision_approved_by == hands.filed_by ||
      hands.decision_approved_by == hands.decided_by) {
    return refuse(ErrorKind::conflict, "decision_approved_by_another_person",
                  "The decision was not approved by a person who neither filed nor decided.");
  }
  Money sum{0, award.amount.currency()};
  for (const Share& share : award.shares) {
    if (share.amount.currency() != sum.currency() || share.amount.minor() < 0) {
      return refuse(ErrorKind::invalid, "share_unreadable",
                    "A share is negative or in another currency than its award.");
    }
    sum += share.amount;
  }
  if (award.amount.minor() <= 0 || (!award.shares.empty() && sum != award.amount)) {
    return refuse(ErrorKind::invalid, "shares_differ_from_award",
                  "The shares do not add up to the award.");
  }
  return {};
}

std::vector<Payment> payments_for(const Award& award, const Accounts& accounts, bool is_withdrawn,
                                  Instant now) {
  auto shares = award.shares;
  if (shares.empty()) shares.push_back({"claimant", "", award.amount});
  std::vector<Payment> payments;
  for (const Share& share : shares) {
    if (share.amount.is_zero()) continue;
    Payment payment;
    payment.id = payment_id_of(award.entitlement, share.party, award.instalment);
    payment.fund = award.fund;
    payment.claim = award.claim;
    payment.claim_reference = award.claim_reference;
    payment.member = award.member;
    payment.entitlement = award.entitlement;
    payment.party = share.party;
    payment.instalment = award.instalment;
    payment.payee_name = share.name;
    payment.amount = share.amount;
    payment.due_on = award.due_on;
    payment.bank_reference = bank_reference_of(payment.id, payment.attempt);
    payment.hands = award.hands;
    payment.created_at = now;
    if (const auto known = accounts.find(share.party); known != accounts.end()) {
      payment.account = known->second;
    }
    payment.state = is_withdrawn ? PaymentState::cancelled : ready_state(payment.account);
    payments.push_back(std::move(payment));
  }
  return payments;
}

std::vector<std::string> unguarded_minors(const Award& award) {
  std::vector<std::string> parties;
  for (const Share& share : award.shares) {
    const bool is_paid = !share.amount.is_zero();
    if (is_paid && share.is_minor && !share.has_guardian_papers) parties.push_back(share.party);
  }
  return parties;
}

Payment with_account(const Payment& payment, const Account& account) {
  const bool has_left = payment.state != PaymentState::held &&
                        payment.state != PaymentState::payable &&
                        payment.state != PaymentState::batched;
  if (has_left || payment.account == account) return payment;
  Payment changed = payment;
  changed.account = account;
  changed.state = ready_state(account);
  changed.batch = {};
  changed.batch_approved_by = {};
  return changed;
}

Payment next_attempt(const Payment& returned, const Account& account, const std::string& because,
                     Instant now) {
  ensure(returned.state == PaymentState::returned, "only a returned payment is attempted again");
  Payment next = returned;
  next.attempt = returned.attempt + 1;
  next.bank_reference = bank_reference_of(next.id, next.attempt);
  next.account = account;
  next.state = ready_state(account);
  next.batch = {};
  next.batch_approved_by = next.released_by = next.return_code = next.return_reason = {};
  next.settled_on = next.returned_on = {};
  next.bank_status = {};
  next.bank_status_at = {};
  next.was_debited = next.was_credited = false;
  next.created_at = now;
  next.sent_at = {};
  next.sendings = 0;
  next.stop_asked_by = next.stop_because = {};
  next.stop_asked_at = {};
  next.corrected_because = because;
  return next;
}

}  // namespace haven::disbursement
