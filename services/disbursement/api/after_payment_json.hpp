#pragma once
#include <string>
#include <vector>

#include "services/disbursement/domain/receipt.hpp"
#include "services/disbursement/domain/unclaimed.hpp"
#include "services/disbursement/store/receipts.hpp"
#include "services/disbursement/store/unclaimed.hpp"

/// Unclaimed money, confirmations and inquiries as the JSON of docs/api/disbursement.yaml. `today`
/// says what is overdue; `next` is a cursor, empty at the end.
namespace haven::disbursement {

std::string json_of(const Unclaimed& record, const std::vector<Trace>& traces, Date today);
std::string json_of(const std::vector<Unclaimed>& records, Date today, const std::string& next);
std::string json_of(const std::vector<store::AgeTotal>& totals);

std::string json_of(const Confirmation& confirmation, Date today);
/// What a family reads of its own answer.
std::string family_json_of(const Confirmation& confirmation);
std::string json_of(const std::vector<Confirmation>& confirmations, Date today,
                    const std::string& next);
std::string json_of(const store::ConfirmationTotals& totals);

std::string json_of(const Inquiry& inquiry, Date today);
std::string json_of(const std::vector<Inquiry>& inquiries, Date today, const std::string& next);

}  // namespace haven::disbursement
