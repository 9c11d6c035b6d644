#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "services/disbursement/domain/payment.hpp"

/// Whether the payee has the money that a statement shows as paid.
namespace haven::disbursement {

/// Every n-th payment is asked about, chosen by its id alone: nobody picks which. 0: none, 1: all.
bool is_asked_about(const PaymentId& payment, int confirm_every);

enum class Received { yes, no, less, other_person };
std::string name_of(Received received);
std::optional<Received> received_from(std::string_view name);

enum class ConfirmationState { asked, confirmed, disputed, cancelled };
std::string name_of(ConfirmationState state);
std::optional<ConfirmationState> confirmation_state_from(std::string_view name);

/// Every move; the same rows stand in disbursement.confirmation_move.
using ConfirmationMove = std::pair<ConfirmationState, ConfirmationState>;
inline constexpr std::array<ConfirmationMove, 4> confirmation_moves{{
    {ConfirmationState::asked, ConfirmationState::confirmed},
    {ConfirmationState::asked, ConfirmationState::disputed},
    {ConfirmationState::asked, ConfirmationState::cancelled},  // the bank took its word back
    {ConfirmationState::confirmed, ConfirmationState::disputed},
}};

/// Where an answer leads. Once somebody said that the money did not come as it should, a later
/// "yes" does not make it good: a person explains it.
ConfirmationState after_answer(std::optional<ConfirmationState> state, Received received);

struct Answer {
  std::string id;
  Received received = Received::yes;
  std::optional<Money> amount;  // of `less`
  std::string note;
  std::string by;
  bool is_family = false;
  Instant at{};
};

struct Confirmation {
  PaymentId payment;
  int attempt = 1;
  std::string fund;
  ClaimId claim;
  std::string claim_reference;
  std::string party;
  Money amount;
  bool is_asked = false;
  Date asked_on{};
  std::optional<Date> due_on;  // asked only
  ConfirmationState state = ConfirmationState::asked;
  std::optional<Answer> last_answer;
};

/// Refused: the payment is not settled; `less` names no amount or not less than was paid, and the
/// others name one.
Result<void> answer_is_sound(const Payment& payment, const Answer& answer);

/// Refused: who made, approved or released the payment's batch, or decided the claim. Families
/// speak for themselves.
Result<void> may_answer(const Payment& payment, const std::set<std::string>& signers,
                        const std::string& subject);

enum class InquiryState { open, explained, recovered, fraud_reported };
std::string name_of(InquiryState state);
std::optional<InquiryState> inquiry_state_from(std::string_view name);

/// Every move; the same rows stand in disbursement.inquiry_move.
using InquiryMove = std::pair<InquiryState, InquiryState>;
inline constexpr std::array<InquiryMove, 3> inquiry_moves{{
    {InquiryState::open, InquiryState::explained},
    {InquiryState::open, InquiryState::recovered},
    {InquiryState::open, InquiryState::fraud_reported},
}};

constexpr int inquiry_days = 14;

struct Inquiry {
  std::string id;
  PaymentId payment;
  int attempt = 1;
  std::string fund;
  ClaimId claim;
  std::string claim_reference;
  Received about = Received::no;
  InquiryState state = InquiryState::open;
  std::string owner;  // a role's queue, or one person
  Date due_on{};
  std::string opened_by;
  Instant opened_at{};
  std::optional<std::string> closed_by, note;
  std::optional<Instant> closed_at;
};

/// Refused: it is closed; or who wants to close it opened it, or signed the payment.
Result<void> may_close(const Inquiry& inquiry, const std::set<std::string>& signers,
                       const std::string& subject);
Result<void> is_still_open(const Inquiry& inquiry);

}  // namespace haven::disbursement
