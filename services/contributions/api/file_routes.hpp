#pragma once
#include "services/contributions/api/desk.hpp"

/// Handlers of partners' files; routes.cpp says where each is reached.
namespace haven::contributions {

http::Response post_file(const Desk& desk, const http::Request& request);
http::Response get_file(const Desk& desk, const http::Request& request);
http::Response get_refused_rows(const Desk& desk, const http::Request& request);

}  // namespace haven::contributions
