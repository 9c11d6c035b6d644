#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace haven::claims {

/// Where a claim stands. `unborn` is the state before its first move.
enum class State : std::uint8_t {
  unborn,
  notified,   // an incident is known, nothing more
  draft,      // a full claim is being written
  filed,      // handed in, papers missing
  ready,      // complete: can be decided
  in_review,  // a person looks at it
  decided,    // waits for a second person's approval
  approved,   // to be paid
  paying,     // orders are with the bank
  closed,     // paid in full, or refused and the refusal approved
  withdrawn,
  appealed,  // closed before, to be decided anew
};

/// What happened to a claim, in the past tense.
enum class Move : std::uint8_t {
  notice_given,
  draft_saved,
  claim_filed,
  papers_completed,
  claim_referred,
  claim_decided,
  decision_returned,
  decision_approved,
  refusal_approved,  // a decision that pays nothing was approved
  payment_released,
  payments_settled,  // as many as were announced
  payment_returned,  // after the claim was closed as paid
  claim_withdrawn,
  claim_reopened,
  claim_appealed,
  // These leave the state as it is, and are legal wherever a claim is open.
  turn_changed,  // another owner, step or party
  fell_overdue,  // its due time passed
  file_corrected,
  account_changed,  // also on a closed claim, for instalments that are still to come
};

struct Transition {
  State from;
  Move move;
  State to;
};

/// Every legal move. claims.transition holds the same rows.
std::span<const Transition> transitions();

/// Where `move` leads from `state`; nothing when it is not legal there.
[[nodiscard]] std::optional<State> after(State state, Move move);

[[nodiscard]] bool is_open(State state);

std::string_view name_of(State state);
std::string_view name_of(Move move);
/// Nothing for a word that is no state.
std::optional<State> state_from(std::string_view name);
std::span<const State> states();
std::span<const Move> moves();

}  // namespace haven::claims
