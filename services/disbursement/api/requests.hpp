#pragma once
// What the route files of this folder share about reading requests.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/http/json.hpp"
#include "common/http/message.hpp"
#include "common/http/router.hpp"
#include "common/service/command.hpp"
#include "common/service/setting.hpp"

namespace haven::disbursement {

/// A route's handler with the setting that it works in.
template <class Handler>
http::Handler with(const service::Setting& setting, Handler handler) {
  return [&setting, handler](const http::Request& request) { return handler(setting, request); };
}

inline Error unknown(const std::string& what) {
  return {ErrorKind::not_found, what + "_unknown", "The fund has no such " + what + ".", {}};
}

inline http::Access readers() {
  return http::roles({"cashier", "approver", "auditor"});
}

inline std::string query_of(const http::Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? "" : found->second;
}

/// A page whose cursor has the form that `is_key` knows.
Result<http::Page> page_after(const http::Request& request, const std::set<std::string>& filters,
                              const std::function<bool(const std::string&)>& is_key);

/// Rows are read with one more than the page holds; it only tells that there is a next page.
template <class Row, class Key>
std::string next_of(std::vector<Row>& rows, const http::Page& page, Key key_of_row) {
  if (rows.size() <= static_cast<std::size_t>(page.limit)) return "";
  rows.resize(static_cast<std::size_t>(page.limit));
  return http::cursor_of(key_of_row(rows.back()));
}

}  // namespace haven::disbursement
