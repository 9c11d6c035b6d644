#pragma once
#include <boost/json/fwd.hpp>

#include "common/core/result.hpp"
#include "common/http/message.hpp"
#include "services/contributions/app/ask_refund.hpp"

namespace haven::contributions {

Result<AskRefund> refund_from(const http::Request& request, const ReceiptId& receipt);
/// Of the account, no more than its last characters are shown.
boost::json::object json_of(const Refund& refund);

}  // namespace haven::contributions
