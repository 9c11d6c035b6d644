#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/store/statements.hpp"

namespace haven::disbursement {

/// A statement or notification inside a file, about one account of the fund.
struct AccountStatement {
  int number = 0;  // within the file, from 1
  std::string bank_id;
  std::string created;  // as the bank wrote it
  std::string book;     // the fund's account, as the ledger calls it
  Currency currency;
  std::optional<std::int64_t> electronic_sequence, page;
  bool is_last_page = true;
  bool is_copy = false;
  std::optional<Money> opening, closing;
  std::optional<Date> opening_on, closing_on;
  bool is_proved = false;
  std::int64_t entries = 0;
  Money credits, debits;
  std::string warning;  // what does not join with those before it; known when it is read
};

}  // namespace haven::disbursement

namespace haven::disbursement::store {

/// True when a file of this kind held the same statement before, and it was no copy.
bool was_taken(db::Transaction& tx, const std::string& fund, FileKind kind,
               const AccountStatement& part);
void insert_part(db::Transaction& tx, const std::string& fund, FileKind kind,
                 const StatementId& statement, const AccountStatement& part);
/// The statements of a file, with what does not join with those before them.
std::vector<AccountStatement> parts_of(db::Transaction& tx, const StatementId& id);

}  // namespace haven::disbursement::store
