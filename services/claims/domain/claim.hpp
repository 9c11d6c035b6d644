#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "services/claims/domain/file.hpp"
#include "services/claims/domain/moves.hpp"
#include "services/claims/domain/turn.hpp"

namespace haven::claims {

/// A claim as its row holds it.
struct Claim {
  ClaimId id;
  std::string fund;
  std::string reference;
  MemberId member;
  std::string kind;  // of the incident
  Date incident_on{};
  State state = State::unborn;
  Instant state_since{};
  std::int64_t version = 0;       // grows with every change: the ETag
  std::int64_t file_version = 1;  // grows when others must be told of the file again
  std::string file;               // haven.claims.v1.CaseFile, serialised
  std::optional<Authority> authority;
  std::optional<Contact> contact;
  std::string drafted_by;
  std::optional<std::string> filed_by;
  std::optional<Date> filed_on;
  std::optional<Date> papers_complete_on;
  std::string why_ready =
      "filed";               // what ClaimReady will say: filed, corrected, reopened, appealed
  int decisions_before = 0;  // decisions up to this number are of an earlier round
  std::optional<Date> clock_ends_on;
  std::optional<Instant> accounts_changed_at;
  int documents = 0;
  std::optional<Turn> turn;           // none when the claim is over
  std::optional<Instant> warned_for;  // the due time whose passing was written down
  std::optional<std::string> outcome;
  std::optional<std::string> attention;
  Instant created_at{};
  Instant changed_at{};
};

/// One line of a claim's history.
struct HistoryLine {
  std::int64_t version = 0;
  Instant at{};
  State from = State::unborn;
  Move move = Move::turn_changed;
  State to = State::unborn;
  std::optional<Party> waiting_for;
  std::string by;
  std::string cause;
  std::string note;
};

/// Applies a legal move to `claim` in memory: state, outcome, turn and version. The caller saves it
/// with the history line that this gives. Illegal moves are a bug here: ask after() first. Falling
/// overdue leaves the turn as it was.
[[nodiscard]] HistoryLine apply(Claim& claim, Move move, TurnFacts facts);

}  // namespace haven::claims
