#pragma once
#include <string>
#include <vector>

#include "common/core/result.hpp"
#include "common/scheme/case.hpp"
#include "haven/adjudication/v1/case_record.pb.h"

namespace haven::adjudication {

/// The facts of a case as they are stored with its decision: without names, numbers and accounts.
v1::CaseRecord record_of(const enrolment::v1::Member& member, const claims::v1::CaseFile& file,
                         const std::vector<scheme::PastPayment>& history, const std::string& pack,
                         Date today);

/// The case that a record holds. Refused: a date or amount that cannot be read, by name.
Result<scheme::Case> case_from(const v1::CaseRecord& record);

/// The record's bytes; equal records give equal bytes.
std::string bytes_of(const v1::CaseRecord& record);

}  // namespace haven::adjudication
