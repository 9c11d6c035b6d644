#include "services/adjudication/app/gather_facts.hpp"

#include "common/core/ensure.hpp"
#include "services/adjudication/app/case_record.hpp"
#include "services/adjudication/store/claim_files.hpp"
#include "services/adjudication/store/members.hpp"

namespace haven::adjudication {

Result<Gathered> gather_facts(db::Transaction& tx, const ClaimFile& file, const Rules& rules,
                              bool for_decision) {
  const auto snapshot = for_decision ? store::find_person_for_update(tx, file.fund, file.member)
                                     : store::find_person(tx, file.fund, file.member);
  if (!snapshot) {
    return refuse(ErrorKind::unavailable, "member_not_known_yet",
                  "The member's record has not arrived from enrolment yet.");
  }
  const auto history = store::history_beside(tx, file);

  enrolment::v1::Member member;
  claims::v1::CaseFile case_file;
  ensure(member.ParseFromString(*snapshot), "a stored member's record can be read");
  ensure(case_file.ParseFromString(file.file), "a stored case file can be read");
  return Gathered{
      record_of(member, case_file, history.payments, scheme::name_of(*rules.pack), rules.today),
      {file.why, member.identity_in_review(), history.incident_claimed_before}};
}

Result<Evaluated> evaluate_record(const v1::CaseRecord& record, const scheme::Pack& pack) {
  auto facts = case_from(record);
  if (!facts) return pass(facts);
  auto decision = scheme::evaluate(pack, *facts);
  if (!decision) return pass(decision);
  return Evaluated{bytes_of(record), std::move(*facts), std::move(*decision)};
}

}  // namespace haven::adjudication
