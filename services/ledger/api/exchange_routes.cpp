#include "services/ledger/api/exchange_routes.hpp"

#include "services/ledger/api/budget_json.hpp"
#include "services/ledger/api/two_persons.hpp"
#include "services/ledger/app/exchange_money.hpp"

namespace haven::ledger {
namespace {

using http::Request;
using http::Response;
using service::Setting;

Result<RequestExchange> exchange_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  RequestExchange command;
  command.fund = request.principal.fund;
  command.from_purse = body->text("from_purse", 100);
  command.to_purse = body->text("to_purse", 100);
  command.deal = {body->money("sold"), body->money("bought"), body->text("rate", 18)};
  command.rate_source = body->text("rate_source", 200);
  command.rate_on = body->date("rate_on");
  command.reference = body->text("reference", 100);
  command.reason = body->text("reason", 500);
  command.requested_by = request.principal.subject;
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_exchange(const Setting& setting, const Request& request) {
  return ask(setting, request, "/v1/exchanges", exchange_from(request), request_exchange);
}

Response post_confirmation(const Setting& setting, const Request& request) {
  return act_on<ExchangeId, ConfirmExchange>(setting, request, {"exchange", "exchange"},
                                             confirm_exchange);
}

Response get_exchanges(const Setting& setting, const Request& request) {
  return list(setting, request, store::exchanges_of);
}

}  // namespace

void add_exchange_routes(http::Router& router, const Setting& setting) {
  const auto with = [&setting](auto handler) {
    return [&setting, handler](const Request& request) { return handler(setting, request); };
  };
  router.post("/v1/exchanges", http::roles({"cashier"}), with(post_exchange));
  router.get("/v1/exchanges", http::roles({"cashier", "approver", "auditor"}), with(get_exchanges),
             http::Query::taken);
  router.post("/v1/exchanges/{exchange}/confirmation", http::roles({"approver"}),
              with(post_confirmation));
}

}  // namespace haven::ledger
