#include "services/contributions/api/charge_routes.hpp"

#include "common/http/json.hpp"
#include "services/contributions/api/charge_json.hpp"
#include "services/contributions/api/filters.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {
namespace {

using http::Request;
using http::Response;
using Done = Result<Charge>;

// Runs one step on the charge of the path and answers with the charge.
template <class Act>
Response change(const Desk& desk, const Request& request, Act act) {
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const Done charge = act(tx, now);
    if (!charge) return pass(charge);
    return http::ok(boost::json::serialize(json_of(*charge, now.today)));
  });
}

Response step(const Desk& desk, const Request& request, ChargeState to) {
  const auto id = id_from<ChargeId>(request.param("charge"));
  if (!id) return http::problem(no_charge());
  const auto command = step_from(request, *id, to);
  if (!command) return http::problem(command.error());
  return change(desk, request, [&](db::Transaction& tx, const Occasion& now) {
    return move_charge(tx, now, *command);
  });
}

Result<store::ChargeFilter> filter_from(const Desk& desk, const Request& request) {
  const auto state = state_in(request, names_of(ChargeState{}));
  if (!state) return pass(state);
  const auto agency = name_in(request, "agency");
  if (!agency) return pass(agency);
  store::ChargeFilter filter{*state, *agency, {}};
  const std::string overdue = filter_of(request, "overdue");
  if (!overdue.empty() && overdue != "true" && overdue != "false") {
    return refuse_field("overdue", "true or false");
  }
  if (overdue == "true") filter.overdue = desk.occasion(request).today;
  return filter;
}

}  // namespace

Response post_charge(const Desk& desk, const Request& request) {
  const auto command = charge_from(request);
  if (!command) return http::problem(command.error());
  return desk.command(request, [&](db::Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto charge = raise_charge(tx, now, *command);
    if (!charge) return pass(charge);
    return http::created("/v1/premium-charges/" + charge->id.text(),
                         boost::json::serialize(json_of(*charge, now.today)));
  });
}

Response get_charges(const Desk& desk, const Request& request) {
  const auto page = page_by_id(request, {"state", "agency", "overdue"});
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(desk, request);
  if (!filter) return http::problem(filter.error());
  const Date today = desk.occasion(request).today;
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    boost::json::object out{{"items", boost::json::array{}}, {"next", nullptr}};
    auto rows =
        store::page_of_charges(tx, request.principal.fund, *filter, page->after, page->limit + 1);
    if (rows.size() > static_cast<std::size_t>(page->limit)) {
      rows.pop_back();
      out["next"] = http::cursor_of(rows.back().id.text());
    }
    for (const Charge& row : rows) {
      out["items"].as_array().push_back(json_of(row, today));
    }
    return http::ok(boost::json::serialize(out));
  });
}

Response get_charge(const Desk& desk, const Request& request) {
  const Date today = desk.occasion(request).today;
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto id = id_from<ChargeId>(request.param("charge"));
    if (!id) return tl::unexpected{no_charge()};
    const auto charge = store::find_charge(tx, request.principal.fund, *id);
    if (!charge) return tl::unexpected{no_charge()};
    auto out = json_of(*charge, today);
    auto& steps = out["steps"].emplace_array();
    for (const auto& taken : store::steps_of(tx, *id)) {
      steps.push_back(json_of(taken));
    }
    return http::ok(boost::json::serialize(out));
  });
}

Response get_charge_ageing(const Desk& desk, const Request& request) {
  const Occasion now = desk.occasion(request);
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    boost::json::object out{{"at", text_of(now.today)}, {"agencies", boost::json::array{}}};
    for (const auto& row : store::charge_ages(tx, now.fund, now.today)) {
      out["agencies"].as_array().push_back(json_of(row));
    }
    return http::ok(boost::json::serialize(out));
  });
}

Response post_charge_notification(const Desk& desk, const Request& request) {
  return step(desk, request, ChargeState::notified);
}

Response post_charge_repayment(const Desk& desk, const Request& request) {
  return step(desk, request, ChargeState::repaid);
}

Response post_charge_referral(const Desk& desk, const Request& request) {
  return step(desk, request, ChargeState::referred);
}

Response post_charge_dismissal(const Desk& desk, const Request& request) {
  const auto id = id_from<ChargeId>(request.param("charge"));
  if (!id) return http::problem(no_charge());
  const auto reason = only_text_from(request, "reason", 500);
  if (!reason) return http::problem(reason.error());
  return change(desk, request, [&](db::Transaction& tx, const Occasion& now) {
    return ask_dismissal(tx, now, *id, *reason);
  });
}

Response post_charge_dismissal_approval(const Desk& desk, const Request& request) {
  const auto id = id_from<ChargeId>(request.param("charge"));
  if (!id) return http::problem(no_charge());
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  if (auto complete = body->finish(); !complete) return http::problem(complete.error());
  return change(desk, request, [&](db::Transaction& tx, const Occasion& now) {
    return dismiss_charge(tx, now, *id);
  });
}

}  // namespace haven::contributions
