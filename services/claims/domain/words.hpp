#pragma once
#include <string>

#include "services/claims/domain/claim.hpp"

/// What a family reads in the place of codes.
namespace haven::claims {

/// Where the claim stands, as a sentence.
std::string words_of_state(const Claim& claim);
/// Whose turn it is and what is to be done, as a sentence.
std::string words_of_turn(const Turn& turn);
/// How a payment stands: released, unknown, returned, settled.
std::string words_of_payment(const std::string& stage);

}  // namespace haven::claims
