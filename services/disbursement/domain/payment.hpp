#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"

namespace haven::disbursement {

using PaymentId = Id<struct PaymentTag>;
using EntitlementId = Id<struct EntitlementTag>;
using BatchId = Id<struct BatchTag>;

enum class PaymentState {
  held,      // no account is known, or it is incomplete
  payable,   // waits for a batch
  batched,   // in a batch that has not left
  released,  // with the bank
  settled,   // a statement shows the debit
  returned,  // the bank gave it back; only a correction goes on from here
  unknown,   // with the bank too long without a word
  cancelled  // the entitlement was withdrawn before the payment left
};
std::string name_of(PaymentState state);
std::optional<PaymentState> payment_state_from(std::string_view name);

/// Every move that a payment can make; the same rows stand in disbursement.payment_move.
using PaymentMove = std::pair<PaymentState, PaymentState>;
inline constexpr std::array<PaymentMove, 16> payment_moves{{
    {PaymentState::held, PaymentState::payable},
    {PaymentState::held, PaymentState::cancelled},
    {PaymentState::payable, PaymentState::held},
    {PaymentState::payable, PaymentState::batched},
    {PaymentState::payable, PaymentState::cancelled},
    {PaymentState::batched, PaymentState::held},
    {PaymentState::batched, PaymentState::payable},
    {PaymentState::batched, PaymentState::released},
    {PaymentState::batched, PaymentState::cancelled},
    {PaymentState::released, PaymentState::settled},
    {PaymentState::released, PaymentState::returned},
    {PaymentState::released, PaymentState::unknown},
    {PaymentState::settled, PaymentState::returned},  // the bank takes its own word back
    {PaymentState::unknown, PaymentState::settled},
    {PaymentState::unknown, PaymentState::returned},
    {PaymentState::unknown, PaymentState::released},  // sent again with the same reference
}};
bool can_move(PaymentState from, PaymentState to);

/// Where a payee is paid.
struct Account {
  std::string owner_name;
  std::string bank;
  std::string number;
  [[nodiscard]] bool is_complete() const {
    return !owner_name.empty() && !bank.empty() && !number.empty();
  }
  bool operator==(const Account&) const = default;
};
/// The last four characters behind stars; nothing of a number that short.
std::string masked(const std::string& account_number);

/// The people who acted on the claim before its payment; see "Separation of duties".
struct Hands {
  std::string filed_by;
  std::string decided_by;
  std::string decision_approved_by;
  bool operator==(const Hands&) const = default;
};

/// Whom a contribution that is given back goes to, with its receipt in the place of a claim. No
/// scheme has a party of this name.
inline constexpr std::string_view refund_party = "payer";

/// One attempt to pay one payee's part of one entitlement.
struct Payment {
  PaymentId id;
  int attempt = 1;
  std::string fund;
  ClaimId claim;
  std::string claim_reference;
  MemberId member;  // empty: planned before payments knew their member
  EntitlementId entitlement;
  std::string party;
  int instalment = 1;
  std::string payee_name;
  Money amount;
  std::optional<Date> due_on;
  std::string bank_reference;
  Account account;
  PaymentState state = PaymentState::held;
  BatchId batch;
  Hands hands;
  std::optional<std::string> batch_approved_by, released_by;
  Instant created_at{};
  std::optional<Instant> sent_at;  // of the last sending
  int sendings = 0;
  std::optional<Date> settled_on;
  std::optional<Date> returned_on;  // with settled_on: the bank took its own word back
  std::optional<std::string> return_code, return_reason, corrected_because;
  std::optional<std::string> bank_status;  // what the bank's last report said, such as ACSP
  std::optional<Instant> bank_status_at;
  bool was_debited = false;   // a statement has shown the debit, whatever the state
  bool was_credited = false;  // and the money coming back
  // The bank is asked to stop it; only the bank's word ends it.
  std::optional<std::string> stop_asked_by, stop_because;
  std::optional<Instant> stop_asked_at;
};

/// The id of a share's payment: the same whenever it is asked for.
PaymentId payment_id_of(const EntitlementId& entitlement, const std::string& party, int instalment);
/// What the bank knows an attempt by: "HV" and 20 letters and digits, derived from payment and
/// attempt alone. Sending an attempt again uses it again.
std::string bank_reference_of(const PaymentId& payment, int attempt);

/// One party's part of an award.
struct Share {
  std::string party;
  std::string name;
  Money amount;
  bool is_minor = false;
  bool has_guardian_papers = false;  // a minor's only
};
/// An award whose money is reserved.
struct Award {
  std::string fund;
  EntitlementId entitlement;
  ClaimId claim;
  std::string claim_reference;
  MemberId member;
  int instalment = 1;
  Money amount;
  std::vector<Share> shares;  // none named: all of it to the claimant
  std::optional<Date> due_on;
  Hands hands;
};
using Accounts = std::map<std::string, Account>;  // by party

/// Refused: a second person did not approve the decision, or the shares are not the whole.
Result<void> award_can_be_paid(const Award& award);
/// One payment for each share that is more than nothing: payable where the party's account is known
/// and complete, else held; cancelled when the award was withdrawn meanwhile.
std::vector<Payment> payments_for(const Award& award, const Accounts& accounts, bool is_withdrawn,
                                  Instant now);

/// The parties of shares that nobody of age may take, as far as is known.
std::vector<std::string> unguarded_minors(const Award& award);

/// The payment with its payee's new account. A payment that has left does not change; one in a
/// batch leaves it, because nobody approved the new account.
Payment with_account(const Payment& payment, const Account& account);
/// The next attempt of a returned payment.
Payment next_attempt(const Payment& returned, const Account& account, const std::string& because,
                     Instant now);

}  // namespace haven::disbursement
