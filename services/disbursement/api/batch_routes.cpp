#include <algorithm>

#include "services/disbursement/api/json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/create_batch.hpp"
#include "services/disbursement/app/move_batch.hpp"
#include "services/disbursement/store/batches.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

void read_payments(http::JsonReader& body, CreateBatch& command) {
  command.payment_ids = body.texts("payment_ids", named_payments_max, 36);
  const auto up_to = body.maybe_integer("up_to", 1, batch_payments_max);
  command.up_to = static_cast<int>(up_to.value_or(0));
  if (command.payment_ids.empty() == !up_to.has_value()) {
    body.wrong("payment_ids", "name the payments, or how many at most under up_to; not both");
  }
  if (!std::ranges::all_of(command.payment_ids, is_uuid)) {
    body.wrong("payment_ids", "must be ids of payments");
  }
  std::set<std::string> distinct{command.payment_ids.begin(), command.payment_ids.end()};
  if (distinct.size() != command.payment_ids.size()) {
    body.wrong("payment_ids", "names a payment twice");
  }
}

Result<CreateBatch> batch_from(const Request& request) {
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  CreateBatch command;
  command.fund = request.principal.fund;
  command.created_by = request.principal.subject;
  const std::string currency = body->text("currency", 3);
  command.declared_count = static_cast<int>(body->integer("declared_count", 1, batch_payments_max));
  command.declared_total = body->money("declared_total");
  if (currency != command.declared_total.currency().code()) {
    body->wrong("declared_total", "must be in the batch's currency");
  }
  read_payments(*body, command);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_batch(const Setting& setting, const PaymentPolicies& policies,
                    const Request& request) {
  const auto command = batch_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto batch = create_batch(tx, *command, policies.at(command->fund), now);
    if (!batch) return pass(batch);
    return http::created("/v1/payment-batches/" + batch->id.text(), json_of(*batch));
  });
}

Result<MoveBatch> move_from(const Request& request, bool with_reason) {
  const auto id = id_from<BatchId>(request.param("batch"));
  if (!id) return tl::unexpected{unknown("batch")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  MoveBatch command{request.principal.fund, *id, request.principal.subject, ""};
  if (with_reason) command.reason = body->text("reason", 200);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

template <class UseCase>
Response move_with(const Setting& setting, const Request& request, bool with_reason,
                   UseCase use_case) {
  const auto command = move_from(request, with_reason);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto batch = use_case(tx, *command, now);
    if (!batch) return pass(batch);
    return http::ok(json_of(*batch));
  });
}

Response post_approval(const Setting& setting, const Request& request) {
  return move_with(setting, request, false, approve_batch);
}

Response post_authorisation(const Setting& setting, const Request& request) {
  return move_with(setting, request, false, authorise_batch);
}

Response post_release(const Setting& setting, const PaymentPolicies& policies,
                      const Request& request) {
  const std::string& fund = request.principal.fund;
  return move_with(setting, request, false,
                   [&](Transaction& tx, const MoveBatch& command, Instant now) {
                     return release_batch(tx, command, policies.at(fund), setting.today(fund), now);
                   });
}

Response post_dissolution(const Setting& setting, const Request& request) {
  return move_with(setting, request, true, [](Transaction& tx, const MoveBatch& command, Instant) {
    return dissolve_batch(tx, command);
  });
}

Response get_batches(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {}, is_uuid);
  if (!page) return http::problem(page.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::batches_of(tx, request.principal.fund, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Batch& batch) { return batch.id.text(); });
    return http::ok(json_of(rows, next));
  });
}

// Answers with what `read` finds of the batch that the path names.
template <class Read>
Response get_of_batch(const Setting& setting, const Request& request, Read read) {
  const auto id = id_from<BatchId>(request.param("batch"));
  if (!id) return http::problem(unknown("batch"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto batch = store::find_batch(tx, request.principal.fund, *id);
    if (!batch) return tl::unexpected{unknown("batch")};
    return read(tx, *batch);
  });
}

Response get_batch(const Setting& setting, const Request& request) {
  return get_of_batch(setting, request, [](Transaction&, const Batch& batch) -> Result<Response> {
    return http::ok(json_of(batch));
  });
}

Response get_lines(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {}, is_uuid);
  if (!page) return http::problem(page.error());
  return get_of_batch(
      setting, request, [&](Transaction& tx, const Batch& batch) -> Result<Response> {
        auto rows = store::batch_lines(tx, batch.fund, batch.id, page->after, page->limit + 1);
        const auto next =
            next_of(rows, *page, [](const store::BatchLine& line) { return line.payment.text(); });
        return http::ok(json_of(rows, next));
      });
}

}  // namespace

void add_batch_routes(http::Router& router, const Setting& setting,
                      const PaymentPolicies& policies) {
  const auto cashiers = http::roles({"cashier"});
  router.post("/v1/payment-batches", cashiers,
              [&](const Request& request) { return post_batch(setting, policies, request); });
  router.get("/v1/payment-batches", readers(), with(setting, get_batches), http::Query::taken);
  router.get("/v1/payment-batches/{batch}", readers(), with(setting, get_batch));
  router.get("/v1/payment-batches/{batch}/lines", readers(), with(setting, get_lines),
             http::Query::taken);
  router.post("/v1/payment-batches/{batch}/approval", http::roles({"approver"}),
              with(setting, post_approval));
  router.post("/v1/payment-batches/{batch}/authorisation", http::roles({"approver"}),
              with(setting, post_authorisation));
  router.post("/v1/payment-batches/{batch}/release", cashiers,
              with(setting, [&policies](const Setting& its, const Request& request) {
                return post_release(its, policies, request);
              }));
  router.post("/v1/payment-batches/{batch}/dissolution", http::roles({"cashier", "approver"}),
              with(setting, post_dissolution));
}

}  // namespace haven::disbursement
