#pragma once
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/core/hash.hpp"
#include "common/http/router.hpp"
#include "services/disbursement/api/routes.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {

/// The routes on a desk's database, called without a network: a request goes to the handler that
/// the router finds, as one person with all the roles of the route.
class Counter {
 public:
  Counter() { add_routes(router_, setting_, policies); }

  http::Response call(const std::string& method, const std::string& target, std::string body = "",
                      const std::string& subject = "carl", const std::string& fund = "owwa") {
    http::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    request.query = query_of(target);
    request.body_sha256 = sha256_hex(body);
    request.body = std::move(body);
    request.headers = {{"idempotency-key", key.empty() ? new_uuid(test::noon()) : key},
                       {"content-type", type}};
    std::string allow;
    const auto* route = router_.find(method, request.path, request.params, allow);
    if (route == nullptr) return {404, {}, "no route", {}};
    request.principal = {subject, fund, route->access.roles, ""};
    return route->handler(request);
  }
  boost::json::object json(const http::Response& response) {
    return boost::json::parse(response.body).as_object();
  }
  /// The body, wherever it is.
  static std::string content(const http::Response& response) {
    if (response.body_file.empty()) return response.body;
    std::ifstream in{response.body_file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  std::string code(const http::Response& response) {
    return std::string{json(response).at("code").as_string()};
  }

  Desk desk;
  PaymentPolicies policies{{"owwa", payment_policy()}};
  std::string key;                        // empty: a new one for every call
  std::string type = "application/json";  // of the body

 private:
  static std::map<std::string, std::string> query_of(const std::string& target) {
    std::map<std::string, std::string> query;
    const auto mark = target.find('?');
    if (mark == target.npos) return query;
    std::istringstream pairs{target.substr(mark + 1)};
    for (std::string pair; std::getline(pairs, pair, '&');) {
      query[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
    }
    return query;
  }

  service::Setting setting_{desk.database.pool("haven_disbursement"),
                            [] { return test::noon(); },
                            {{"owwa", "ph", std::chrono::hours{8}}},
                            std::filesystem::temp_directory_path() / "haven_counter"};
  http::Router router_;
};

}  // namespace haven::disbursement
