#include "services/adjudication/app/propose_decision.hpp"

#include "common/messaging/log.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/store/decisions.hpp"

namespace haven::adjudication {

DecisionId propose_decision(db::Transaction& tx, const messaging::Origin& origin, Proposal proposal,
                            Instant now) {
  DecisionContent content;
  content.id = new_id<DecisionId>(now);
  content.claim = proposal.file.id;
  content.fund = proposal.file.fund;
  content.pack = proposal.evaluated.decision.pack;
  content.pack_hash = proposal.evaluated.decision.pack_hash;
  content.file_version = proposal.file.version;
  content.case_record = proposal.evaluated.case_record;
  content.outcome = scheme::json_of(proposal.evaluated.decision);
  content.filed_by = proposal.file.filed_by;
  content.decided_by = std::move(proposal.decided_by);
  content.work_item = std::move(proposal.work_item);
  content.reason = std::move(proposal.reason);
  content.lines = std::move(proposal.lines);

  v1::ClaimDecided decided;
  decided.set_number(store::insert_decision(tx, content, now));
  decided.set_claim_id(content.claim.text());
  decided.set_decision_id(content.id.text());
  decided.set_decided_by(content.decided_by);
  decided.set_pack(content.pack);
  decided.set_pack_hash(content.pack_hash);
  for (const auto& line : content.lines) *decided.add_lines() = scheme::wire_of(line.line);
  messaging::append(tx, origin, content.claim.text(), decided, now);
  return content.id;
}

}  // namespace haven::adjudication
