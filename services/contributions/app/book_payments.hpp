#pragma once
#include <optional>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/contributions/app/occasion.hpp"
#include "services/contributions/domain/judge.hpp"

namespace haven::contributions {

struct Booking {
  Verdict verdict;
  std::optional<Receipt> receipt;  // when it was booked now: matched or unmatched
};

/// Books any number of payments of one partner in as many statements as for one; the bookings are
/// in the order of the payments, and one that is refused keeps no other out. Payments were checked
/// by problems_of().
std::vector<Booking> book_payments(db::Transaction& tx, const Occasion& occasion,
                                   const std::vector<Payment>& payments,
                                   const std::optional<FileId>& file = {});

/// Settles what a matched payment pays for; a renewal that nobody had asked for is assessed and
/// settled at once. Returns the assessment.
AssessmentId settle(db::Transaction& tx, const Occasion& occasion, const Payment& payment,
                    const Matched& matched);

}  // namespace haven::contributions
