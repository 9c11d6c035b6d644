#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/disbursement/domain/payment.hpp"

namespace haven::disbursement {

using HoldId = Id<struct HoldTag>;

/// Why a payment is kept back. Any hold in force keeps its payment held.
enum class HoldKind {
  account_check,    // findings about the account; placed and lifted by the rule
  minor,            // a payee under age, and nobody who may take the money for them
  guardian_papers,  // a paper of a guardian is missing or doubtful
  court_order,
  sanctions_hit,  // a name like the payee's stands in the fund's list; also of what has left
  stopped,        // taken out by a cashier
  other
};
std::string name_of(HoldKind kind);
std::optional<HoldKind> hold_kind_from(std::string_view name);

/// True for a hold by which the fund, a court or the law keeps money back; a check of an account
/// waits for the payee.
bool is_of_the_fund(HoldKind kind);
std::vector<std::string> kinds_of_the_fund();

/// Who places and lifts what no person does.
inline const std::string by_rule = "system";

struct Hold {
  HoldId id;
  std::string fund;
  PaymentId payment;
  HoldKind kind = HoldKind::other;
  std::string about;   // account_check: its findings; sanctions_hit: the entry's id
  std::string reason;  // in words
  std::string placed_by;
  Instant placed_at{};
  std::optional<std::string> lifted_by, lifted_because;
  std::optional<Instant> lifted_at;
  std::string lifted_ground;  // minor, guardian_papers: see hold_grounds
  // A sanctions hit that a person could not clear was handed on.
  std::optional<std::string> escalated_by, escalated_because;
  std::optional<Instant> escalated_at;
  PaymentState payment_state = PaymentState::held;  // as it was when the hold was read
};

/// A hold that the rule places.
Hold hold_by_rule(const Payment& payment, HoldKind kind, std::string about, std::string reason,
                  Instant now);

/// What lets a minor's share be paid after all.
inline const std::set<std::string> hold_grounds{"guardian_papers", "guardian_account",
                                                "blocked_account"};

/// Refused: the payment has left or is cancelled; only a rule places account_check.
Result<void> may_place(HoldKind kind, PaymentState state);

/// True for what the bank has, or has paid: a hit keeps back only what would be sent again.
bool has_left(PaymentState state);
/// Refused: no sanctions hit; lifted or escalated before.
Result<void> may_escalate(const Hold& hold);

/// Who lifts a hold, and how near they are to the payment.
struct Lifter {
  std::string subject;
  bool is_approver = false;
  bool had_part = false;      // filed, decided or approved the claim
  bool has_interest = false;  // in the member
};
/// Refused: it is lifted already; by who placed or escalated it, had a part in the claim or has an
/// interest; of
/// a court order, sanctions hit or account check by anybody but an approver; of an account check
/// for more than a name that differs (the bank, or another account, must answer that); of a minor's
/// without a ground.
Result<void> may_lift(const Hold& hold, const Lifter& lifter, const std::string& ground);

}  // namespace haven::disbursement
