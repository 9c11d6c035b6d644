#include "services/ledger/api/budget_json.hpp"

#include <boost/json.hpp>

#include "common/http/json.hpp"

namespace haven::ledger {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return json::string{*text};
}

// Who asked, who confirmed, and when; what is done is called by `done`.
template <class Asked>
void add_persons(json::object& object, const Asked& asked, const char* done) {
  object["reason"] = asked.reason;
  object["state"] = asked.confirmed_by ? done : "waiting";
  object["requested_by"] = asked.requested_by;
  object["requested_at"] = text_of(asked.requested_at);
  object["confirmed_by"] = text_or_null(asked.confirmed_by);
  object["confirmed_at"] =
      text_or_null(asked.confirmed_at ? std::optional{text_of(*asked.confirmed_at)} : std::nullopt);
}

json::object object_of(const Expiry& expiry) {
  json::object object{{"expiry_id", expiry.id.text()},
                      {"purse", expiry.purse},
                      {"number", expiry.number},
                      {"remainder_to", expiry.remainder_to},
                      {"amount", nullptr}};
  if (expiry.amount) object["amount"] = http::json_of(*expiry.amount);
  add_persons(object, expiry, "booked");
  return object;
}

json::object object_of(const Exchange& exchange) {
  json::object object{{"exchange_id", exchange.id.text()},
                      {"from_purse", exchange.from_purse},
                      {"to_purse", exchange.to_purse},
                      {"sold", http::json_of(exchange.deal.sold)},
                      {"bought", http::json_of(exchange.deal.bought)},
                      {"rate", exchange.deal.rate},
                      {"rate_source", exchange.rate_source},
                      {"rate_on", text_of(exchange.rate_on)},
                      {"reference", exchange.reference}};
  add_persons(object, exchange, "posted");
  return object;
}

json::object object_of(const EarmarkFigures& figures) {
  json::array not_counted;
  for (const Money& amount : figures.not_counted) not_counted.push_back(http::json_of(amount));
  return {{"earmark", figures.earmark.name},
          {"purse", figures.earmark.purse},
          {"year", figures.year},
          {"bound", name_of(figures.earmark.bound)},
          {"percent", percent_text(figures.earmark.hundredths_of_percent)},
          {"of", figures.earmark.base},
          {"base", http::json_of(figures.base)},
          {"amount", http::json_of(figures.bound)},
          {"set_aside", http::json_of(figures.set_aside)},
          {"missing", http::json_of(figures.missing())},
          {"remaining", http::json_of(figures.remaining())},
          {"not_counted", std::move(not_counted)}};
}

template <class Row>
std::string page_of(const std::vector<Row>& rows, const std::string& next) {
  json::array items;
  for (const Row& row : rows) items.push_back(object_of(row));
  const auto cursor = next.empty() ? std::nullopt : std::optional{next};
  return json::serialize(json::object{{"items", std::move(items)}, {"next", text_or_null(cursor)}});
}

}  // namespace

std::string json_of(const Expiry& expiry) {
  return json::serialize(object_of(expiry));
}

std::string json_of(const std::vector<Expiry>& expiries, const std::string& next) {
  return page_of(expiries, next);
}

std::string json_of(const Exchange& exchange) {
  return json::serialize(object_of(exchange));
}

std::string json_of(const std::vector<Exchange>& exchanges, const std::string& next) {
  return page_of(exchanges, next);
}

std::string json_of(const std::vector<EarmarkFigures>& earmarks) {
  return page_of(earmarks, "");
}

}  // namespace haven::ledger
