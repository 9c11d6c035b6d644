#include "services/claims/app/open_claim.hpp"

#include "common/core/hash.hpp"
#include "services/claims/app/case_file.hpp"
#include "services/claims/app/settle_papers.hpp"
#include "services/claims/app/tell.hpp"
#include "services/claims/domain/reference.hpp"
#include "services/claims/store/claims.hpp"
#include "services/claims/store/members.hpp"

namespace haven::claims {
namespace {

Move move_of(Opening opening) {
  switch (opening) {
    case Opening::notice:
      return Move::notice_given;
    case Opening::draft:
      return Move::draft_saved;
    case Opening::filing:
      return Move::claim_filed;
  }
  return Move::notice_given;
}

Claim unborn(const FundRules& rules, const OpenClaim& command, const store::MemberForClaim& member,
             Instant now) {
  const Date today = rules.day(now);
  const int year = static_cast<int>(std::chrono::year_month_day{today}.year());
  Claim claim;
  claim.id = command.id;
  claim.fund = rules.fund;
  claim.reference = reference_of(command.file.incident.kind, year, member.next_number);
  claim.member = member.id;
  claim.kind = command.file.incident.kind;
  claim.incident_on = command.file.incident.date;
  claim.authority = command.file.authority;
  claim.contact = command.file.contact;
  claim.drafted_by = command.actor.subject;
  claim.created_at = now;
  if (command.as == Opening::filing) {
    claim.filed_by = command.actor.subject;
    claim.filed_on = today;
  }
  return claim;
}

// The claim's first moves, in memory: filed, and ready when nothing is missing.
std::vector<HistoryLine> first_moves(const FundRules& rules, Claim& claim, v1::CaseFile& file,
                                     const OpenClaim& command, const PapersView& view,
                                     Instant now) {
  TurnFacts facts = turn_facts_of(rules, claim, now);
  facts.missing = missing_of(view.checklist);
  std::vector<HistoryLine> lines = {apply(claim, move_of(command.as), facts)};
  if (claim.state == State::filed && is_complete(view.checklist)) {
    complete(claim, file, view, rules.day(now));
    lines.push_back(apply(claim, Move::papers_completed, turn_facts_of(rules, claim, now)));
  }
  for (HistoryLine& line : lines) line.cause = command.actor.cause;
  return lines;
}

tl::unexpected<Error> already_open(db::Transaction& tx, const Claim& claim) {
  return refuse(ErrorKind::conflict, "claim_already_open",
                "The member has an open claim for this incident: " +
                    store::find_open_reference(tx, claim) + ". Go on with that one.");
}

}  // namespace

Result<OpenedClaim> open_claim(db::Transaction& tx, const FundRules& rules,
                               const OpenClaim& command, Instant now) {
  const auto member = store::find_member_for_claim(tx, rules.fund, command.member_number);
  if (!member) return refuse_field("/member_number", "the number of an enrolled member");

  const Date today = rules.day(now);
  const auto record = member_of(member->snapshot);
  const bool is_filing = command.as == Opening::filing;
  if (const auto good = check_file(rules, command.file, record, is_filing, today); !good) {
    return pass(good);
  }
  OpenedClaim opened{unborn(rules, command, *member, now), {}, "", {}};
  Claim& claim = opened.claim;
  v1::CaseFile file = case_file_of(claim, command.file);
  seal(claim, file);
  auto view = look_at_papers(rules, file, record, {}, today);
  if (!view && is_filing) return pass(view);
  if (!view) view = PapersView{};  // a notice tells too little to say which papers will be needed
  const auto history = first_moves(rules, claim, file, command, *view, now);
  opened.checklist = view->checklist;
  if (is_filing) opened.receipt_sha256 = sha256_hex(claim.file);
  if (!is_filing) opened.deadline = filing_deadline(rules, file, record, today);

  if (!store::insert_claim(tx, {claim, history, opened.receipt_sha256, command.pin_mac})) {
    return already_open(tx, claim);
  }
  if (is_filing) tell::claim_filed(tx, rules, claim, file, command.actor, now);
  if (claim.state == State::ready) tell::claim_ready(tx, rules, claim, file, command.actor, now);
  return opened;
}

}  // namespace haven::claims
