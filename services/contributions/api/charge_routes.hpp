#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of premiums that were taken from workers; routes.cpp says where each is reached.
namespace haven::contributions {

http::Response post_charge(const Desk& desk, const http::Request& request);
http::Response get_charges(const Desk& desk, const http::Request& request);
http::Response get_charge(const Desk& desk, const http::Request& request);
http::Response get_charge_ageing(const Desk& desk, const http::Request& request);
http::Response post_charge_notification(const Desk& desk, const http::Request& request);
http::Response post_charge_repayment(const Desk& desk, const http::Request& request);
http::Response post_charge_referral(const Desk& desk, const http::Request& request);
http::Response post_charge_dismissal(const Desk& desk, const http::Request& request);
http::Response post_charge_dismissal_approval(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
