#pragma once
#include "services/disbursement/app/take_statement.hpp"

namespace haven::disbursement {

/// Takes a pain.002 whole or not at all. What the bank rejects is returned on this day, for nothing
/// was debited; what it only has already is not. Everything else is noted: only a statement proves
/// that money has moved. What the report says of a whole file goes for all its payments that the
/// report does not name. Refused: it cannot be read, or was taken before.
Result<Statement> take_status_report(db::Transaction& tx, const TakeStatement& command, Date today,
                                     Instant now);

}  // namespace haven::disbursement
