#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/disbursement/domain/statement.hpp"

namespace haven::disbursement {

enum class BankLineState { open, assigned };
std::string name_of(BankLineState state);
std::optional<BankLineState> bank_line_state_from(std::string_view name);

/// Every move that a bank line can make; the same row stands in disbursement.bank_line_move.
inline constexpr std::array<std::pair<BankLineState, BankLineState>, 1> bank_line_moves{{
    {BankLineState::open, BankLineState::assigned},
}};

/// What a line turned out to be for.
struct Assignment {
  std::string as;  // deposit, receivable, interest, charge, funding, exchange, other
  std::string item_id;
  std::string party;
  std::string reason;
  std::string by;  // a person, or the service that found it
};

/// A booking that no order of ours explains.
struct BankLine {
  BankLineId id;
  std::string fund;
  StatementId statement;
  int line = 0;
  std::string book;  // the fund's account, as the ledger calls it
  bool is_credit = false;
  Money amount;
  Date booked_on{};
  std::vector<std::string> names;  // every name in it that could be ours
  std::string counterparty, remittance;
  Instant taken_at{};
  std::optional<Assignment> assignment;
  std::optional<Instant> assigned_at;
};

/// The booking's name, the same in a notification and in the statement that follows: made of the
/// bank's own names where it gives them, else of all that the line says. `has_bank_name` tells.
struct LineKey {
  std::string text;  // a UUID
  bool has_bank_name = false;
};
LineKey line_key_of(const std::string& fund, const StatementLine& line);
/// The name of the whole entry that the line is of; empty where the bank gives it none.
std::string entry_key_of(const std::string& fund, const StatementLine& line);
/// The n-th booking of that name: two charges of a day may say the same.
BankLineId bank_line_id_of(const LineKey& key, std::int64_t nth);

/// Refused: assigned before; interest that goes out, a charge that comes in; a funding or an
/// exchange that names no item.
Result<void> can_be_assigned(const BankLine& line, const Assignment& assignment);

}  // namespace haven::disbursement
