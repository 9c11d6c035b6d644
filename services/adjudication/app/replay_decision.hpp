#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/adjudication/app/rules.hpp"
#include "services/adjudication/store/views.hpp"

namespace haven::adjudication {

enum class Replay {
  equal,          // the same bytes again
  different,      // other bytes: the program evaluates differently than it did
  other_pack,     // the installed pack is not the one that decided; nothing was compared
  not_installed,  // no pack of this name
  unreadable,     // the stored case no longer evaluates
};
std::string name_of(Replay replay);

/// Evaluates a stored decision again under the pack that decided it and compares byte for byte.
/// Pure.
Replay replay_decision(const store::StoredEvaluation& stored, const Packs& packs);

struct ReplayedDecision {
  int number = 0;
  std::string pack, pack_hash;  // that decided
  std::string installed_hash;   // empty: not installed
  Replay result = Replay::equal;
};

/// Every decision of the claim with this reference. Refused: there is none.
Result<std::vector<ReplayedDecision>> replay_claim(db::Transaction& tx,
                                                   const std::string& reference,
                                                   const Packs& packs);

}  // namespace haven::adjudication
