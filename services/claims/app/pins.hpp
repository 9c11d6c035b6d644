#pragma once
#include <string>

#include "common/core/id.hpp"

namespace haven::claims {

/// The PIN that one command gives out for a claim. Made from the server's key and the command's
/// key, so that a repeated request can be answered with the same PIN although no table holds it.
std::string pin_for(const std::string& key, const ClaimId& claim, const std::string& command_key);

/// What is stored of a PIN: nobody can find the PIN from it without the server's key.
std::string mac_of(const std::string& key, const ClaimId& claim, const std::string& pin);

}  // namespace haven::claims
