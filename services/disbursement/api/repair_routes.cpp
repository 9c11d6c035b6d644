#include "services/disbursement/api/bank_json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

Response get_repairs(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {}, store::is_repair_key);
  if (!page) return http::problem(page.error());
  const std::string& fund = request.principal.fund;
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::payments_to_repair(tx, fund, page->after, page->limit + 1);
    const auto next =
        next_of(rows, *page, [](const store::PaymentRepair& one) { return store::key_of(one); });
    return http::ok(json_of(rows, next, setting.today(fund)));
  });
}

}  // namespace

void add_repair_routes(http::Router& router, const Setting& setting) {
  router.get("/v1/payment-repairs", readers(), with(setting, get_repairs), http::Query::taken);
}

}  // namespace haven::disbursement
