#include "services/haven/rehearsal/staff.hpp"

#include <algorithm>

#include "common/core/money.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;

std::string text_at(const json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object ? object->if_contains(name) : nullptr;
  return found && found->is_string() ? std::string{found->as_string()} : "";
}

json::array items_of(const Answer& answer) {
  const auto body = answer.json();
  const auto* object = body.if_object();
  const auto* items = object ? object->if_contains("items") : nullptr;
  return items && items->is_array() ? items->as_array() : json::array{};
}

// One page is enough: every desk comes back for the rest.
json::array page(Client& desk, const std::string& path) {
  return items_of(desk.get(path));
}

json::object pesos(std::int64_t whole) {
  return {{"amount", decimal_text(money(whole * 100, "PHP"))}, {"currency", "PHP"}};
}

// What a careful adjudicator does with a referred line: assesses a disability, grants a small sum
// where the head is discretionary, refuses what was too often.
json::object decision_on(const json::value& item) {
  json::object decision{{"reason", "Looked at with the file and the papers"}};
  json::array grants, refusals;
  const auto* outcome = item.as_object().if_contains("outcome");
  const auto* lines = outcome ? outcome->as_object().if_contains("lines") : nullptr;
  for (const auto& line : lines ? lines->as_array() : json::array{}) {
    if (text_at(line, "outcome") != "refer") continue;
    const std::string scheme = text_at(line, "scheme"), benefit = text_at(line, "benefit");
    if (benefit == "disability") {
      decision["assessment"] = {{"class", "partial"}, {"amount", pesos(15000)}, {"by", "officer"}};
    } else if (text_at(line, "reason") == "committee_decides") {
      grants.push_back({{"scheme", scheme},
                        {"benefit", benefit},
                        {"amount", pesos(10000)},
                        {"reason", "Granted by the committee of the day"}});
    } else {
      refusals.push_back({{"scheme", scheme},
                          {"benefit", benefit},
                          {"reason", text_at(line, "reason")},
                          {"note", "The limit stands; no ground for an exception was given"}});
    }
  }
  if (!grants.empty()) decision["grants"] = grants;
  if (!refusals.empty()) decision["refusals"] = refusals;
  return decision;
}

}  // namespace

void fund_purses(const Office& office, std::uint64_t run) {
  const auto cashier = office.desk("carla", "cashier"), approver = office.desk("paz", "approver");
  for (const auto& purse : page(*cashier, "/v1/purses")) {
    const std::string name = text_at(purse, "purse");
    const std::string currency = text_at(purse.as_object().at("balance"), "currency");
    const std::string amount = currency == "PHP" ? "120000000.00" : "2500000.00";
    const Answer asked = cashier->post("/v1/purses/" + name + "/fundings",
                                       {{"amount", {{"amount", amount}, {"currency", currency}}},
                                        {"reference", "DEP-" + std::to_string(run) + '-' + name},
                                        {"reason", "Quarterly allocation by the board"}});
    if (!asked.good()) continue;
    approver->post("/v1/fundings/" + text_at(asked.json(), "funding_id") + "/confirmation",
                   json::object{});
  }
}

std::size_t clear_work_queue(Client& adjudicator, Worked& worked) {
  const auto items = page(adjudicator, "/v1/work-items?state=open");
  for (const auto& item : items) {
    const std::string path = "/v1/work-items/" + text_at(item, "work_item_id");
    if (!adjudicator.post(path + "/assignment", json::object{}).good()) continue;
    const auto whole = adjudicator.get(path).json();
    worked.decided += adjudicator.post(path + "/decision", decision_on(whole)).good() ? 1 : 0;
  }
  return items.size();
}

std::size_t approve_decisions(Client& approver, Worked& worked) {
  const auto decisions = page(approver, "/v1/decisions?state=proposed&limit=100");
  for (const auto& decision : decisions) {
    const std::string id = text_at(decision, "decision_id"), path = "/v1/decisions/" + id;
    // One in fifty is sent back once, to be looked at by an adjudicator.
    const bool doubtful = id.ends_with("00") || id.ends_with("55") || id.ends_with("aa") ||
                          id.ends_with("c3") || id.ends_with("7e");
    if (doubtful && text_at(decision, "decided_by") == "system") {
      worked.returned +=
          approver.post(path + "/return", {{"reason", "Please look at the papers again"}}).good();
    } else {
      worked.approved += approver.post(path + "/approval", json::object{}).good();
    }
  }
  return decisions.size();
}

