#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "services/enrolment/app/occasion.hpp"
#include "services/enrolment/domain/member.hpp"

namespace haven::enrolment {

struct Enrolled {
  Member member;
  std::vector<std::string>
      open_reviews;  // records of the same name and birth date, for a registrar
};

/// Enrols any number of people, in as many statements as for one; the outcomes are in the order of
/// the candidates, and one who is refused keeps nobody else out. Refused: wrong fields; a document
/// that proves another member (`document_already_enrolled`, with that member's number); a number
/// that is taken (`number_already_given`).
std::vector<Result<Enrolled>> enrol_members(db::Transaction& tx, const Occasion& occasion,
                                            const std::vector<Candidate>& candidates);

/// The same for one.
Result<Enrolled> enrol_member(db::Transaction& tx, const Occasion& occasion,
                              const Candidate& candidate);

}  // namespace haven::enrolment
