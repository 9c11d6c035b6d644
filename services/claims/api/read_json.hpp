#pragma once
#include <string>
#include <string_view>

#include "common/core/result.hpp"
#include "common/http/json.hpp"
#include "common/scheme/pack.hpp"
#include "services/claims/app/open_claim.hpp"

/// From JSON to commands. What a body may hold is docs/api/claims.yaml.
namespace haven::claims {

/// The file of a claim, with the codes that the pack knows. The incident's kind and day are always
/// required; what else must be there depends on whether it is to be filed (domain/file.hpp).
File read_file(http::JsonReader& body, const scheme::Pack& pack);

/// The body of POST /v1/claims: a notice, a draft or a filing.
Result<OpenClaim> open_claim_from(const http::Request& request, const scheme::Pack& pack);
Result<File> file_from(const http::Request& request, const scheme::Pack& pack);
Result<Account> account_from(const http::Request& request);

/// One required text of 1 to 1000 characters: a reason, grounds.
Result<std::string> reason_from(const http::Request& request, const std::string& name);
/// Nothing at all, or an empty object.
Result<void> nothing_from(const http::Request& request);

/// Whom a paper or an account is about: "child_a", "claimant", "owwa".
bool is_party(std::string_view text);

}  // namespace haven::claims
