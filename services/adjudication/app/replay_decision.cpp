#include "services/adjudication/app/replay_decision.hpp"

#include "services/adjudication/app/gather_facts.hpp"

namespace haven::adjudication {

std::string name_of(Replay replay) {
  switch (replay) {
    case Replay::equal:
      return "equal";
    case Replay::different:
      return "different";
    case Replay::other_pack:
      return "other_pack";
    case Replay::not_installed:
      return "not_installed";
    case Replay::unreadable:
      return "unreadable";
  }
  return "";
}

Replay replay_decision(const store::StoredEvaluation& stored, const Packs& packs) {
  const auto pack = packs.find(stored.pack);
  if (pack == packs.end()) return Replay::not_installed;
  if (scheme::hash_of(*pack->second) != stored.pack_hash) return Replay::other_pack;
  v1::CaseRecord record;
  if (!record.ParseFromString(stored.case_record)) return Replay::unreadable;
  const auto evaluated = evaluate_record(record, *pack->second);
  if (!evaluated) return Replay::unreadable;
  return scheme::json_of(evaluated->decision) == stored.outcome ? Replay::equal : Replay::different;
}

Result<std::vector<ReplayedDecision>> replay_claim(db::Transaction& tx,
                                                   const std::string& reference,
                                                   const Packs& packs) {
  std::vector<ReplayedDecision> replayed;
  for (const auto& stored : store::find_evaluations(tx, reference)) {
    const auto pack = packs.find(stored.pack);
    replayed.push_back({stored.number, stored.pack, stored.pack_hash,
                        pack == packs.end() ? "" : scheme::hash_of(*pack->second),
                        replay_decision(stored, packs)});
  }
  if (replayed.empty()) {
    return refuse(ErrorKind::not_found, "no_decisions",
                  "No decision of a claim with this reference is stored.");
  }
  return replayed;
}

}  // namespace haven::adjudication
