#include "services/disbursement/domain/receipt.hpp"

#include <algorithm>

#include "common/core/hash.hpp"

namespace haven::disbursement {
namespace {

// All in the order of their enumerations.
constexpr std::array<std::string_view, 4> received_names{"yes", "no", "less", "other_person"};
constexpr std::array<std::string_view, 4> confirmation_names{"asked", "confirmed", "disputed",
                                                             "cancelled"};
constexpr std::array<std::string_view, 4> inquiry_names{"open", "explained", "recovered",
                                                        "fraud_reported"};

template <class Enum>
std::string name_in(const std::array<std::string_view, 4>& names, Enum value) {
  return std::string{names[static_cast<std::size_t>(value)]};
}

template <class Enum>
std::optional<Enum> value_in(const std::array<std::string_view, 4>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return {};
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

bool is_asked_about(const PaymentId& payment, int confirm_every) {
  if (confirm_every <= 0) return false;
  std::uint64_t number = 0;
  for (const char byte : sha256("receipt/" + payment.text()).substr(0, 8)) {
    number = (number << 8) | static_cast<unsigned char>(byte);
  }
  return number % static_cast<std::uint64_t>(confirm_every) == 0;
}

std::string name_of(Received received) {
  return name_in(received_names, received);
}
std::optional<Received> received_from(std::string_view name) {
  return value_in<Received>(received_names, name);
}
std::string name_of(ConfirmationState state) {
  return name_in(confirmation_names, state);
}
std::optional<ConfirmationState> confirmation_state_from(std::string_view name) {
  return value_in<ConfirmationState>(confirmation_names, name);
}
std::string name_of(InquiryState state) {
  return name_in(inquiry_names, state);
}
std::optional<InquiryState> inquiry_state_from(std::string_view name) {
  return value_in<InquiryState>(inquiry_names, name);
}

ConfirmationState after_answer(std::optional<ConfirmationState> state, Received received) {
  if (received != Received::yes || state == ConfirmationState::disputed) {
    return ConfirmationState::disputed;
  }
  return ConfirmationState::confirmed;
}

Result<void> answer_is_sound(const Payment& payment, const Answer& answer) {
  if (payment.state != PaymentState::settled) {
    return refuse(ErrorKind::conflict, "payment_not_settled",
                  "The payment is " + name_of(payment.state) + "; only a settled one is received.");
  }
  if ((answer.received == Received::less) != answer.amount.has_value()) {
    return refuse_field("amount",
                        answer.amount ? "is given with less only" : "must say how much came");
  }
  if (answer.amount && (answer.amount->currency() != payment.amount.currency() ||
                        !answer.amount->less_than(payment.amount))) {
    return refuse_field("amount", "must be less than " + decimal_text(payment.amount) + " " +
                                      payment.amount.currency().code());
  }
  return {};
}

Result<void> may_answer(const Payment& payment, const std::set<std::string>& signers,
                        const std::string& subject) {
  if (signers.contains(subject) || subject == payment.hands.decided_by ||
      subject == payment.hands.decision_approved_by) {
    return refuse(ErrorKind::conflict, "who_paid_does_not_confirm",
                  "Whoever decided the claim, or made or signed the payment's batch, does not "
                  "confirm its receipt.");
  }
  return {};
}

Result<void> is_still_open(const Inquiry& inquiry) {
  if (inquiry.state == InquiryState::open) return {};
  return refuse(ErrorKind::conflict, "inquiry_not_open",
                "The inquiry is closed as " + name_of(inquiry.state) + ".");
}

Result<void> may_close(const Inquiry& inquiry, const std::set<std::string>& signers,
                       const std::string& subject) {
  if (const auto open = is_still_open(inquiry); !open) return open;
  if (inquiry.opened_by == subject || signers.contains(subject)) {
    return refuse(ErrorKind::conflict, "who_opened_does_not_close",
                  "Whoever opened the inquiry, or made or signed the payment's batch, does not "
                  "close it.");
  }
  return {};
}

}  // namespace haven::disbursement
