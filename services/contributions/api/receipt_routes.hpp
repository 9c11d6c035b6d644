#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of assessments and single receipts; routes.cpp says where each is reached.
namespace haven::contributions {

http::Response get_assessments(const Desk& desk, const http::Request& request);
http::Response post_assessment(const Desk& desk, const http::Request& request);
http::Response post_receipt(const Desk& desk, const http::Request& request);
http::Response get_receipts(const Desk& desk, const http::Request& request);
http::Response get_receipt(const Desk& desk, const http::Request& request);
http::Response post_match(const Desk& desk, const http::Request& request);
http::Response post_reversal(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
