#include "services/adjudication/app/replay_decision.hpp"

#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/app/keep_packs.hpp"

namespace haven::adjudication {

std::string name_of(Replay replay) {
  switch (replay) {
    case Replay::equal:
      return "equal";
    case Replay::different:
      return "different";
    case Replay::no_pack:
      return "no_pack";
    case Replay::unreadable:
      return "unreadable";
  }
  return "";
}

Replay replay_decision(const store::StoredEvaluation& stored, const scheme::PackPtr& pack) {
  if (!pack || scheme::hash_of(*pack) != stored.pack_hash) return Replay::no_pack;
  v1::CaseRecord record;
  if (!record.ParseFromString(stored.case_record)) return Replay::unreadable;
  const auto evaluated = evaluate_record(record, *pack);
  if (!evaluated) return Replay::unreadable;
  return scheme::json_of(evaluated->decision) == stored.outcome ? Replay::equal : Replay::different;
}

Result<std::vector<ReplayedDecision>> replay_claim(db::Transaction& tx,
                                                   const std::string& reference,
                                                   const Packs& packs) {
  std::vector<ReplayedDecision> replayed;
  for (const auto& stored : store::find_evaluations(tx, reference)) {
    const auto pack = pack_of_decision(tx, stored.pack, stored.pack_hash, packs);
    const auto installed = packs.find(stored.pack);
    const bool is_installed = pack && installed != packs.end() && *pack == installed->second;
    replayed.push_back({stored.number, stored.pack, stored.pack_hash, is_installed,
                        replay_decision(stored, pack.value_or(nullptr))});
  }
  if (replayed.empty()) {
    return refuse(ErrorKind::not_found, "no_decisions",
                  "No decision of a claim with this reference is stored.");
  }
  return replayed;
}

}  // namespace haven::adjudication
