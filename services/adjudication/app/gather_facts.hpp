#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "common/db/transaction.hpp"
#include "common/scheme/case.hpp"
#include "common/scheme/decision.hpp"
#include "haven/adjudication/v1/case_record.pb.h"
#include "services/adjudication/app/rules.hpp"
#include "services/adjudication/domain/claim_file.hpp"
#include "services/adjudication/domain/review.hpp"

namespace haven::adjudication {

/// What is known about a claim now.
struct Gathered {
  v1::CaseRecord record;
  Circumstances circumstances;
};

/// Reads the member's copy, the file and the person's history; locks the member's copy when
/// `for_decision`. Refused as unavailable while enrolment's record of the member has not arrived:
/// events of different subjects come in any order, so the caller tries again.
Result<Gathered> gather_facts(db::Transaction& tx, const ClaimFile& file, const Rules& rules,
                              bool for_decision);

/// What the rules make of it.
struct Evaluated {
  std::string case_record;  // the bytes that give this outcome again
  scheme::Case facts;
  scheme::Decision decision;
};

/// Pure. Refused: facts that no rule can read, by the case's field names.
Result<Evaluated> evaluate_record(const v1::CaseRecord& record, const scheme::Pack& pack);

}  // namespace haven::adjudication
