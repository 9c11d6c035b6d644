#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace haven::enrolment {

/// What people and partners write: the fund's code in capitals, at least eight digits of a serial
/// and a check digit: "OWWA-000123457". The check digit finds every single wrong digit and every
/// swap of neighbours (Damm's scheme).
std::string member_number(std::string_view fund, std::int64_t serial);

/// True when `number` has the form that haven itself gives in this fund, with a fitting check
/// digit.
bool is_own_number(std::string_view number, std::string_view fund);

/// True for a number that the fund gave before haven: 4 to 20 capitals, digits and hyphens, and not
/// in the series that haven draws from ("OWWA-" and digits), which it could meet again.
bool is_earlier_number(std::string_view number, std::string_view fund);

}  // namespace haven::enrolment
