#include "services/ledger/api/json.hpp"

#include <boost/json.hpp>

#include <map>

#include "common/http/json.hpp"

namespace haven::ledger {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::string{text};
}

json::value year_or_null(const std::optional<int>& year) {
  if (!year) return nullptr;
  return *year;
}

json::value day_or_null(const std::optional<Date>& day) {
  if (!day) return nullptr;
  return json::string{text_of(*day)};
}

json::object object_of(const Funding& funding) {
  return {{"funding_id", funding.id.text()},
          {"purse", funding.purse},
          {"amount", http::json_of(funding.amount)},
          {"reference", funding.reference},
          {"reason", funding.reason},
          {"for_year", funding.for_year},
          {"banked", http::json_of(Money{funding.banked_minor, funding.amount.currency()})},
          {"state", funding.confirmed_by ? "posted" : "waiting"},
          {"requested_by", funding.requested_by},
          {"requested_at", text_of(funding.requested_at)},
          {"confirmed_by", text_or_null(funding.confirmed_by.value_or(""))},
          {"confirmed_at",
           text_or_null(funding.confirmed_at ? text_of(*funding.confirmed_at) : std::string{})}};
}

json::object object_of(const PeriodChange& change) {
  return {{"change_id", change.id.text()},
          {"month", month_text(change.month)},
          {"step", name_of(change.step)},
          {"reason", change.reason},
          {"state", state_of(change)},
          {"requested_by", change.requested_by},
          {"requested_at", text_of(change.requested_at)},
          {"confirmed_by", text_or_null(change.confirmed_by.value_or(""))},
          {"confirmed_at",
           text_or_null(change.confirmed_at ? text_of(*change.confirmed_at) : std::string{})},
          {"withdrawn_at",
           text_or_null(change.withdrawn_at ? text_of(*change.withdrawn_at) : std::string{})}};
}

json::value rate_of(const std::optional<EntryRate>& rate) {
  if (!rate) return nullptr;
  return json::object{{"sold", rate->sold.code()},
                      {"bought", rate->bought.code()},
                      {"rate", rate->rate},
                      {"source", rate->source},
                      {"on", text_of(rate->on)}};
}

json::object object_of(const store::EntryView& view) {
  json::array postings;
  for (const Posting& posting : view.entry.postings) {
    const bool is_debit = posting.amount.minor() > 0;
    postings.push_back(json::object{
        {"account", posting.account.code},
        {"side", is_debit ? "debit" : "credit"},
        {"amount", http::json_of(is_debit ? posting.amount : posting.amount.times(-1))}});
  }
  const Cause& cause = view.entry.cause;
  return {{"entry_id", view.id.text()},
          {"kind", view.entry.kind},
          {"cause", cause.cause},
          {"led_by", cause.led_by},
          {"claim_id", text_or_null(cause.claim.text())},
          {"caused_on", text_of(cause.caused_on)},
          {"booked_on", text_of(view.booked_on)},
          {"recorded_at", text_of(view.recorded_at)},
          {"rate", rate_of(view.rate)},
          {"postings", std::move(postings)}};
}

json::object object_of(const Reservation& reservation) {
  const Reservation& r = reservation;
  return {{"entitlement_id", r.entitlement.text()},
          {"claim_id", r.claim.text()},
          {"purse", r.purse},
          {"state", name_of(r.state)},
          {"withdrawn", r.withdrawn},
          {"amount", http::json_of(r.amount)},
          {"released", http::json_of(r.released)},
          {"returned", http::json_of(r.returned)},
          {"settled", http::json_of(r.settled)},
          {"voided", http::json_of(r.voided)},
          {"set_aside", http::json_of(r.set_aside)},
          {"unclaimed", http::json_of(r.unclaimed)},
          {"discharged", http::json_of(r.discharged)}};
}

std::string page_of(json::array items, const std::string& next) {
  return json::serialize(json::object{{"items", std::move(items)}, {"next", text_or_null(next)}});
}

}  // namespace

std::string json_of(const std::vector<PurseBalance>& purses) {
  json::array items;
  for (const PurseBalance& purse : purses) {
    items.push_back(json::object{{"purse", purse.purse},
                                 {"layer", purse.layer},
                                 {"floor", http::json_of(purse.floor)},
                                 {"balance", http::json_of(purse.available)},
                                 {"reserved", http::json_of(purse.reserved)},
                                 {"in_transit", http::json_of(purse.in_transit)},
                                 {"unclaimed", http::json_of(purse.unclaimed)},
                                 {"lent", http::json_of(purse.lent)},
                                 {"advances_waiting", http::json_of(purse.advances_waiting)},
                                 {"paid", http::json_of(purse.paid)},
                                 {"budget_year", year_or_null(purse.budget_year)},
                                 {"closes_on", day_or_null(purse.closes_on)}});
  }
  return page_of(std::move(items), "");
}

std::string json_of(const Funding& funding) {
  return json::serialize(object_of(funding));
}

std::string json_of(const std::vector<Funding>& fundings, const std::string& next) {
  json::array items;
  for (const Funding& funding : fundings) items.push_back(object_of(funding));
  return page_of(std::move(items), next);
}

std::string json_of(const PeriodChange& change) {
  return json::serialize(object_of(change));
}

std::string json_of(const std::vector<PeriodChange>& changes, const std::string& next) {
  json::array items;
  for (const PeriodChange& change : changes) items.push_back(object_of(change));
  return page_of(std::move(items), next);
}

std::string json_of(const std::vector<store::AccountBalance>& accounts) {
  json::array items;
  std::map<Currency, Money> differences;
  for (const auto& account : accounts) {
    items.push_back(json::object{{"account", account.account},
                                 {"kind", account.kind},
                                 {"debit", http::json_of(account.debit)},
                                 {"credit", http::json_of(account.credit)}});
    const Currency& currency = account.debit.currency();
    auto& difference = differences.try_emplace(currency, 0, currency).first->second;
    difference += account.debit - account.credit;
  }
  json::array balances;
  for (const auto& [currency, difference] : differences) {
    balances.push_back(http::json_of(difference));
  }
  return json::serialize(
      json::object{{"items", std::move(items)}, {"differences", std::move(balances)}});
}

std::string json_of(const std::vector<store::EntryView>& entries, const std::string& next) {
  json::array items;
  for (const auto& entry : entries) items.push_back(object_of(entry));
  return page_of(std::move(items), next);
}

std::string json_of(const std::vector<Reservation>& reservations,
                    const std::vector<store::OrderView>& orders) {
  json::array items;
  for (const Reservation& reservation : reservations) {
    json::object item = object_of(reservation);
    json::array payments;
    for (const auto& view : orders) {
      if (view.order.entitlement != reservation.entitlement) continue;
      payments.push_back(json::object{{"payment_id", view.order.payment_id},
                                      {"bank_reference", view.order.bank_reference},
                                      {"amount", http::json_of(view.order.amount)},
                                      {"state", view.state}});
    }
    item["payments"] = std::move(payments);
    items.push_back(std::move(item));
  }
  return page_of(std::move(items), "");
}

}  // namespace haven::ledger
