#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of deposits, of bank lines that nobody recognised, and of ages; routes.cpp says where
/// each is reached.
namespace haven::contributions {

http::Response post_deposit(const Desk& desk, const http::Request& request);
http::Response get_deposits(const Desk& desk, const http::Request& request);
http::Response get_deposit(const Desk& desk, const http::Request& request);
http::Response post_deposit_receipts(const Desk& desk, const http::Request& request);
http::Response post_deposit_match(const Desk& desk, const http::Request& request);
http::Response post_deposit_cancellation(const Desk& desk, const http::Request& request);
http::Response get_unmatched_lines(const Desk& desk, const http::Request& request);
http::Response get_ageing(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
