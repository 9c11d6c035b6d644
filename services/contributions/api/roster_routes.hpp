#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of agencies' rosters and of members' accounts; routes.cpp says where each is reached.
namespace haven::contributions {

http::Response post_roster(const Desk& desk, const http::Request& request);
http::Response get_reconciliation(const Desk& desk, const http::Request& request);
http::Response get_account(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
