#include "services/contributions/api/roster_routes.hpp"

#include "common/http/json.hpp"
#include "services/contributions/app/register_roster.hpp"
#include "services/contributions/domain/account.hpp"
#include "services/contributions/store/accounts.hpp"
#include "services/contributions/store/members.hpp"
#include "services/contributions/store/rosters.hpp"

namespace haven::contributions {
namespace {

namespace json = boost::json;
using http::Request;
using http::Response;

Error no_roster() {
  return {ErrorKind::not_found, "roster_not_found", "This fund has no such roster.", {}};
}

json::object json_of(const Roster& roster) {
  return {{"id", roster.id.text()},
          {"agency", roster.agency},
          {"from", text_of(roster.first)},
          {"to", text_of(roster.last)},
          {"sha256", roster.sha256},
          {"lines", roster.lines},
          {"taken_at", text_of(roster.taken_at)}};
}

json::object json_of(const store::Reconciled& row) {
  const Outcome outcome = outcome_of(row.expected.minor(), row.paid.minor());
  return {
      {"member_number", row.member_number}, {"scheme", row.scheme},
      {"outcome", name_of(outcome)},        {"expected", http::json_of(row.expected)},
      {"paid", http::json_of(row.paid)},    {"difference", http::json_of(row.paid - row.expected)}};
}

json::object json_of(const store::ReconciledTotal& row) {
  return {{"expected", http::json_of(row.expected)},
          {"paid", http::json_of(row.paid)},
          {"difference", http::json_of(row.paid - row.expected)},
          {"workers",
           {{"paid", row.as_expected},
            {"short", row.short_of},
            {"over", row.over},
            {"not_paid", row.not_paid},
            {"not_on_roster", row.not_on_roster}}}};
}

Result<RosterFile> roster_from(const Request& request) {
  for (const auto& [name, value] : request.query) {
    if (name != "agency" && name != "from" && name != "to") {
      return refuse(ErrorKind::malformed, "unknown_query_parameter",
                    "This route knows the parameters agency, from and to.",
                    {{name, "leave it out"}});
    }
  }
  if (!request.header("content-type").starts_with("text/csv")) {
    return refuse(ErrorKind::unsupported, "unsupported_media_type", "Send the roster as text/csv.");
  }
  const std::string agency = filter_of(request, "agency");
  if (agency.empty() || agency.size() > 40) {
    return refuse_field("agency", "who pays for the workers, 1 to 40 characters, in the query");
  }
  const auto first = date_from(filter_of(request, "from"));
  if (!first) return refuse_field("from", "the first day of the payments, such as 2024-05-01");
  const auto last = date_from(filter_of(request, "to"));
  if (!last) return refuse_field("to", "the last day of the payments, such as 2024-05-31");
  const auto allowed = may_book_for(request.principal, agency);
  if (!allowed) return pass(allowed);
  return RosterFile{request.body_file, request.body_sha256, agency, *first, *last};
}

// An agency sees its own rosters; another's is one that does not exist.
Result<Roster> roster_named(db::Transaction& tx, const Request& request) {
  const auto id = id_from<RosterId>(request.param("roster"));
  if (!id) return tl::unexpected{no_roster()};
  auto roster = store::find_roster(tx, request.principal.fund, *id);
  const bool sees_all = request.principal.has("collector") || request.principal.has("auditor");
  if (!roster || (!sees_all && roster->agency != request.principal.subject)) {
    return tl::unexpected{no_roster()};
  }
  return *std::move(roster);
}

json::object json_of(const AccountEntry& entry) {
  return {{"on", text_of(entry.on)},
          {"kind", entry.kind},
          {"scheme", entry.scheme},
          {"reference", entry.reference},
          {"amount", http::json_of(entry.amount)},
          {"balance", http::json_of(entry.balance)}};
}

}  // namespace

Response post_roster(const Desk& desk, const Request& request) {
  const auto file = roster_from(request);
  if (!file) return http::problem(file.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto taken = register_roster(tx, now, *file);
    if (!taken) return pass(taken);
    std::string body = json::serialize(json_of(taken->roster));
    if (!taken->first_time) return http::ok(std::move(body));
    return http::created("/v1/rosters/" + taken->roster.id.text() + "/reconciliation",
                         std::move(body));
  });
}

Response get_reconciliation(const Desk& desk, const Request& request) {
  const auto page = http::page_from(request);
  if (!page) return http::problem(page.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto roster = roster_named(tx, request);
    if (!roster) return pass(roster);
    const std::string& fund = request.principal.fund;
    json::object out{{"roster", json_of(*roster)}, {"totals", json::array{}}};
    for (const auto& row : store::reconciliation_totals(tx, fund, *roster)) {
      out["totals"].as_array().push_back(json_of(row));
    }
    auto rows = store::page_of_reconciliation(tx, fund, *roster, page->after, page->limit + 1);
    out["next"] = nullptr;
    if (rows.size() > static_cast<std::size_t>(page->limit)) {
      rows.pop_back();
      out["next"] = http::cursor_of(rows.back().key);
    }
    auto& items = out["items"].emplace_array();
    for (const auto& row : rows) items.push_back(json_of(row));
    return http::ok(json::serialize(out));
  });
}

Response get_account(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto member = store::find_member(tx, request.principal.fund, request.param("number"));
    if (!member) {
      return refuse(ErrorKind::not_found, "member_not_found", "No member has this number.");
    }
    const auto account = running_account(store::entries_of(tx, *member));
    json::object out{{"member", member->text()},
                     {"member_number", request.param("number")},
                     {"entries", json::array{}},
                     {"balances", json::array{}}};
    for (const auto& entry : account) out["entries"].as_array().push_back(json_of(entry));
    for (const auto& [scheme, balance] : balances_of(account)) {
      out["balances"].as_array().push_back(
          json::object{{"scheme", scheme}, {"balance", http::json_of(balance)}});
    }
    return http::ok(json::serialize(out));
  });
}

}  // namespace haven::contributions
