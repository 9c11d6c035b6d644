// Whether the books, the bank's statements and the partners' deposits tell of the same money. Each
// query selects one column: which account of which fund, in which currency, and how far apart.
#pragma once

namespace haven::store {

/// Books against statements: what the account held before its first statement is in no entry and is
/// left out; what a notification showed, or two people declared, and no statement has shown yet, is
/// counted in. Where statements do not join up, what they moved stands for their balances.
extern const char* const bank_apart_sql;

/// Deposits in transit, by partner, against receipts that were collected and lines that brought
/// them.
extern const char* const transit_apart_sql;

/// Suspense against the bank's lines that nobody has assigned.
extern const char* const suspense_apart_sql;

}  // namespace haven::store
