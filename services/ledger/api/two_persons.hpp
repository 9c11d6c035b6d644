#pragma once
// What routes have in common whose things one person asks for and another confirms.
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/http/json.hpp"

namespace haven::ledger {

/// The id in the path of a confirmation, whose body is empty. `what`: "expiry".
template <class SomeId>
Result<SomeId> confirmed_id(const http::Request& request, const std::string& what) {
  const auto id = id_from<SomeId>(request.param(what));
  if (!id) {
    return refuse(ErrorKind::not_found, what + "_unknown", "The fund has no such " + what + ".");
  }
  auto body = http::JsonReader::parse(request);
  if (!body) return pass(body);
  if (const auto complete = body->finish(); !complete) return pass(complete);
  return *id;
}

/// A page by id, of all things or of those that wait for their second person (?state=waiting).
struct WaitingPage {
  http::Page page;
  bool only_waiting = false;
};
inline Result<WaitingPage> waiting_page(const http::Request& request) {
  const auto page = http::page_from(request, {"state"});
  if (!page) return pass(page);
  if (!page->after.empty() && !is_uuid(page->after)) {
    return refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.");
  }
  const auto state = request.query.find("state");
  const bool only_waiting = state != request.query.end();
  if (only_waiting && state->second != "waiting") {
    return refuse_field("state", "must be waiting, or absent for all");
  }
  return WaitingPage{*page, only_waiting};
}

/// The cursor after the page; rows are asked for with one more, which only tells that there is one.
template <class Row>
std::string cursor_after(std::vector<Row>& rows, const http::Page& page) {
  if (rows.size() <= static_cast<std::size_t>(page.limit)) return "";
  rows.resize(static_cast<std::size_t>(page.limit));
  return http::cursor_of(rows.back().id.text());
}

}  // namespace haven::ledger
