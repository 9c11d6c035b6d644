#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of refunds; routes.cpp says where each is reached.
namespace haven::contributions {

http::Response post_refund(const Desk& desk, const http::Request& request);
http::Response get_refunds(const Desk& desk, const http::Request& request);
http::Response get_refund(const Desk& desk, const http::Request& request);
http::Response post_refund_approval(const Desk& desk, const http::Request& request);
http::Response post_refund_refusal(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
