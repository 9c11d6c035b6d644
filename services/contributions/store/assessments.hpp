#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/domain/receipt.hpp"

/// What is due.
namespace haven::contributions::store {

/// Writes assessments; those that ask for what is asked for already are left out. Returns how many
/// were written.
std::int64_t insert_assessments(db::Transaction& tx, const std::string& fund,
                                const std::vector<Assessment>& assessments, const std::string& by);

/// Due becomes settled, for all of these; each was read for update.
void settle_assessments(db::Transaction& tx, const std::vector<AssessmentId>& ids);

/// A settled assessment whose receipt was taken back: due again from whoever the member is now, or
/// withdrawn when something else asks for the same by then.
void reopen_assessment(db::Transaction& tx, const AssessmentId& id);

/// A settled assessment whose contribution was given back: nobody asks for it any more.
void withdraw_assessment(db::Transaction& tx, const AssessmentId& id);

std::vector<Assessment> page_of_assessments(db::Transaction& tx, const std::string& fund,
                                            const std::string& state, const std::string& number,
                                            const std::string& after, int limit);

}  // namespace haven::contributions::store
