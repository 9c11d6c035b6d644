#include "services/contributions/api/deposit_json.hpp"

#include <array>
#include <boost/json.hpp>

#include "common/http/json.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {

namespace json = boost::json;
using http::JsonReader;

namespace {

constexpr std::size_t receipts_max = 1000;

Covered read_covered(JsonReader& body) {
  Covered covered;
  if (const auto file = body.maybe_uuid("file")) covered.file = FileId{*file};
  for (std::string& id : body.texts("receipts", receipts_max, 36)) {
    if (!is_uuid(id)) body.wrong("receipts", "ids of receipts");
    covered.receipts.emplace_back(std::move(id));
  }
  if (covered.file && !covered.receipts.empty()) {
    body.wrong("receipts", "a file or receipts, not both");
  }
  return covered;
}

json::object json_of(const Difference& difference) {
  static constexpr std::array sides{"even", "over", "short"};
  return {{"is", sides[static_cast<std::size_t>(difference.side)]},
          {"amount", http::json_of(difference.amount)}};
}

}  // namespace

Result<AnnounceDeposit> deposit_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  AnnounceDeposit command;
  command.partner = body->text("partner", 40);
  command.amount = body->money("amount");
  command.paid = body->date("paid_on");
  command.partner_reference = body->maybe_text("reference", 60);
  command.covered = read_covered(*body);
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

Result<Covered> covered_from(const http::Request& request) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  Covered covered = read_covered(*body);
  if (covered.is_nothing()) body->wrong("file", "a file, or receipts");
  if (auto complete = body->finish(); !complete) return pass(complete);
  return covered;
}

Result<MatchDeposit> match_from(const http::Request& request, const DepositId& deposit) {
  auto body = JsonReader::parse(request);
  if (!body) return pass(body);
  MatchDeposit command{deposit, LineId{body->uuid("line_id")}, body->text("reason", 200)};
  if (auto complete = body->finish(); !complete) return pass(complete);
  return command;
}

json::object json_of(const DepositView& view) {
  const Deposit& deposit = view.deposit;
  json::object out{{"id", deposit.id.text()},
                   {"state", name_of(deposit.state)},
                   {"partner", deposit.partner},
                   {"reference", deposit.reference},
                   {"amount", http::json_of(deposit.amount)},
                   {"paid_on", text_of(deposit.paid)},
                   {"receipts", view.receipts},
                   {"covered", http::json_of(view.covered)},
                   {"banked", http::json_of(view.banked)},
                   {"announced_at", text_of(deposit.announced_at)}};
  if (deposit.partner_reference) out["partner_reference"] = *deposit.partner_reference;
  if (!deposit.file.empty()) out["file"] = deposit.file.text();
  if (deposit.cancelled_because) out["cancelled_because"] = *deposit.cancelled_because;
  // What the partner paid in against its receipts, and what the bank shows against what it said.
  out["against_receipts"] = json_of(difference_of(view.covered, deposit.amount));
  if (deposit.state == DepositState::matched) {
    out["against_bank"] = json_of(difference_of(deposit.amount, view.banked));
  }
  return out;
}

json::object json_of(const BankLine& line) {
  json::object out{{"id", line.id.text()},
                   {"amount", http::json_of(line.amount)},
                   {"booked", text_of(line.booked)},
                   {"references", json::array(line.names.begin(), line.names.end())},
                   {"state", name_of(line.state)}};
  if (!line.reason.empty()) out["reason"] = line.reason;
  return out;
}

json::object json_of(const Ages& ages, const Currency& currency) {
  json::array of_bands;
  for (std::size_t i = 0; i < bands; ++i) {
    of_bands.push_back(json::object{{"days", band_names[i]},
                                    {"count", ages.count[i]},
                                    {"amount", http::json_of(Money{ages.minor[i], currency})}});
  }
  return {{"total", http::json_of(Money{ages.total(), currency})}, {"bands", of_bands}};
}

json::object json_of(const store::PartnerAges& ages) {
  const auto amount = [&](std::int64_t minor) {
    return http::json_of(Money{minor, ages.currency});
  };
  return {{"partner", ages.partner},
          {"currency", ages.currency.code()},
          {"uncovered_receipts", json_of(ages.uncovered, ages.currency)},
          {"announced_deposits", json_of(ages.announced, ages.currency)},
          {"differences", amount(ages.differences_minor)},
          {"in_transit", amount(ages.in_transit_minor)},
          {"unmatched_receipts", json_of(ages.unmatched, ages.currency)}};
}

json::array totals_json_of(const std::vector<store::PartnerAges>& rows) {
  json::array totals;
  for (const auto& total : store::totals_of(rows)) {
    json::object sum = json_of(total);
    sum.erase("partner");
    totals.push_back(std::move(sum));
  }
  return totals;
}

}  // namespace haven::contributions
