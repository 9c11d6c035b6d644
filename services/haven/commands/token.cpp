#include "services/haven/commands/token.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <iostream>

#include "common/core/clock.hpp"
#include "common/http/base64url.hpp"
#include "common/http/strict_json.hpp"
#include "common/http/token.hpp"
#include "services/haven/commands/stop.hpp"

namespace haven {
namespace {

namespace json = boost::json;

std::string setting(const char* name, const char* fallback) {
  const char* given = std::getenv(name);
  return given ? given : fallback;
}

struct IssueOptions {
  std::string subject;
  std::string fund;
  std::vector<std::string> roles;
  std::string claim;
  int hours = 8;
  std::string key = setting("HAVEN_TOKEN_KEY", "var/token-key.pem");
  std::string issuer = setting("HAVEN_TOKEN_ISSUER", "haven");
};

void issue(const IssueOptions& options) {
  const std::set<std::string> roles{options.roles.begin(), options.roles.end()};
  const bool is_family = roles.contains("family");
  if (is_family != !options.claim.empty() || (is_family && roles.size() > 1)) {
    stop("Role family stands alone and goes together with --claim, the one claim it may see.");
  }
  const http::TokenSigner signer{options.key, options.issuer};
  std::cout << signer.issue({options.subject, options.fund, roles, options.claim}, system_clock()(),
                            std::chrono::hours{options.hours})
            << '\n';
}

json::object part_of(std::string_view encoded) {
  const auto bytes = http::from_base64url(encoded);
  auto part = bytes ? http::parse_strictly(*bytes) : http::parse_strictly("");
  if (!part || !part->is_object()) stop("This is no token: three parts of base64url with dots.");
  return part->get_object();
}

void print_times(const json::object& claims) {
  for (const char* name : {"iat", "nbf", "exp"}) {
    const json::value* value = claims.if_contains(name);
    const std::int64_t* second = value ? value->if_int64() : nullptr;
    if (second == nullptr || *second < 0 || *second > 253402300799) continue;
    std::cout << name << " is " << text_of(Instant{std::chrono::seconds{*second}}) << '\n';
  }
}

void show(const std::string& token) {
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == std::string::npos || first == last) part_of("");
  const auto claims = part_of(std::string_view{token}.substr(first + 1, last - first - 1));
  std::cout << part_of(std::string_view{token}.substr(0, first)) << '\n' << claims << '\n';
  print_times(claims);
  std::cout << "The signature was not checked.\n";
}

void add_issue(CLI::App& token) {
  auto options = std::make_shared<IssueOptions>();
  auto* command = token.add_subcommand("issue", "Print a new token");
  command->add_option("--subject", options->subject, "who: a stable name of the person or program")
      ->required()
      ->check([](const std::string& text) { return text.empty() ? "must not be empty" : ""; });
  command->add_option("--fund", options->fund, "the fund whose data it reaches")->required();
  command->add_option("--role", options->roles, "what it may do; may be given several times")
      ->required()
      ->check(CLI::IsMember(http::known_roles()));
  command->add_option("--claim", options->claim, "role family: the one claim it may see");
  command->add_option("--hours", options->hours, "how long it is good for")
      ->check(CLI::Range(1, 24 * 366))
      ->capture_default_str();
  command->add_option("--key", options->key, "private key in PEM; made when it does not exist")
      ->capture_default_str();
  command->add_option("--issuer", options->issuer, "as HAVEN_TOKEN_ISSUER of the server")
      ->capture_default_str();
  command->footer(
      "Example: haven token issue --subject maria --fund owwa --role adjudicator --hours 8\n"
      "The key and the issuer default to HAVEN_TOKEN_KEY and HAVEN_TOKEN_ISSUER.");
  command->callback([options] { issue(*options); });
}

void add_show(CLI::App& token) {
  auto text = std::make_shared<std::string>();
  auto* command = token.add_subcommand("show", "Print what a token says, without checking it");
  command->add_option("token", *text, "the token")->required();
  command->footer("Example: haven token show \"$TOKEN\"");
  command->callback([text] { show(*text); });
}

}  // namespace

void add_token_command(CLI::App& app) {
  auto* token = app.add_subcommand("token", "Issue tokens and look into them");
  token->require_subcommand(1);
  token->footer("Example: haven token issue --subject maria --fund owwa --role adjudicator");
  add_issue(*token);
  add_show(*token);
}

}  // namespace haven
