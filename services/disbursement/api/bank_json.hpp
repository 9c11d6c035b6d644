#pragma once
#include <string>
#include <vector>

#include "services/disbursement/domain/bank_line.hpp"
#include "services/disbursement/store/account_statements.hpp"
#include "services/disbursement/store/repairs.hpp"

/// What comes from banks as the JSON of docs/api/disbursement.yaml. `next` is a cursor, empty at
/// the end; `today` is the fund's day, from which ages are counted.
namespace haven::disbursement {

std::string json_of(const Statement& statement, const std::vector<AccountStatement>& parts,
                    const std::vector<store::ResultCount>& results);
std::string json_of(const std::vector<Statement>& statements, const std::string& next);
std::string json_of(const std::vector<store::LineView>& lines, const std::string& next);

std::string json_of(const BankLine& line, Date today);
std::string json_of(const std::vector<BankLine>& lines, const std::string& next, Date today);

std::string json_of(const std::vector<store::PaymentRepair>& repairs, const std::string& next,
                    Date today);

}  // namespace haven::disbursement
