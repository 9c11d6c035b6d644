#include "services/claims/api/owed_json.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "common/http/json.hpp"

namespace haven::claims {
namespace {

namespace json = boost::json;

// What was paid too much is shown as itself: amounts in answers are never negative.
json::object outstanding_and_overpaid(const Money& outstanding) {
  const Money none{0, outstanding.currency()};
  const bool is_over = outstanding.minor() < 0;
  return {{"outstanding", http::json_of(is_over ? none : outstanding)},
          {"overpaid", http::json_of(is_over ? none - outstanding : none)}};
}

std::string title_of(const scheme::Pack& pack, const std::string& scheme) {
  const auto schemes = scheme::schemes_of(pack);
  const auto found = std::ranges::find(schemes, scheme, &scheme::SchemeInfo::name);
  return found == schemes.end() ? scheme : found->title;
}

void add_all(json::object& to, const json::object& from) {
  for (const auto& [name, value] : from) to[name] = value;
}

}  // namespace

json::object json_of(const Owed& owed, const scheme::Pack& pack) {
  const std::string reason = reason_of(owed);
  json::object out{{"claim", owed.claim.text()},
                   {"entitlement", nullptr},
                   {"scheme", owed.scheme},
                   {"layer", owed.layer},
                   {"owed_by", title_of(pack, owed.scheme)},
                   {"benefit", owed.benefit},
                   {"instalment", nullptr},
                   {"owed", http::json_of(owed.owed)},
                   {"paid", http::json_of(owed.paid)},
                   {"kept_back", http::json_of(owed.kept_back)},
                   {"on_its_way", http::json_of(owed.on_its_way)},
                   {"unclaimed", http::json_of(owed.unclaimed)},
                   {"ended", http::json_of(owed.ended)},
                   {"advanced", http::json_of(owed.advanced)},
                   {"reason", nullptr},
                   {"words", nullptr}};
  add_all(out, outstanding_and_overpaid(outstanding_of(owed)));
  if (!owed.entitlement.empty()) out["entitlement"] = owed.entitlement;
  if (owed.instalment > 0) out["instalment"] = owed.instalment;
  if (!reason.empty()) {
    out["reason"] = reason;
    out["words"] = words_of_reason(reason);
  }
  return out;
}

json::object json_of(const std::vector<Owed>& rows, const scheme::Pack& pack) {
  json::array benefits, totals;
  for (const Owed& row : rows) benefits.push_back(json_of(row, pack));
  for (const auto& [currency, total] : totals_of(rows)) {
    json::object sum{{"owed", http::json_of(total.owed)},
                     {"paid", http::json_of(total.paid)},
                     {"kept_back", http::json_of(total.kept_back)},
                     {"on_its_way", http::json_of(total.on_its_way)},
                     {"unclaimed", http::json_of(total.unclaimed)}};
    add_all(sum, outstanding_and_overpaid(total.outstanding));
    totals.push_back(std::move(sum));
  }
  return {{"benefits", std::move(benefits)}, {"totals", std::move(totals)}};
}

}  // namespace haven::claims
