#include "services/ledger/api/budget_routes.hpp"

#include "services/ledger/api/budget_json.hpp"
#include "services/ledger/api/two_persons.hpp"
#include "services/ledger/app/expire_year.hpp"
#include "services/ledger/app/measure_earmarks.hpp"
#include "services/ledger/domain/budget_year.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

Result<RequestExpiry> expiry_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  RequestExpiry command{request.principal.fund, request.param("purse"), body->text("reason", 500),
                        request.principal.subject};
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_expiry(const Setting& setting, const Request& request) {
  return ask(setting, request, "/v1/expiries", expiry_from(request), request_expiry);
}

Response post_confirmation(const Setting& setting, const Request& request) {
  return act_on<ExpiryId, ConfirmExpiry>(setting, request, {"expiry", "expiry"}, confirm_expiry);
}

Response get_expiries(const Setting& setting, const Request& request) {
  return list(setting, request, store::expiries_of);
}

// Figures before 1900 or after 2200 are nobody's; this year's where none is asked for.
Result<int> year_from(const Request& request, Date today) {
  for (const auto& [name, value] : request.query) {
    if (name == "year") continue;
    return refuse(ErrorKind::malformed, "invalid_parameter", name + ": is no filter of earmarks",
                  {{name, "is no filter of earmarks; see docs/api"}});
  }
  const auto asked = request.query.find("year");
  if (asked == request.query.end()) return year_of(today);
  const auto first_day = date_from(asked->second + "-01-01");
  if (!first_day) return refuse_field("year", "must be a year such as 2026");
  return year_of(*first_day);
}

Response get_earmarks(const Setting& setting, const Request& request) {
  const auto year = year_from(request, setting.today(request.principal.fund));
  if (!year) return http::problem(year.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(measure_earmarks(tx, request.principal.fund, *year)));
  });
}

}  // namespace

void add_budget_routes(http::Router& router, const Setting& setting) {
  const auto with = [&setting](auto handler) {
    return [&setting, handler](const Request& request) { return handler(setting, request); };
  };
  const auto readers = http::roles({"cashier", "approver", "auditor"});
  router.post("/v1/purses/{purse}/expiry", http::roles({"cashier"}), with(post_expiry));
  router.get("/v1/expiries", readers, with(get_expiries), http::Query::taken);
  router.post("/v1/expiries/{expiry}/confirmation", http::roles({"approver"}),
              with(post_confirmation));
  router.get("/v1/earmarks", readers, with(get_earmarks), http::Query::taken);
}

}  // namespace haven::ledger
