#include "services/disbursement/api/json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/app/repair_payment.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

Result<store::PaymentFilter> filter_from(const Request& request) {
  const store::PaymentFilter filter{query_of(request, "state"), query_of(request, "claim"),
                                    query_of(request, "currency")};
  if (!filter.state.empty() && !payment_state_from(filter.state)) {
    return refuse_field("state",
                        "must be held, payable, batched, released, settled, returned, unknown or "
                        "cancelled");
  }
  if (!filter.claim.empty() && !is_uuid(filter.claim)) {
    return refuse_field("claim", "must be a claim's id");
  }
  if (!filter.currency.empty() && !Currency::from(filter.currency)) {
    return refuse_field("currency", "must be an ISO 4217 code such as PHP");
  }
  return filter;
}

Response get_payments(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"state", "claim", "currency"}, store::is_key);
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(request);
  if (!filter) return http::problem(filter.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows =
        store::payments_by(tx, request.principal.fund, *filter, page->after, page->limit + 1);
    const std::string next = next_of(rows, *page, store::key_of);
    return http::ok(json_of(rows, next));
  });
}

Response get_payment(const Setting& setting, const Request& request) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return http::problem(unknown("payment"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto attempts = store::find_attempts(tx, request.principal.fund, *id);
    if (attempts.empty()) return tl::unexpected{unknown("payment")};
    return http::ok(json_of_payment(attempts));
  });
}

Response get_totals(const Setting& setting, const Request& request) {
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::payment_totals(tx, request.principal.fund)));
  });
}

struct Repair {
  RepairPayment command;
  PaymentState outcome = PaymentState::settled;
};

// The body of a repair: {"reason": ...}, for a resolution with the outcome as well.
Result<Repair> repair_from(const Request& request, bool with_outcome) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return tl::unexpected{unknown("payment")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  Repair repair;
  repair.command = {request.principal.fund, *id, request.principal.subject,
                    body->text("reason", 200)};
  if (with_outcome && body->one_of("outcome", {"settled", "returned"}) == "returned") {
    repair.outcome = PaymentState::returned;
  }
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return repair;
}

Result<Response> answer_with(Transaction& tx, const RepairPayment& command) {
  return http::ok(json_of_payment(store::find_attempts(tx, command.fund, command.payment)));
}

// Runs a repair and answers with the payment as it is afterwards.
template <class UseCase>
Response repair_with(const Setting& setting, const Request& request, bool with_outcome,
                     UseCase use_case) {
  const auto repair = repair_from(request, with_outcome);
  if (!repair) return http::problem(repair.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto done = use_case(tx, *repair, now);
    if (!done) return pass(done);
    return answer_with(tx, repair->command);
  });
}

Response post_correction(const Setting& setting, const PaymentPolicies& policies,
                         const Request& request) {
  const std::string& fund = request.principal.fund;
  return repair_with(
      setting, request, false, [&](Transaction& tx, const Repair& repair, Instant now) {
        return correct_payment(tx, repair.command, {policies.at(fund), setting.today(fund)}, now);
      });
}

Response post_cancellation(const Setting& setting, const Request& request) {
  return repair_with(setting, request, false,
                     [](Transaction& tx, const Repair& repair, Instant now) {
                       return cancel_payment(tx, repair.command, now);
                     });
}

Response post_stop(const Setting& setting, const Request& request) {
  return repair_with(setting, request, false,
                     [](Transaction& tx, const Repair& repair, Instant now) {
                       return stop_payment(tx, repair.command, now);
                     });
}

Response post_resend(const Setting& setting, const PaymentPolicies& policies,
                     const Request& request) {
  const std::string& fund = request.principal.fund;
  return repair_with(
      setting, request, false, [&](Transaction& tx, const Repair& repair, Instant now) {
        return resend_payment(tx, repair.command, policies.at(fund), setting.today(fund), now);
      });
}

Response post_resolution(const Setting& setting, const Request& request) {
  return repair_with(setting, request, true,
                     [&](Transaction& tx, const Repair& repair, Instant now) {
                       return resolve_payment(tx, repair.command, repair.outcome,
                                              setting.today(repair.command.fund), now);
                     });
}

}  // namespace

void add_payment_routes(http::Router& router, const Setting& setting,
                        const PaymentPolicies& policies) {
  const auto cashiers = http::roles({"cashier"});
  const auto two_people = http::roles({"cashier", "approver"});
  router.get("/v1/payments", readers(), with(setting, get_payments), http::Query::taken);
  router.get("/v1/payments/{payment}", readers(), with(setting, get_payment));
  router.get("/v1/payment-totals", readers(), with(setting, get_totals));
  router.post("/v1/payments/{payment}/corrections", cashiers,
              with(setting, [&policies](const Setting& its, const Request& request) {
                return post_correction(its, policies, request);
              }));
  router.post("/v1/payments/{payment}/cancellation", cashiers, with(setting, post_cancellation));
  router.post("/v1/payments/{payment}/stop", cashiers, with(setting, post_stop));
  router.post("/v1/payments/{payment}/resends", cashiers,
              with(setting, [&policies](const Setting& its, const Request& request) {
                return post_resend(its, policies, request);
              }));
  router.post("/v1/payments/{payment}/resolutions", two_people, with(setting, post_resolution));
}

}  // namespace haven::disbursement
