#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/recoveries/domain/clock.hpp"
#include "services/recoveries/domain/reduction.hpp"

namespace haven::recoveries::store {

/// What led to a reduction: by whom, on which day, by which line of a statement.
struct ReductionCause {
  std::string cause;  // a line, a set-off, a proposal, a line of a settlement
  std::string line;   // its id, when a line of a statement pays
  Date day{};
  std::string by;
};

/// The id of a reduction: the same for the same cause. Of a set-off it is the set-off's own.
std::string reduction_id_of(const ReceivableId& receivable, const std::string& cause, How how);

/// True when this cause reduced a receivable, or became its debtor's credit, before.
bool is_taken(db::Transaction& tx, const ReceivableId& receivable, const std::string& cause);
/// Writes the rows behind the sums of `reduced.after`.
void insert_reductions(db::Transaction& tx, const Reduced& reduced, const ReductionCause& cause,
                       Instant now);

/// Something came in, or was undone, that is the debtor's.
void insert_credit(db::Transaction& tx, const ReceivableId& receivable, const ReductionCause& cause,
                   const Money& amount, Instant now);

struct ReductionView {
  Reduction reduction;
  ReductionCause cause;
  Instant at{};  // recorded
};
std::vector<ReductionView> reductions_of(db::Transaction& tx, const ReceivableId& receivable);

void insert_notices(db::Transaction& tx, const ReceivableId& receivable,
                    const std::vector<Notice>& notices, Date day);
struct NoticeView {
  std::string what;
  Date day{};
};
std::vector<NoticeView> notices_of(db::Transaction& tx, const ReceivableId& receivable);

/// A line of exactly this amount has paid it.
bool has_line_of(db::Transaction& tx, const ReceivableId& receivable, const Money& amount);

}  // namespace haven::recoveries::store
