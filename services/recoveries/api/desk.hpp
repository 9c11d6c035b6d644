#pragma once
#include <boost/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/http/json.hpp"
#include "common/http/router.hpp"
#include "common/service/command.hpp"
#include "common/service/setting.hpp"
#include "services/recoveries/app/occasion.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

inline Occasion occasion_of(const service::Setting& setting, const TermsOfFunds& terms,
                            const std::string& fund, Instant now, std::string by,
                            std::string cause) {
  return {fund, terms.at(fund), day_of(now, setting.fund(fund).offset),
          now,  std::move(by),  std::move(cause)};
}

/// The service as a handler sees it.
struct Desk {
  const service::Setting& setting;
  const TermsOfFunds& terms;

  [[nodiscard]] Occasion occasion(const http::Request& request) const {
    return occasion_of(setting, terms, request.principal.fund, setting.clock(),
                       request.principal.subject, request.header("idempotency-key"));
  }
  /// Runs `act(tx, occasion)` once per Idempotency-Key.
  template <class Act>
  http::Response command(const http::Request& request, Act act) const {
    const Occasion now = occasion(request);
    return service::run_command(setting.db, request, now.now,
                                [&](db::Transaction& tx) { return act(tx, now); });
  }
  template <class Act>
  http::Response query(const http::Request& request, Act act) const {
    const Occasion now = occasion(request);
    return service::run_query(setting.db, [&](db::Transaction& tx) { return act(tx, now); });
  }
};

inline std::string filter_of(const http::Request& request, const std::string& name) {
  const auto given = request.query.find(name);
  return given == request.query.end() ? "" : given->second;
}

/// The name of the debtor whose debts are all that the caller may see; empty for the fund's staff.
inline std::string own_debtor(const http::Request& request) {
  const auto& who = request.principal;
  for (const char* role : {"cashier", "collector", "approver", "auditor"}) {
    if (who.has(role)) return "";
  }
  return who.subject;
}

/// A page whose cursor has the form that `is_key` knows.
template <class IsKey>
Result<http::Page> page_after(const http::Request& request, const std::set<std::string>& filters,
                              IsKey is_key) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_key(page->after)) {
    return refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.");
  }
  return page;
}

/// {"items": [...], "next": cursor or null}, from one row more than the page holds, if there is
/// one.
template <class Row, class JsonOf, class KeyOf>
http::Response page_answer(std::vector<Row> rows, int limit, JsonOf json_of_row, KeyOf key_of) {
  const auto most = static_cast<std::size_t>(limit);
  boost::json::object out{{"items", boost::json::array{}}, {"next", nullptr}};
  if (rows.size() > most) {
    rows.resize(most);
    out["next"] = http::cursor_of(key_of(rows.back()));
  }
  for (const Row& row : rows) out["items"].as_array().push_back(json_of_row(row));
  return http::ok(boost::json::serialize(out));
}

/// A filter that is empty or one of these.
Result<std::string> choice_filter(const http::Request& request, const std::string& name,
                                  const std::vector<std::string>& allowed);
/// A filter that is empty or a UUID.
Result<std::string> uuid_filter(const http::Request& request, const std::string& name);
/// The receivable that the path names; an id of another form is one that does not exist.
Result<ReceivableId> receivable_named(const http::Request& request);

/// The parts of the surface.
void add_receivable_routes(http::Router& router, const Desk& desk);
void add_proposal_routes(http::Router& router, const Desk& desk);
void add_settlement_routes(http::Router& router, const Desk& desk);

/// A handler with the desk that it works at.
template <class Handler>
http::Handler at(const Desk& desk, Handler handler) {
  return [desk, handler](const http::Request& request) { return handler(desk, request); };
}

}  // namespace haven::recoveries
