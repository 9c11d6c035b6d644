#pragma once
#include <optional>
#include <string>

#include "common/http/message.hpp"
#include "common/messaging/event.hpp"
#include "services/adjudication/app/decide_referral.hpp"
#include "services/adjudication/domain/ids.hpp"

/// What the routes read from requests.
namespace haven::adjudication {

/// The id in the path. Refused as not found when it is no id at all.
template <class IdType>
Result<IdType> id_in_path(const http::Request& request, const std::string& param) {
  auto id = id_from<IdType>(request.param(param));
  if (id) return *id;
  return refuse(ErrorKind::not_found, "not_found", "There is nothing under this address.");
}

/// The version in If-Match; nothing when the header was not sent.
Result<std::optional<std::int64_t>> maybe_if_match(const http::Request& request);

/// The refusal of a query parameter's value.
tl::unexpected<Error> refuse_parameter(const std::string& name, const std::string& detail);

/// The page after an id; refused when the cursor holds something else.
Result<http::Page> page_after_id(const http::Request& request,
                                 const std::set<std::string>& filters);

/// Why an event is said that answers a request.
messaging::Origin origin_of(const http::Request& request);

/// A body without fields.
Result<void> nothing_in(const http::Request& request);
/// A body with one text.
Result<std::string> only_text_in(const http::Request& request, const std::string& name);

/// The body of POST /v1/work-items/{item}/decision.
Result<DecideReferral> decide_referral_from(const http::Request& request);

}  // namespace haven::adjudication
