#include "services/ledger/api/exchange_routes.hpp"

#include "common/service/command.hpp"
#include "services/ledger/api/budget_json.hpp"
#include "services/ledger/api/two_persons.hpp"
#include "services/ledger/app/exchange_money.hpp"

namespace haven::ledger {
namespace {

using db::Transaction;
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
  const auto command = exchange_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto exchange = request_exchange(tx, *command, setting.today(command->fund), now);
    if (!exchange) return pass(exchange);
    return http::created("/v1/exchanges/" + exchange->id.text(), json_of(*exchange));
  });
}

Response post_confirmation(const Setting& setting, const Request& request) {
  const auto id = confirmed_id<ExchangeId>(request, "exchange");
  if (!id) return http::problem(id.error());
  const ConfirmExchange command{request.principal.fund, *id, request.principal.subject};
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto exchange = confirm_exchange(tx, command, setting.today(command.fund), now);
    if (!exchange) return pass(exchange);
    return http::ok(json_of(*exchange));
  });
}

Response get_exchanges(const Setting& setting, const Request& request) {
  const auto asked = waiting_page(request);
  if (!asked) return http::problem(asked.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const http::Page& page = asked->page;
    auto rows = store::exchanges_of(tx, request.principal.fund, asked->only_waiting, page.after,
                                    page.limit + 1);
    const std::string next = cursor_after(rows, page);
    return http::ok(json_of(rows, next));
  });
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
