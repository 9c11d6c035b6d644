#include "services/haven/rehearsal/payment_desk.hpp"

#include <sstream>

#include "common/core/csv.hpp"
#include "common/core/money.hpp"
#include "services/haven/rehearsal/answers.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;
using std::chrono::steady_clock;

constexpr std::chrono::seconds until_believed{3};
constexpr std::size_t letters_at_once = 20;

json::object all_of(const json::array& payable, const std::string& currency) {
  json::array ids;
  Money total = money(0, currency);
  for (const auto& payment : payable) {
    ids.push_back(payment.at("payment_id"));
    total += *money_from(text_at(payment.at("amount"), "amount"), currency);
  }
  return {{"currency", currency},
          {"declared_count", static_cast<std::int64_t>(ids.size())},
          {"declared_total", {{"amount", decimal_text(total)}, {"currency", currency}}},
          {"payment_ids", ids}};
}

}  // namespace

PaymentDesk::PaymentDesk(const Office& office, BankFolder& bank, Worked& worked)
    : maker_(office.desk("carla", "cashier")),
      intake_(office.desk("ines", "intake")),
      lifter_(office.desk("perla", "approver")),
      bank_(bank),
      worked_(worked) {
  for (const char* name : {"pilar", "pedro", "pura"}) {
    approvers_.push_back(office.desk(name, "approver"));
  }
  for (const char* name : {"cesar", "celia"}) releasers_.push_back(office.desk(name, "cashier"));
}

std::size_t PaymentDesk::pay() {
  return carry_files() + pay_in("PHP") + pay_in("USD");
}

std::size_t PaymentDesk::pay_in(const std::string& currency) {
  const auto payable = page(*maker_, "/v1/payments?state=payable&limit=200&currency=" + currency);
  if (payable.empty()) return 0;
  const Answer batch = maker_->post("/v1/payment-batches", all_of(payable, currency));
  if (!batch.good()) return 0;
  const std::string id = text_at(batch.json(), "batch_id");
  if (!sign(id)) return 0;
  ++worked_.batches;
  to_carry_.push_back("/v1/payment-batches/" + id + "/bank-file");
  carry_files();
  return payable.size();
}

// What could not be fetched now is fetched the next time.
std::size_t PaymentDesk::carry_files() {
  return std::erase_if(to_carry_, [&](const std::string& path) {
    const Answer file = maker_->get(path);
    if (file.good()) bank_.hand_in(file.body);
    return file.good();
  });
}

// How many people sign at each step depends on the batch's sum; nobody signs twice.
bool PaymentDesk::sign(const std::string& batch) {
  std::set<const Client*> signed_already;
  while (sign_once(batch, signed_already)) {
    if (text_at(maker_->get("/v1/payment-batches/" + batch).json(), "state") == "released") {
      return true;
    }
  }
  return false;
}

bool PaymentDesk::sign_once(const std::string& batch, std::set<const Client*>& signed_already) {
  const std::string path = "/v1/payment-batches/" + batch;
  const auto now = maker_->get(path).json();
  const std::string state = text_at(now, "state");
  const auto* signers = now.is_object() ? now.as_object().if_contains("signers") : nullptr;
  const bool wants_authorisation =
      state == "approved" && signers != nullptr && number_at(*signers, "authorise") > 0;
  const bool is_release = state != "created" && !wants_authorisation;
  const std::string step = state == "created"    ? "/approval"
                           : wants_authorisation ? "/authorisation"
                                                 : "/release";
  for (const auto& desk : is_release ? releasers_ : approvers_) {
    if (signed_already.contains(desk.get())) continue;
    if (!desk->post(path + step, json::object{}).good()) continue;
    signed_already.insert(desk.get());
    return true;
  }
  return false;
}

std::size_t PaymentDesk::take_letters() {
  const auto letters = bank_.letters(letters_at_once);
  for (const BankFolder::Letter& letter : letters) {
    letter.is_message() ? take(letter) : hear(letter);
  }
  return letters.size();
}

void PaymentDesk::take(const BankFolder::Letter& letter) {
  const Answer taken = maker_->upload("/v1/bank-statements", letter.bytes, "application/xml");
  if (taken.status == 0 || taken.status >= 500) return;  // it lies there until haven is back
  worked_.letters += taken.good() ? 1 : 0;
  worked_.letters_refused += taken.good() ? 0 : 1;
  bank_.discard(letter);
  const auto statement = taken.json();
  const auto* results = statement.as_object().if_contains("results");
  for (const auto& result : results != nullptr ? results->as_array() : json::array{}) {
    if (text_at(result, "result") != "settled") continue;
    worked_.settled += static_cast<int>(number_at(result, "count"));
  }
}

