#pragma once
#include <boost/json.hpp>

#include "common/service/command.hpp"
#include "services/contributions/api/json.hpp"
#include "services/contributions/api/occasion_of.hpp"

namespace haven::contributions {

/// The service as a handler sees it.
struct Desk {
  const service::Setting& setting;
  const Packs& packs;

  [[nodiscard]] Occasion occasion(const http::Request& request) const {
    return occasion_of(setting, packs, request.principal.fund, setting.clock(),
                       request.principal.subject, request.header("idempotency-key"));
  }
  /// Runs `act(tx, occasion)` once per Idempotency-Key.
  template <class Act>
  http::Response command(const http::Request& request, Act act) const {
    const Occasion now = occasion(request);
    return service::run_command(setting.db, request, now.now,
                                [&](db::Transaction& tx) { return act(tx, now); });
  }
};

/// A query parameter; empty when it is not there.
inline std::string filter_of(const http::Request& request, const std::string& name) {
  const auto given = request.query.find(name);
  return given == request.query.end() ? "" : given->second;
}

inline tl::unexpected<Error> refuse_cursor() {
  return refuse(ErrorKind::malformed, "invalid_cursor", "Send the cursor as you were given it.",
                {{"after", "the next of the page before"}});
}

/// A page of a list that is ordered by id.
inline Result<http::Page> page_by_id(const http::Request& request,
                                     const std::set<std::string>& filters) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_uuid(page->after)) return refuse_cursor();
  return page;
}

/// {"items": [...], "next": cursor or null}, from one row more than the page holds, if there is
/// one.
template <class Row, class KeyOf>
http::Response page_answer(std::vector<Row> rows, int limit, KeyOf key_of) {
  const auto most = static_cast<std::size_t>(limit);
  boost::json::object out{{"items", boost::json::array{}}, {"next", nullptr}};
  if (rows.size() > most) {
    rows.resize(most);
    out["next"] = http::cursor_of(key_of(rows.back()));
  }
  for (const Row& row : rows) out["items"].as_array().push_back(json_of(row));
  return http::ok(boost::json::serialize(out));
}

/// Partners book under their own name only; the fund's collectors under any.
inline Result<void> may_book_for(const http::Principal& who, const std::string& partner) {
  if (who.has("collector") || who.subject == partner) return {};
  return refuse(ErrorKind::forbidden, "another_partner",
                "A partner books under its own name; send your own as partner.");
}

}  // namespace haven::contributions
