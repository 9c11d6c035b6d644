#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/adjudication/app/rules.hpp"
#include "services/adjudication/store/views.hpp"

namespace haven::adjudication {

enum class Replay {
  equal,       // the same bytes again
  different,   // other bytes: the program evaluates differently than it did
  no_pack,     // the pack that decided is neither installed nor kept; nothing was compared
  unreadable,  // the stored case no longer evaluates
};
std::string name_of(Replay replay);

/// Evaluates a stored decision again under the pack that decided it and compares byte for byte.
/// Pure. `pack` is nullptr when it is not to be had.
Replay replay_decision(const store::StoredEvaluation& stored, const scheme::PackPtr& pack);

struct ReplayedDecision {
  int number = 0;
  std::string pack, pack_hash;  // that decided
  bool is_installed = false;    // it is the installed one; else the kept one was taken
  Replay result = Replay::equal;
};

/// Every decision of the claim with this reference, each under the rules that it was made by.
/// Refused: there is none.
Result<std::vector<ReplayedDecision>> replay_claim(db::Transaction& tx,
                                                   const std::string& reference,
                                                   const Packs& packs);

}  // namespace haven::adjudication