void PaymentDesk::hear(const BankFolder::Letter& answers) {
  std::istringstream lines{answers.bytes};
  for (std::string line; std::getline(lines, line);) {
    const auto fields = csv_fields(line);
    if (fields && fields->size() == 3 && fields->at(0) == "enquiry") {
      heard_[fields->at(1)] = fields->at(2);
    }
  }
  bank_.discard(answers);
}

std::size_t PaymentDesk::mend() {
  return mend_held() + lift_holds() + mend_returned();
}

bool PaymentDesk::give_account(const json::value& payment) {
  const std::string claim = text_at(payment, "claim_id");
  const Answer head = intake_->get("/v1/claims/" + claim);
  return intake_
      ->put("/v1/claims/" + claim + "/accounts/" + text_at(payment, "party"),
            {{"owner_name", text_at(payment, "payee_name")},
             {"bank", "BNORPHMM"},
             {"account", "20010" + text_at(payment, "payment_id").substr(0, 8) + "00"}},
            head.etag)
      .good();
}

std::size_t PaymentDesk::mend_held() {
  std::size_t mended = 0;
  for (const auto& payment : page(*maker_, "/v1/payments?state=held&limit=100")) {
    const auto* account = payment.as_object().if_contains("payee_account");
    const bool is_wanted = account == nullptr || account->is_null();
    mended += is_wanted && give_account(payment) ? 1 : 0;
  }
  return mended;
}

// Children's guardians bring their papers in the same month.
std::size_t PaymentDesk::lift_holds() {
  std::size_t lifted = 0;
  for (const auto& hold : page(*lifter_, "/v1/holds?kind=minor&limit=100")) {
    const auto* when = hold.as_object().if_contains("lifted_at");
    if (when != nullptr && !when->is_null()) continue;
    lifted += lifter_->post("/v1/holds/" + text_at(hold, "hold_id") + "/lifting",
                            {{"reason", "The guardian's papers are in the file"},
                             {"ground", "guardian_papers"}})
                      .good()
                  ? 1
                  : 0;
  }
  worked_.lifted += static_cast<int>(lifted);
  return lifted;
}

std::size_t PaymentDesk::mend_returned() {
  std::size_t mended = 0;
  for (const auto& repair : page(*maker_, "/v1/payment-repairs?limit=100")) {
    if (text_at(repair, "repair") == "do_not_pay") continue;  // the bank has paid it after all
    const auto payment = maker_->get("/v1/payments/" + text_at(repair, "payment_id")).json();
    const std::string reference = text_at(payment, "bank_reference");
    const auto [since, is_first] = returned_since_.emplace(reference, steady_clock::now());
    if (steady_clock::now() - since->second < until_believed || !give_account(payment)) continue;
    const Answer next =
        maker_->post("/v1/payments/" + text_at(payment, "payment_id") + "/corrections",
                     {{"reason", "The family gave another account"}});
    worked_.corrected += next.good() ? 1 : 0;
    mended += next.good() ? 1 : 0;
  }
  return mended;
}

std::size_t PaymentDesk::chase_unknown() {
  const auto unknown = page(*maker_, "/v1/payments?state=unknown&limit=100");
  for (const auto& payment : unknown) chase(payment);
  return unknown.size();
}

std::size_t PaymentDesk::underway() {
  std::size_t count = 0;
  for (const auto& total : page(*maker_, "/v1/payment-totals")) {
    const std::string state = text_at(total, "state");
    if (state != "released" && state != "unknown") continue;
    count += static_cast<std::size_t>(number_at(total, "count"));
  }
  return count;
}

void PaymentDesk::chase(const json::value& payment) {
  const std::string id = text_at(payment, "payment_id");
  const std::string reference = text_at(payment, "bank_reference");
  if (number_at(payment, "sendings") < 2) return send_again(id);
  const auto [heard, is_first] = heard_.emplace(reference, "");
  if (is_first) {
    bank_.hand_in(std::vector<std::string>{"enquiry", reference});
    ++worked_.asked;
  } else if (heard->second == "not_executed" || heard->second == "unknown" ||
             heard->second == "returned") {
    resolve(id, "returned");
  }  // debited: a statement will say so
}

void PaymentDesk::send_again(const std::string& payment) {
  const std::string path = "/v1/payments/" + payment;
  const Answer again =
      releasers_.front()->post(path + "/resends", {{"reason", "No word from the bank"}});
  if (!again.good()) return;
  ++worked_.resent;
  to_carry_.push_back(path + "/order-file");
  carry_files();
}

void PaymentDesk::resolve(const std::string& payment, const std::string& outcome) {
  const json::object opinion{{"outcome", outcome}, {"reason", "The bank says so at its counter"}};
  const std::string path = "/v1/payments/" + payment + "/resolutions";
  maker_->post(path, opinion);
  worked_.resolved += approvers_.front()->post(path, opinion).good() ? 1 : 0;
}

}  // namespace haven::rehearsal