PaymentDesk::PaymentDesk(const Office& office, Bank& bank, Worked& worked)
    : maker_(office.desk("carla", "cashier")),
      approver_(office.desk("pilar", "approver")),
      releaser_(office.desk("cesar", "cashier")),
      intake_(office.desk("ines", "intake")),
      bank_(bank),
      worked_(worked),
      silent_until_(std::chrono::steady_clock::now() + std::chrono::minutes{2}) {}

void PaymentDesk::take_statement(const std::string& file) {
  if (!file.empty()) maker_->upload("/v1/bank-statements", file, "application/xml");
}

bool PaymentDesk::release(const std::string& batch) {
  const std::string path = "/v1/payment-batches/" + batch;
  return approver_->post(path + "/approval", json::object{}).good() &&
         releaser_->post(path + "/release", json::object{}).good();
}

std::size_t PaymentDesk::pay_in(const std::string& currency) {
  const auto payable = page(*maker_, "/v1/payments?state=payable&limit=200&currency=" + currency);
  if (payable.empty()) return 0;
  json::array ids;
  Money total = money(0, currency);
  for (const auto& payment : payable) {
    ids.push_back(payment.at("payment_id"));
    total += *money_from(text_at(payment.at("amount"), "amount"), currency);
  }
  const Answer batch =
      maker_->post("/v1/payment-batches",
                   {{"currency", currency},
                    {"declared_count", static_cast<std::int64_t>(ids.size())},
                    {"declared_total", {{"amount", decimal_text(total)}, {"currency", currency}}},
                    {"payment_ids", ids}});
  if (!batch.good()) return 0;
  const std::string id = text_at(batch.json(), "batch_id");
  if (!release(id)) return 0;
  ++worked_.batches;
  const Answer file = maker_->get("/v1/payment-batches/" + id + "/bank-file");
  take_statement(bank_.take(file.body, text_of(day_of(system_clock()(), std::chrono::hours{8}))));
  return payable.size();
}

std::size_t PaymentDesk::pay() {
  return pay_in("PHP") + pay_in("USD");
}

std::size_t PaymentDesk::mend() {
  std::size_t mended = 0;
  const auto give_account = [&](const json::value& payment) {
    const std::string claim = text_at(payment, "claim_id");
    const Answer head = intake_->get("/v1/claims/" + claim);
    return intake_
        ->put("/v1/claims/" + claim + "/accounts/" + text_at(payment, "party"),
              {{"owner_name", text_at(payment, "payee_name")},
               {"bank", "BNORPHMM"},
               {"account", "20010" + text_at(payment, "payment_id").substr(0, 8) + "00"}},
              head.etag)
        .good();
  };
  for (const auto& payment : page(*maker_, "/v1/payments?state=held&limit=100")) {
    mended += give_account(payment) ? 1 : 0;
  }
  for (const auto& payment : page(*maker_, "/v1/payments?state=returned&limit=100")) {
    if (!give_account(payment)) continue;
    const Answer next =
        maker_->post("/v1/payments/" + text_at(payment, "payment_id") + "/corrections",
                     {{"reason", "The family gave another account"}});
    worked_.corrected += next.good() ? 1 : 0;
    mended += next.good() ? 1 : 0;
  }
  return mended;
}

std::size_t PaymentDesk::ask_again() {
  std::size_t asked = 0;
  for (const auto& payment : page(*maker_, "/v1/payments?state=unknown&limit=100")) {
    const Answer again =
        releaser_->post("/v1/payments/" + text_at(payment, "payment_id") + "/resends",
                        {{"reason", "No word from the bank"}});
    worked_.resent += again.good() ? 1 : 0;
    ++asked;
  }
  // The bank speaks when it is asked; a haven that waits three days to ask would never hear it
  // here.
  const bool waited_long = std::chrono::steady_clock::now() > silent_until_;
  if (!bank_.is_silent_about_some()) return asked;
  if (asked == 0 && !waited_long) return 1;
  take_statement(bank_.late_statement(text_of(day_of(system_clock()(), std::chrono::hours{8}))));
  return asked;
}

}  // namespace haven::rehearsal
