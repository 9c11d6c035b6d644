#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/http/message.hpp"

namespace haven::http {

/// Handlers run on worker threads, block, and read top to bottom. An exception becomes a 500 that
/// tells nothing but the trace id.
using Handler = std::function<Response(const Request&)>;

/// Who may use a route.
struct Access {
  std::set<std::string> roles;  // any of these; empty: anyone, without a token
};
inline Access anyone() {
  return {};
}
inline Access roles(std::set<std::string> names) {
  return {std::move(names)};
}

/// How a route takes its body.
enum class Body {
  none,    // GET, HEAD, DELETE: a body is refused
  json,    // application/json, up to body_bytes_max
  upload,  // any type the handler accepts, streamed to a file, up to upload_bytes_max
  file,    // the same for a bank's or partner's file of many lines: up to file_bytes_max, and the
           // handler may take file_max
};

/// Whether the body goes to a file while it arrives.
inline bool is_streamed(Body body) {
  return body == Body::upload || body == Body::file;
}

/// Whether a route's handler reads query parameters. To any other route the server refuses them by
/// name.
enum class Query { none, taken };

struct Route {
  std::string method;
  std::string pattern;  // "/v1/claims/{claim}/documents"
  Access access;
  Body body;
  Handler handler;
  Query query = Query::none;
};

/// The routes of one process, one line per endpoint. A path that fits no pattern is 404, a known
/// path with another method is 405 with Allow.
class Router {
 public:
  void get(std::string pattern, Access access, Handler handler, Query query = Query::none);
  void post(std::string pattern, Access access, Handler handler);
  void put(std::string pattern, Access access, Handler handler);
  void patch(std::string pattern, Access access, Handler handler);
  /// A POST whose body, such as a paper, is streamed to a file.
  void upload(std::string pattern, Access access, Handler handler, Query query = Query::none);
  /// A POST whose body is a file of many lines.
  void file(std::string pattern, Access access, Handler handler, Query query = Query::none);

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }
  /// The route for a request and its params; nullptr when none fits. `allow` gets the methods that
  /// the path knows.
  const Route* find(const std::string& method, const std::string& path,
                    std::map<std::string, std::string>& params, std::string& allow) const;

 private:
  void add(Route route);
  std::vector<Route> routes_;
};

}  // namespace haven::http
