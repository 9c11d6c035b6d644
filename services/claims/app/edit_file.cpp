#include "services/claims/app/edit_file.hpp"

#include "common/core/hash.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/members.hpp"

namespace haven::claims {
namespace {

Result<void> may_edit(const Claim& claim, const EditFile& command) {
  if (claim.state != State::notified && claim.state != State::draft &&
      claim.state != State::filed) {
    return refuse(ErrorKind::conflict, "not_in_this_state",
                  "The claim is " + std::string{name_of(claim.state)} +
                      "; its file can be changed only until its papers are complete.");
  }
  if (claim.version != command.version) {
    return refuse(ErrorKind::precondition_failed, "claim_changed_meanwhile",
                  "The claim was changed since you read it; read it again and decide anew.");
  }
  if (command.file.incident.kind != claim.kind) {
    return refuse_field("/incident/kind", claim.kind + "; another kind is another claim");
  }
  return {};
}

// Another day is another incident, for which there may be a claim already.
Result<void> may_have_day(db::Transaction& tx, const Claim& claim, Date day) {
  if (day == claim.incident_on) return {};
  Claim moved = claim;
  moved.incident_on = day;
  const std::string reference = store::find_open_reference(tx, moved);
  if (reference.empty()) return {};
  return refuse(ErrorKind::conflict, "claim_already_open",
                "The member has an open claim for that incident: " + reference + ".");
}

void take_over(Claim& claim, const EditFile& command) {
  claim.incident_on = command.file.incident.date;
  claim.authority = command.file.authority;
  claim.contact = command.file.contact;
  if (claim.state != State::filed) {
    claim.drafted_by = command.actor.subject;
    return;
  }
  ++claim.file_version;
  if (claim.why_ready == "filed") claim.why_ready = "corrected";
}

Result<void> write(db::Transaction& tx, const FundRules& rules, Claim& claim, v1::CaseFile& file,
                   const Actor& actor, Instant now) {
  const TurnFacts facts = turn_facts_of(rules, claim, now);
  if (claim.state == State::notified) return take_move(tx, claim, Move::draft_saved, facts, actor);
  if (claim.state == State::draft) return save_in_place(tx, claim, facts, actor);
  const auto settled = settle_papers(tx, rules, claim, file, actor, now, Move::file_corrected);
  if (!settled) return pass(settled);
  return {};
}

}  // namespace

Result<Claim> edit_file(db::Transaction& tx, const FundRules& rules, const EditFile& command,
                        Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  if (const auto may = may_edit(*claim, command); !may) return pass(may);
  const auto record = member_of(store::find_snapshot(tx, rules.fund, claim->member));
  const bool is_filed = claim->state == State::filed;
  const auto good = check_file(rules, command.file, record, is_filed, rules.day(now));
  if (!good) return pass(good);
  if (const auto may = may_have_day(tx, *claim, command.file.incident.date); !may) return pass(may);

  take_over(*claim, command);
  v1::CaseFile file = case_file_of(*claim, command.file);
  seal(*claim, file);
  if (const auto written = write(tx, rules, *claim, file, command.actor, now); !written) {
    return pass(written);
  }
  if (is_filed) {
    store::insert_filing(tx, *claim, command.actor.subject, sha256_hex(claim->file));
  }
  return claim;
}

Result<FiledClaim> file_draft(db::Transaction& tx, const FundRules& rules, const FileDraft& command,
                              Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return pass(claim);
  if (const auto legal = require_legal(*claim, Move::claim_filed); !legal) return pass(legal);
  v1::CaseFile file = case_file_of(*claim);
  const auto written = file_from(*claim, file);
  if (!written) return pass(written);
  const Date today = rules.day(now);
  const auto record = member_of(store::find_snapshot(tx, rules.fund, claim->member));
  if (const auto good = check_file(rules, *written, record, true, today); !good) return pass(good);
  const auto view = look_at_papers(rules, file, record, store::papers_of(tx, claim->id), today);
  if (!view) return pass(view);

  claim->filed_by = command.actor.subject;
  claim->filed_on = today;
  seal(*claim, file);
  FiledClaim filed{*claim, view->checklist, sha256_hex(claim->file)};
  TurnFacts facts = turn_facts_of(rules, filed.claim, now);
  facts.missing = missing_of(view->checklist);
  const auto moved = take_move(tx, filed.claim, Move::claim_filed, facts, command.actor);
  if (!moved) return pass(moved);
  store::insert_filing(tx, filed.claim, command.actor.subject, filed.receipt_sha256);
  tell::claim_filed(tx, rules, filed.claim, file, command.actor, now);
  if (!is_complete(view->checklist)) return filed;
  const auto settled = settle_papers(tx, rules, filed.claim, file, command.actor, now);
  if (!settled) return pass(settled);
  return filed;
}

}  // namespace haven::claims
