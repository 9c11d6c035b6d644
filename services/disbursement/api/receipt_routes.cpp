#include "services/disbursement/api/after_payment_json.hpp"
#include "services/disbursement/api/after_payment_routes.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/app/close_inquiry.hpp"
#include "services/disbursement/app/confirm_receipt.hpp"
#include "services/disbursement/store/inquiries.hpp"
#include "services/disbursement/store/receipts.hpp"
#include "services/disbursement/store/unclaimed.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

Result<ConfirmReceipt> confirmation_from(const Request& request) {
  const http::Principal& caller = request.principal;
  const auto id = id_from<PaymentId>(request.param("payment"));
  if (!id) return tl::unexpected{unknown("payment")};
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  ConfirmReceipt command{caller.fund, *id, caller.has("family") ? caller.claim : "", {}};
  Answer& answer = command.answer;
  answer.received =
      received_from(body->one_of("received", {"yes", "no", "less", "other_person"})).value();
  answer.amount = body->maybe_money("amount");
  answer.note = body->maybe_text("note", 500).value_or("");
  answer.by = caller.subject;
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Response post_confirmation(const Setting& setting, const Request& request) {
  const auto command = confirmation_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  const Date today = setting.today(command->fund);
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto confirmation = confirm_receipt(tx, *command, today, now);
    if (!confirmation) return pass(confirmation);
    const bool is_family = !command->family_claim.empty();
    return http::ok(is_family ? family_json_of(*confirmation) : json_of(*confirmation, today));
  });
}

Result<store::ConfirmationFilter> filter_from(const Request& request, Date today) {
  store::ConfirmationFilter filter{query_of(request, "state"), {}};
  if (!filter.state.empty() && !confirmation_state_from(filter.state)) {
    return refuse_field("state", "must be asked, confirmed, disputed or cancelled");
  }
  const std::string overdue = query_of(request, "overdue");
  if (!overdue.empty() && overdue != "true" && overdue != "false") {
    return refuse_field("overdue", "must be true or false");
  }
  if (overdue == "true") filter.due_before = today;
  return filter;
}

Response get_confirmations(const Setting& setting, const Request& request) {
  const Date today = setting.today(request.principal.fund);
  const auto page = page_after(request, {"state", "overdue"}, store::is_unclaimed_key);
  if (!page) return http::problem(page.error());
  const auto filter = filter_from(request, today);
  if (!filter) return http::problem(filter.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows =
        store::confirmations_by(tx, request.principal.fund, *filter, page->after, page->limit + 1);
    const auto next =
        next_of(rows, *page, [](const Confirmation& one) { return store::key_of(one); });
    return http::ok(json_of(rows, today, next));
  });
}

Response get_totals(const Setting& setting, const Request& request) {
  const std::string& fund = request.principal.fund;
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    return http::ok(json_of(store::confirmation_totals(tx, fund, setting.today(fund))));
  });
}

Response get_inquiries(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"state"}, is_uuid);
  if (!page) return http::problem(page.error());
  const std::string state = query_of(request, "state");
  if (!state.empty() && !inquiry_state_from(state)) {
    return http::problem(
        refuse_field("state", "must be open, explained, recovered or fraud_reported").value());
  }
  const std::string& fund = request.principal.fund;
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::inquiries_by(tx, fund, state, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Inquiry& one) { return one.id; });
    return http::ok(json_of(rows, setting.today(fund), next));
  });
}

// Runs a use case on the inquiry that the path names and answers with it.
template <class UseCase>
Response act_on_inquiry(const Setting& setting, const Request& request, UseCase use_case) {
  const Instant now = setting.clock();
  const Date today = setting.today(request.principal.fund);
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto inquiry = use_case(tx, today, now);
    if (!inquiry) return pass(inquiry);
    return http::ok(json_of(*inquiry, today));
  });
}

Response post_owner(const Setting& setting, const Request& request) {
  const std::string id = request.param("inquiry");
  if (!is_uuid(id)) return http::problem(unknown("inquiry"));
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const HandOver command{request.principal.fund, id, body->text("owner", 100),
                         body->date("due_on")};
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return act_on_inquiry(setting, request, [&](Transaction& tx, Date today, Instant) {
    return hand_over_inquiry(tx, command, today);
  });
}

Response post_closing(const Setting& setting, const Request& request) {
  const std::string id = request.param("inquiry");
  if (!is_uuid(id)) return http::problem(unknown("inquiry"));
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  const auto outcome = body->one_of("outcome", {"explained", "recovered", "fraud_reported"});
  const CloseInquiry command{request.principal.fund, id, request.principal.subject,
                             inquiry_state_from(outcome).value(), body->text("note", 500)};
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  return act_on_inquiry(setting, request, [&](Transaction& tx, Date, Instant now) {
    return close_inquiry(tx, command, now);
  });
}

}  // namespace

void add_receipt_routes(http::Router& router, const Setting& setting) {
  router.post("/v1/payments/{payment}/receipt-confirmation",
              http::roles({"intake", "cashier", "family"}), with(setting, post_confirmation));
  router.get("/v1/receipt-confirmations", readers(), with(setting, get_confirmations),
             http::Query::taken);
  router.get("/v1/receipt-confirmation-totals", readers(), with(setting, get_totals));
  router.get("/v1/inquiries", readers(), with(setting, get_inquiries), http::Query::taken);
  router.post("/v1/inquiries/{inquiry}/owner", http::roles({"approver"}),
              with(setting, post_owner));
  router.post("/v1/inquiries/{inquiry}/closing", http::roles({"approver"}),
              with(setting, post_closing));
}

}  // namespace haven::disbursement
