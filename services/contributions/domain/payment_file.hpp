#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "common/core/result.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

/// The first line of a partner's file.
constexpr std::string_view file_header =
    "reference,member_number,scheme,kind,channel,amount,currency,paid";

/// The same with a last column, yes or no: the worker was charged the premium.
constexpr std::string_view file_header_with_charges =
    "reference,member_number,scheme,kind,channel,amount,currency,paid,charged_to_worker";

/// Takes the last column off a line of such a file.
[[nodiscard]] std::variant<bool, FieldProblem> take_charge_mark(std::string& line);

/// The line may be stored and read: printable ASCII, as all its fields are, and not absurdly long.
bool is_readable(std::string_view line);

/// The payment that a line tells of, or the first thing that is wrong with it.
[[nodiscard]] std::variant<Payment, FieldProblem> payment_from(std::string_view line,
                                                               const std::string& partner,
                                                               Date today);

}  // namespace haven::contributions
