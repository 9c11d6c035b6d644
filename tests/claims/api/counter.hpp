#pragma once
#include <boost/json.hpp>

#include "common/http/router.hpp"
#include "common/http/token.hpp"
#include "services/claims/api/routes.hpp"
#include "tests/claims/app/fixture.hpp"

namespace haven::claims::test {

/// The service as callers meet it: requests in, answers out, with the server's check of roles.
class Counter : public Office {
 protected:
  Counter();

  static http::Principal person(const std::string& subject, const std::string& role,
                                const std::string& fund = "owwa");
  http::Principal family_of(const std::string& claim) const;

  struct Ask {
    std::string method, path, body = {};
    http::Principal who = person("ines", "intake");
    std::map<std::string, std::string> headers = {};
    std::map<std::string, std::string> query = {};
    std::string upload = {};  // content; streamed to a file as the server does
    bool is_upload = false;
  };
  http::Response ask(Ask ask);
  http::Response get(const std::string& path, const http::Principal& who = person("ines", "intake"),
                     std::map<std::string, std::string> query = {});
  http::Response post(const std::string& path, const std::string& body,
                      const http::Principal& who = person("ines", "intake"),
                      const std::string& key = "");
  http::Response put(const std::string& path, const std::string& body, const std::string& version);
  http::Response upload(const std::string& claim, const std::string& type,
                        const std::string& content,
                        const http::Principal& who = person("ines", "intake"),
                        const std::string& for_whom = "");

  static boost::json::object body_of(const http::Response& response);
  static std::string text_in(const http::Response& response, const std::string& field);
  static std::string code_of(const http::Response& response) { return text_in(response, "code"); }
  /// The pointers of a refusal's wrong fields.
  static std::vector<std::string> wrong_in(const http::Response& response);

  /// The body of a filing that is ready at once, and of one that waits for papers.
  static std::string repatriation_body(const std::string& date = "2024-05-20");
  static std::string death_body(const std::string& extra = "");

  http::TokenSigner signer;
  http::TokenVerifier verifier;
  http::Router router;

 private:
  int keys_ = 0;
};

extern const std::string small_pdf;

}  // namespace haven::claims::test
