#pragma once
#include <string>
#include <vector>

#include "services/disbursement/domain/batch.hpp"
#include "services/disbursement/store/batch_payments.hpp"
#include "services/disbursement/store/payments.hpp"

/// The rows of disbursement as the JSON of docs/api/disbursement.yaml; account numbers are masked.
/// `next` is a cursor, empty at the end.
namespace haven::disbursement {

/// The latest attempt with the earlier ones, latest first.
std::string json_of_payment(const std::vector<Payment>& attempts);
std::string json_of(const std::vector<Payment>& payments, const std::string& next);
std::string json_of(const std::vector<store::PaymentTotal>& totals);
std::string json_of(const Batch& batch);
std::string json_of(const std::vector<Batch>& batches, const std::string& next);
std::string json_of(const std::vector<store::BatchLine>& lines, const std::string& next);

}  // namespace haven::disbursement
