#include "tests/claims/api/counter.hpp"

#include <fstream>

#include "common/core/hash.hpp"

namespace haven::claims::test {

const std::string small_pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n";

Counter::Counter()
    : signer(files / "key.pem", "haven"),
      verifier({{"haven", "EdDSA", files / "key.pem.pub"}}, {"owwa", "other"}) {
  add_routes(router, setting, packs, signer);
}

http::Principal Counter::person(const std::string& subject, const std::string& role,
                                const std::string& fund) {
  return {subject, fund, {role}, ""};
}

http::Principal Counter::family_of(const std::string& claim) const {
  return {"family:" + claim, "owwa", {"family"}, claim};
}

http::Response Counter::ask(Ask ask) {
  http::Request request;
  request.method = ask.method;
  request.path = ask.path;
  request.query = ask.query;
  request.headers = ask.headers;
  request.principal = ask.who;
  if (!request.headers.contains("idempotency-key")) {
    request.headers["idempotency-key"] = "key-" + std::to_string(1000 + ++keys_);
  }
  std::string allow;
  const http::Route* route = router.find(ask.method, ask.path, request.params, allow);
  if (route == nullptr) return {404, {}, "", {}};
  const auto& roles = route->access.roles;
  const bool may = roles.empty() || std::ranges::any_of(roles, [&](const std::string& role) {
                     return ask.who.has(role);
                   });
  if (!may) return {403, {}, R"({"code": "role_required"})", {}};
  if (roles.empty()) request.principal = {};  // the server asks nobody for a token here
  const std::string& content = ask.is_upload ? ask.upload : ask.body;
  request.body_sha256 = sha256_hex(content);
  if (ask.is_upload) {
    request.body_file = files / "incoming";
    std::ofstream{request.body_file, std::ios::binary} << content;
  } else {
    request.body = content;
  }
  return route->handler(request);
}

http::Response Counter::get(const std::string& path, const http::Principal& who,
                            std::map<std::string, std::string> query) {
  Ask request{"GET", path};
  request.who = who;
  request.query = std::move(query);
  return ask(std::move(request));
}

http::Response Counter::post(const std::string& path, const std::string& body,
                             const http::Principal& who, const std::string& key) {
  Ask request{"POST", path, body};
  request.who = who;
  if (!key.empty()) request.headers["idempotency-key"] = key;
  return ask(std::move(request));
}

http::Response Counter::put(const std::string& path, const std::string& body,
                            const std::string& version) {
  Ask request{"PUT", path, body};
  if (!version.empty()) request.headers["if-match"] = version;
  return ask(std::move(request));
}

http::Response Counter::upload(const std::string& claim, const std::string& type,
                               const std::string& content, const http::Principal& who,
                               const std::string& for_whom) {
  Ask request{"POST", "/v1/claims/" + claim + "/documents"};
  request.who = who;
  request.is_upload = true;
  request.upload = content;
  if (!type.empty()) request.query["type"] = type;
  if (!for_whom.empty()) request.query["for"] = for_whom;
  return ask(std::move(request));
}

boost::json::object Counter::body_of(const http::Response& response) {
  return boost::json::parse(response.body).as_object();
}

std::string Counter::text_in(const http::Response& response, const std::string& field) {
  const auto body = body_of(response);
  const auto* value = body.if_contains(field);
  return value != nullptr && value->is_string() ? std::string{value->as_string()} : "";
}

std::vector<std::string> Counter::wrong_in(const http::Response& response) {
  std::vector<std::string> pointers;
  const auto body = body_of(response);
  if (const auto* errors = body.if_contains("errors")) {
    for (const auto& error : errors->as_array()) {
      pointers.emplace_back(error.as_object().at("pointer").as_string());
    }
  }
  return pointers;
}

std::string Counter::repatriation_body(const std::string& date) {
  return R"({"member_number": "OWWA-000000001", "capacity": "worker", "file": true,
             "incident": {"kind": "repatriation", "date": ")" +
         date + R"(", "country": "SA",
                          "circumstances": ["emergency"]},
             "costs": [{"head": "ticket", "amount": {"amount": "21500.00", "currency": "PHP"},
                        "incurred": "2024-05-20"}]})";
}

std::string Counter::death_body(const std::string& extra) {
  return R"({"member_number": "OWWA-000000001", "capacity": "family", "file": true,
             "incident": {"kind": "death", "cause": "illness", "date": "2024-05-14",
                          "country": "SA"})" +
         extra + "}";
}

}  // namespace haven::claims::test
