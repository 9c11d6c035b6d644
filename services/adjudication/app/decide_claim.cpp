#include "services/adjudication/app/decide_claim.hpp"

#include "services/adjudication/app/gather_facts.hpp"
#include "services/adjudication/app/propose_decision.hpp"
#include "services/adjudication/app/refer_claim.hpp"
#include "services/adjudication/domain/payee.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/work_items.hpp"

namespace haven::adjudication {
namespace {

Result<ClaimFile> file_from(const messaging::Event& event, const claims::v1::ClaimReady& ready) {
  const auto& said = ready.file();
  const auto claim = id_from<ClaimId>(said.claim_id());
  const auto member = id_from<MemberId>(said.member_id());
  const auto incident_on = date_from(said.incident().date());
  if (!claim) return refuse_field("/file/claim_id", "must be a UUID");
  if (!member) return refuse_field("/file/member_id", "must be a UUID");
  if (!incident_on) return refuse_field("/file/incident/date", "must be a date");
  if (said.filed_by().empty()) return refuse_field("/file/filed_by", "must name who filed");
  return ClaimFile{*claim,           event.fund,
                   said.reference(), *member,
                   said.filed_by(),  said.incident().kind(),
                   *incident_on,     ready.why(),
                   said.version(),   said.SerializeAsString(),
                   event.at,         false};
}

}  // namespace

Result<void> decide_claim(db::Transaction& tx, const messaging::Event& event,
                          const claims::v1::ClaimReady& ready, const Rules& rules, Instant now) {
  const auto file = file_from(event, ready);
  if (!file) return pass(file);
  const auto saved = store::save_claim_file(tx, *file);
  if (saved == store::Saved::stale) return {};
  const auto gathered = gather_facts(tx, *file, rules, true);
  if (!gathered) return pass(gathered);

  const auto evaluated = evaluate_record(gathered->record, *rules.pack);
  Referral referral{file->id, {}, "", rules.today};
  if (evaluated) {
    referral.reasons = reasons_for_a_person(evaluated->decision, gathered->circumstances);
    referral.due = due_day_of(evaluated->decision, rules.today);
  } else {  // somebody has to put the facts right at their source
    referral.reasons = {"facts_unreadable"};
    referral.note = evaluated.error().detail;
  }

  if (saved == store::Saved::newer) {
    store::end_open_work(tx, file->id, "superseded", "the claim was ready again", now);
  }
  const auto origin = messaging::because_of(event, "adjudication");
  if (referral.reasons.empty()) {
    propose_decision(
        tx, origin, {*file, *evaluated, decided_lines(evaluated->decision, evaluated->facts)}, now);
  } else {
    refer_claim(tx, origin, referral, now);
  }
  return {};
}

}  // namespace haven::adjudication
