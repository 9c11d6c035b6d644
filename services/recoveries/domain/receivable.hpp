#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::recoveries {

using ReceivableId = Id<struct ReceivableTag>;
using EntitlementId = Id<struct EntitlementTag>;

enum class Kind { insurer_share, overpayment, agency_share };
std::string name_of(Kind kind);
std::optional<Kind> kind_from(std::string_view name);

enum class State { open, demanded, overdue, bond_called, settled, written_off, withdrawn };
std::string name_of(State state);
std::optional<State> state_from(std::string_view name);

using Move = std::pair<State, State>;
/// Every move that a receivable can make; the same rows stand in recoveries.receivable_move.
inline constexpr std::array<Move, 20> receivable_moves{{
    {State::open, State::demanded},
    {State::open, State::overdue},
    {State::open, State::settled},
    {State::open, State::written_off},
    {State::open, State::withdrawn},
    {State::demanded, State::overdue},
    {State::demanded, State::settled},
    {State::demanded, State::written_off},
    {State::demanded, State::withdrawn},
    {State::overdue, State::demanded},  // a plan was agreed, or a broken one was caught up with
    {State::overdue, State::bond_called},
    {State::overdue, State::settled},
    {State::overdue, State::written_off},
    {State::overdue, State::withdrawn},
    {State::bond_called, State::settled},
    {State::bond_called, State::written_off},
    {State::bond_called, State::withdrawn},
    // What had paid it is undone.
    {State::settled, State::demanded},
    {State::written_off, State::demanded},
    {State::settled, State::withdrawn},
}};
bool can_move(State from, State to);

/// A debt to the fund. Amounts are sums over its reductions, so that they come out the same in
/// whatever order those are heard of.
struct Receivable {
  ReceivableId id;
  std::string fund;
  std::string cause;      // what raised it, once
  std::string reference;  // what the debtor pays with
  Kind kind = Kind::insurer_share;
  std::string debtor;  // an insurer's or agency's code, or "payee"
  std::string debtor_name;
  ClaimId claim;
  std::string claim_reference;
  EntitlementId entitlement;
  MemberId member;
  std::string party;  // overpayment: who has it
  std::string scheme, benefit;
  std::string purse;  // insurer's share: the deposit that was short
  Money amount, paid, written_off, withdrawn;
  Money revived;  // of what was written off: owed again, and paid, by a receivable of its own
  Money credit;   // came in beyond what is owed
  State state = State::open;
  Date raised{}, due{};
  std::optional<Date> next;  // when a clock has to be looked at again
  std::optional<int> set_off_percent;
  std::int64_t set_off_version = 0;
  std::optional<std::string> doubt;  // what a person must look at
  std::string raised_by;
  std::optional<std::string> lender;  // the purse that advanced it
  std::optional<Money> advanced;
  std::int64_t version = 1;

  [[nodiscard]] Money left() const { return amount - paid - written_off - withdrawn; }
  [[nodiscard]] bool is_ended() const { return left().is_zero(); }
};

inline Money nothing_of(const Money& amount) {
  return {0, amount.currency()};
}

/// The one state of what has nothing left.
State end_of(const Receivable& receivable);
/// Ends it when nothing is left.
void settle_state(Receivable& receivable);

constexpr std::string_view payee = "payee";

/// The same cause raises the same receivable.
ReceivableId receivable_id_of(const std::string& fund, const std::string& cause);

}  // namespace haven::recoveries
