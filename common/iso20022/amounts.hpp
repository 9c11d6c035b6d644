#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "common/core/money.hpp"

namespace haven::iso20022 {

/// The largest number of minor units that a message can hold: eighteen digits in all.
constexpr std::int64_t amount_minor_max = 999'999'999'999'999'999;

/// How many decimals banks use for a currency, at most the two that Money keeps: none for KRW.
int decimals_of(const Currency& currency);

/// Reads an XML Schema decimal as banks write it ("12", "12.5", "+12.50000", "-0.00") into minor
/// units. What is not a plain number, is below nothing, is finer than the minor unit or larger than
/// Money is refused with a sentence that quotes nothing.
tl::expected<Money, std::string> amount_from(std::string_view decimal, std::string_view currency);

/// "12.50", or "1250" of a currency without decimals. Refuses what the currency or the message
/// cannot say: less than nothing, more than `amount_minor_max`, parts of a whole won.
tl::expected<std::string, std::string> amount_text(const Money& amount);

}  // namespace haven::iso20022
