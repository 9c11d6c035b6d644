#include "services/claims/api/read_json.hpp"

#include <algorithm>

#include "common/http/message.hpp"
#include "services/claims/api/read_case.hpp"

namespace haven::claims {
namespace {

using http::JsonReader;

std::optional<Authority> read_authority(JsonReader& body) {
  std::optional<Authority> authority;
  body.object(
      "authority",
      [&](JsonReader& fields) {
        authority = Authority{fields.one_of("kind", authority_kinds()), fields.text("document")};
      },
      true);
  return authority;
}

std::optional<Contact> read_contact(JsonReader& body) {
  std::optional<Contact> contact;
  body.object(
      "contact",
      [&](JsonReader& fields) {
        contact = Contact{fields.text("name"), fields.maybe_text("phone", 40).value_or(""),
                          fields.maybe_text("email").value_or("")};
      },
      true);
  return contact;
}

Account read_account_of(JsonReader& fields, const std::string& party) {
  return {party, fields.text("owner_name"), fields.text("bank", 20), fields.text("account", 40)};
}

std::vector<Account> read_accounts(JsonReader& body) {
  std::vector<Account> accounts;
  body.list("accounts", 40, [&](JsonReader& fields) {
    const std::string party = fields.text("party", 60);
    if (!party.empty() && !is_party(party)) {
      fields.wrong("party", "small letters, digits and _, such as child_a or claimant");
    }
    accounts.push_back(read_account_of(fields, party));
  });
  return accounts;
}

Opening read_opening(JsonReader& body) {
  const bool is_notice = body.boolean("notice", false);
  const bool is_filing = body.boolean("file", false);
  if (is_notice && is_filing) body.wrong("file", "false or left out: a notice is not filed");
  if (is_filing) return Opening::filing;
  return is_notice ? Opening::notice : Opening::draft;
}

}  // namespace

bool is_party(std::string_view text) {
  return !text.empty() && text.size() <= 60 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

File read_file(JsonReader& body, const scheme::Pack& pack) {
  File file;
  file.capacity = body.maybe_one_of("capacity", capacities()).value_or("");
  file.authority = read_authority(body);
  file.contact = read_contact(body);
  read_case(body, pack, file);
  file.accounts = read_accounts(body);
  return file;
}

Result<OpenClaim> open_claim_from(const http::Request& request, const scheme::Pack& pack) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  OpenClaim command;
  command.member_number = body->text("member_number", 40);
  command.as = read_opening(*body);
  command.file = read_file(*body, pack);
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return command;
}

Result<File> file_from(const http::Request& request, const scheme::Pack& pack) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  File file = read_file(*body, pack);
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return file;
}

Result<Account> account_from(const http::Request& request) {
  const std::string& party = request.param("party");
  if (!is_party(party)) return refuse_field("party", "small letters, digits and _");
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  Account account = read_account_of(*body, party);
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return account;
}

Result<std::string> reason_from(const http::Request& request, const std::string& name) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  std::string reason = body->text(name, 1000);
  if (const auto whole = body->finish(); !whole) return pass(whole);
  return reason;
}

Result<void> nothing_from(const http::Request& request) {
  if (request.body.empty()) return {};
  auto body = JsonReader::parse(request);
  return body ? body->finish() : pass(body);
}

}  // namespace haven::claims
