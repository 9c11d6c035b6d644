#include <boost/json.hpp>

#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/store/holds.hpp"
#include "services/disbursement/store/payments.hpp"

namespace haven::disbursement {
namespace {

namespace json = boost::json;

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

constexpr const char* kinds_to_place =
    "must be minor, guardian_papers, court_order, sanctions_hit, stopped or other";

json::value or_null(const std::optional<std::string>& text) {
  if (!text || text->empty()) return nullptr;
  return json::string{*text};
}

json::object object_of(const Hold& hold) {
  return {{"hold_id", hold.id.text()},
          {"payment_id", hold.payment.text()},
          {"kind", name_of(hold.kind)},
          {"about", or_null(hold.about)},
          {"reason", hold.reason},
          {"placed_by", hold.placed_by},
          {"placed_at", text_of(hold.placed_at)},
          {"lifted_by", or_null(hold.lifted_by)},
          {"lifted_at", hold.lifted_at ? json::value(text_of(*hold.lifted_at)) : nullptr},
          {"lifted_because", or_null(hold.lifted_because)},
          {"ground", or_null(hold.lifted_ground)},
          {"payment_state", name_of(hold.payment_state)},
          {"escalated_by", or_null(hold.escalated_by)},
          {"escalated_at", hold.escalated_at ? json::value(text_of(*hold.escalated_at)) : nullptr},
          {"escalated_because", or_null(hold.escalated_because)}};
}

struct Placing {
  RepairPayment command;
  HoldKind kind = HoldKind::other;
};

Result<Placing> placing_from(const Request& request) {
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return tl::unexpected{unknown("payment")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  Placing placing;
  const auto kind = hold_kind_from(body->text("kind", 30));
  if (!kind || *kind == HoldKind::account_check) body->wrong("kind", kinds_to_place);
  placing.kind = kind.value_or(HoldKind::other);
  placing.command = {request.principal.fund, *id, request.principal.subject,
                     body->text("reason", 200)};
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return placing;
}

Response post_hold(const Setting& setting, const Request& request) {
  const auto placing = placing_from(request);
  if (!placing) return http::problem(placing.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto hold = hold_payment(tx, placing->command, placing->kind, now);
    if (!hold) return pass(hold);
    return http::created("/v1/holds?payment=" + hold->payment.text(),
                         json::serialize(object_of(*hold)));
  });
}

Result<LiftHold> lifting_from(const Request& request) {
  const auto id = id_from<HoldId>(request.param("hold"));
  if (!id) return tl::unexpected{unknown("hold")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  LiftHold command;
  command.fund = request.principal.fund;
  command.hold = *id;
  command.by = request.principal.subject;
  command.is_approver = request.principal.has("approver");
  command.reason = body->text("reason", 200);
  command.ground =
      body->maybe_one_of("ground", {hold_grounds.begin(), hold_grounds.end()}).value_or("");
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_lifting(const Setting& setting, const Request& request) {
  const auto command = lifting_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto hold = lift_hold(tx, *command, now);
    if (!hold) return pass(hold);
    return http::ok(json::serialize(object_of(*hold)));
  });
}

Result<EscalateHit> escalation_from(const Request& request) {
  const auto id = id_from<HoldId>(request.param("hold"));
  if (!id) return tl::unexpected{unknown("hold")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  const EscalateHit command{request.principal.fund, *id, request.principal.subject,
                            body->text("reason", 200)};
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_escalation(const Setting& setting, const Request& request) {
  const auto command = escalation_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto hold = escalate_hit(tx, *command, now);
    if (!hold) return pass(hold);
    return http::ok(json::serialize(object_of(*hold)));
  });
}

Result<store::HoldFilter> filter_from(const Request& request) {
  const store::HoldFilter filter{query_of(request, "kind"), query_of(request, "payment")};
  if (!filter.kind.empty() && !hold_kind_from(filter.kind)) {
    return refuse_field("kind",
                        "must be account_check, minor, guardian_papers, court_order, "
                        "sanctions_hit, stopped or other");
  }
  if (!filter.payment.empty() && !is_uuid(filter.payment)) {
    return refuse_field("payment", "must be a payment's id");
  }
  return filter;
}

Response get_holds(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"kind", "payment"}, store::is_key);
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(request);
  if (!filter) return http::problem(filter.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::holds_by(tx, request.principal.fund, *filter, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Hold& hold) { return store::key_of(hold); });
    json::array items;
    for (const Hold& hold : rows) items.push_back(object_of(hold));
    return http::ok(
        json::serialize(json::object{{"items", std::move(items)}, {"next", or_null(next)}}));
  });
}

}  // namespace

void add_hold_routes(http::Router& router, const Setting& setting) {
  const auto desks = http::roles({"cashier", "approver"});
  router.get("/v1/holds", readers(), with(setting, get_holds), http::Query::taken);
  router.post("/v1/payments/{payment}/holds", desks, with(setting, post_hold));
  router.post("/v1/holds/{hold}/lifting", desks, with(setting, post_lifting));
  router.post("/v1/holds/{hold}/escalation", desks, with(setting, post_escalation));
}

}  // namespace haven::disbursement
