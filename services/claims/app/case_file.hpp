#pragma once
#include <string>

#include "common/core/result.hpp"
#include "haven/claims/v1/events.pb.h"
#include "haven/enrolment/v1/events.pb.h"
#include "services/claims/app/rules.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims {

/// The file as it travels: what people wrote, under the claim's names.
v1::CaseFile case_file_of(const Claim& claim, const File& file);
/// The file as it was stored with the claim.
v1::CaseFile case_file_of(const Claim& claim);
v1::PayeeAccount wire_of(const Account& account);

/// Puts what the claim knows now (filer, days, version, member) into the file, and the file into
/// the claim. Equal files give equal bytes: the receipt is their SHA-256.
void seal(Claim& claim, v1::CaseFile& file);

/// What people wrote, read back, for checking a draft that is to be filed.
Result<File> file_from(const Claim& claim, const v1::CaseFile& file);

/// The member's record out of our copy. A copy is what enrolment sent: unreadable bytes are a bug.
enrolment::v1::Member member_of(const std::string& snapshot);

/// Everything that is wrong with `file` for this member under these rules.
Result<void> check_file(const FundRules& rules, const File& file,
                        const enrolment::v1::Member& member, bool to_be_filed, Date today);

}  // namespace haven::claims
