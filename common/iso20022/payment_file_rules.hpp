// What a bank accepts, before a byte is written. Private to the payment file.
#pragma once
#include <optional>
#include <string>

#include "common/iso20022/payment_file.hpp"

namespace haven::iso20022 {

/// A field and what would be right; nothing when all is well.
using FieldFault = std::optional<FieldProblem>;

FieldFault fault_of(const PaymentFileHeader& header);
FieldFault fault_of(const Transfer& transfer, const Currency& currency);

}  // namespace haven::iso20022
