#include "services/adjudication/app/decide_referral.hpp"

#include "common/core/ensure.hpp"
#include "common/scheme/wire.hpp"
#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/app/propose_decision.hpp"
#include "services/adjudication/domain/payee.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {
namespace {

Discretion discretion_of(const scheme::Pack& pack) {
  Discretion discretion;
  for (const auto& scheme : scheme::schemes_of(pack)) {
    discretion.currencies.emplace(scheme.name, scheme.currency);
  }
  discretion.is_reason = [&pack](const std::string& reason) {
    return !scheme::reason_text(pack, reason).empty();
  };
  return discretion;
}

// The claim's facts as known now, with what the assessor found.
Result<Evaluated> evaluate_now(db::Transaction& tx, const ClaimFile& file,
                               const DecideReferral& command, const Rules& rules) {
  auto gathered = gather_facts(tx, file, rules, true);
  if (!gathered) return pass(gathered);
  if (command.assessment) {
    *gathered->record.mutable_file()->mutable_assessment() = scheme::wire_of(*command.assessment);
  }
  auto evaluated = evaluate_record(gathered->record, *rules.pack);
  if (!evaluated || !command.assessment) return evaluated;
  if (auto fits = assessment_fits(evaluated->decision); !fits) return pass(fits);
  return evaluated;
}

}  // namespace

Result<DecisionId> decide_referral(db::Transaction& tx, const messaging::Origin& origin,
                                   const DecideReferral& command, const Rules& rules, Instant now) {
  const auto item = store::find_work_item_locking_claim(tx, origin.fund, command.item);
  if (!item)
    return refuse(ErrorKind::not_found, "work_item_unknown", "There is no such work item.");
  if (auto may = may_work_on(*item, command.subject); !may) return pass(may);
  const auto file = store::find_claim_file(tx, origin.fund, item->claim);
  ensure(file.has_value(), "a work item has a claim");

  const auto evaluated = evaluate_now(tx, *file, command, rules);
  if (!evaluated) return pass(evaluated);
  auto lines = resolve(decided_lines(evaluated->decision, evaluated->facts), command.resolution,
                       discretion_of(*rules.pack), evaluated->facts);
  if (!lines) return pass(lines);

  if (!store::finish_work_item(tx, *item, command.reason, now)) {
    return refuse(ErrorKind::conflict, "work_item_changed",
                  "The work item changed at this moment; read it again.");
  }
  return propose_decision(
      tx, origin, {*file, *evaluated, std::move(*lines), command.subject, item->id, command.reason},
      now);
}

}  // namespace haven::adjudication
