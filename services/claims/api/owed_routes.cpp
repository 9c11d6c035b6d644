#include <boost/json.hpp>
#include <set>

#include "common/http/json.hpp"
#include "services/claims/api/desk.hpp"
#include "services/claims/api/owed_json.hpp"
#include "services/claims/app/follow_money.hpp"
#include "services/claims/store/claims.hpp"

namespace haven::claims {
namespace {

using http::Request;
using http::Response;
namespace json = boost::json;

Response get_owed(const Desk& desk, const Request& request) {
  const FundRules rules = desk.rules(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = claim_named(request);
    if (!id) return pass(id);
    const auto claim = store::find_claim(tx, rules.fund, *id);
    if (!claim) return no_such_claim();
    return http::ok(json::serialize(json_of(owed_on(tx, *claim), *rules.pack)));
  });
}

std::string query_of(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? "" : found->second;
}

bool is_key(const std::string& text) {
  const auto slash = text.find('/');
  return slash != text.npos && is_uuid(text.substr(0, slash)) && is_uuid(text.substr(slash + 1));
}

Result<store::OwedFilter> filter_from(const Request& request) {
  const auto page = http::page_from(request, {"difference", "layer"});
  if (!page) return pass(page);
  if (!page->after.empty() && !is_key(page->after)) {
    return wrong_parameter("after", "the `next` of the page before, unchanged");
  }
  const std::string difference = query_of(request, "difference");
  if (request.query.contains("difference") && difference != "yes" && difference != "no") {
    return wrong_parameter("difference", "yes or no");
  }
  const std::string layer = query_of(request, "layer");
  if (request.query.contains("layer") && layer != "fund" && layer != "insurer") {
    return wrong_parameter("layer", "fund or insurer");
  }
  return store::OwedFilter{request.principal.fund, difference == "yes", layer, page->after,
                           page->limit};
}

Response get_all_owed(const Desk& desk, const Request& request) {
  auto filter = filter_from(request);
  if (!filter) return http::problem(filter.error());
  const FundRules rules = desk.rules(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto rows = owed_over_claims(tx, *filter);
    json::array items;
    for (const Owed& row : rows) items.push_back(json_of(row, *rules.pack));
    json::object out{{"items", std::move(items)}, {"next", nullptr}};
    if (static_cast<int>(rows.size()) == filter->limit) {
      out["next"] = http::cursor_of(rows.back().claim.text() + "/" + rows.back().entitlement);
    }
    return http::ok(json::serialize(out));
  });
}

}  // namespace

void add_owed_routes(http::Router& router, const DeskPtr& desk) {
  const auto staff = http::roles({"intake", "adjudicator", "approver", "cashier", "auditor"});
  router.get("/v1/claims/{claim}/owed-and-paid", staff, plain(desk, get_owed));
  router.get("/v1/owed-and-paid", http::roles({"auditor"}), with(desk, get_all_owed),
             http::Query::taken);
}

}  // namespace haven::claims
