#include "services/claims/app/add_paper.hpp"

#include <algorithm>

#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/files.hpp"

namespace haven::claims {
namespace {

constexpr int documents_max = 100;  // at_most_100_documents

Result<void> may_take_papers(const Claim& claim) {
  if (!is_open(claim.state)) {
    return refuse(ErrorKind::conflict, "not_in_this_state",
                  "The claim is " + std::string{name_of(claim.state)} +
                      "; reopen or appeal it before sending papers.");
  }
  if (claim.documents >= documents_max) {
    return refuse(ErrorKind::conflict, "at_most_100_documents",
                  "The claim holds 100 documents already; it can take no more.");
  }
  return {};
}

// A new paper matters to the checklist while the claim waits for papers; later it only lies in the
// file, for whoever looks at it.
Result<void> follow_new_paper(db::Transaction& tx, const FundRules& rules, Claim& claim,
                              const Actor& actor, Instant now) {
  if (claim.state == State::filed) {
    v1::CaseFile file = case_file_of(claim);
    const auto settled = settle_papers(tx, rules, claim, file, actor, now);
    if (settled) return {};
    if (settled.error().kind != ErrorKind::invalid) return pass(settled);
    // No rule can read the facts at present: the paper is kept all the same.
  }
  const store::Before before{claim.state, claim.version};
  ++claim.version;
  claim.changed_at = now;
  store::save_claim(tx, claim, before);
  return {};
}

store::Document document_of(const AddDocument& command, const Claim& claim, Instant now) {
  return {new_id<store::DocumentId>(now),
          claim.id,
          claim.fund,
          command.paper,
          command.media_type,
          command.bytes,
          command.sha256,
          command.actor.subject,
          now};
}

}  // namespace

Result<AddedDocument> add_document(db::Transaction& tx, const FundRules& rules,
                                   const AddDocument& command, Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return pass(claim);
  if (const auto may = may_take_papers(*claim); !may) return pass(may);

  store::Document document = document_of(command, *claim, now);
  store::keep_content(command.files, command.incoming, command.sha256);
  if (!store::insert_document(tx, document)) return AddedDocument{document, claim->state};
  ++claim->documents;
  const auto followed = follow_new_paper(tx, rules, *claim, command.actor, now);
  if (!followed) return pass(followed);
  return AddedDocument{document, claim->state};
}

Result<Claim> waive_paper(db::Transaction& tx, const FundRules& rules, const WaivePaper& command,
                          Instant now) {
  auto claim = claim_for_update(tx, rules.fund, command.claim);
  if (!claim) return claim;
  if (claim->state != State::filed) {
    return refuse(ErrorKind::conflict, "not_in_this_state",
                  "The claim is " + std::string{name_of(claim->state)} +
                      "; a paper can be waived only while the claim waits for papers.");
  }
  v1::CaseFile file = case_file_of(*claim);
  const auto view = papers_now(tx, rules, *claim, file, rules.day(now));
  if (!view) return pass(view);
  const bool is_missing = std::ranges::any_of(view->checklist, [&](const ChecklistItem& item) {
    return item.need.paper == command.paper && item.status == PaperStatus::missing;
  });
  if (!is_missing) {
    return refuse_field("/document", "a paper that the checklist shows as missing, with its payee");
  }

  store::insert_waiver(tx, claim->id, {command.paper, command.reason, command.actor.subject, now});
  const auto settled = settle_papers(tx, rules, *claim, file, command.actor, now);
  if (!settled) return pass(settled);
  return claim;
}

}  // namespace haven::claims
