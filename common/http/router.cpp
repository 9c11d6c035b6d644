#include "common/http/router.hpp"

#include <algorithm>
#include <string_view>

#include "common/core/ensure.hpp"

namespace haven::http {
namespace {

bool is_param(std::string_view segment) {
  return segment.starts_with('{');
}

// Takes the next segment off a path that starts with a slash.
std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

// A parameter takes any segment but an empty one.
bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const auto wanted = take_segment(pattern), given = take_segment(path);
    if (is_param(wanted) ? given.empty() : wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

// Of two patterns that fit one path, the one that spells out the first segment in which they differ
// is meant: /v1/claims/overdue before /v1/claims/{claim}.
bool is_more_exact(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const bool a_is_param = is_param(take_segment(a)), b_is_param = is_param(take_segment(b));
    if (a_is_param != b_is_param) return b_is_param;
  }
  return false;
}

bool have_one_shape(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const auto x = take_segment(a), y = take_segment(b);
    if (is_param(x) != is_param(y) || (!is_param(x) && x != y)) return false;
  }
  return a.empty() && b.empty();
}

std::map<std::string, std::string> params_of(std::string_view pattern, std::string_view path) {
  std::map<std::string, std::string> params;
  while (!pattern.empty()) {
    const auto name = take_segment(pattern), value = take_segment(path);
    if (is_param(name)) params.emplace(name.substr(1, name.size() - 2), value);
  }
  return params;
}

// HEAD is answered by the GET route; the server leaves out the body.
bool serves(const Route& route, const std::string& method) {
  return route.method == method || (method == "HEAD" && route.method == "GET");
}

std::string allow_of(std::set<std::string> methods) {
  if (methods.contains("GET")) methods.insert("HEAD");
  std::string allow;
  for (const auto& method : methods) allow += (allow.empty() ? "" : ", ") + method;
  return allow;
}

}  // namespace

void Router::get(std::string pattern, Access access, Handler handler, Query query) {
  add({"GET", std::move(pattern), std::move(access), Body::none, std::move(handler), query});
}

void Router::post(std::string pattern, Access access, Handler handler) {
  add({"POST", std::move(pattern), std::move(access), Body::json, std::move(handler)});
}

void Router::put(std::string pattern, Access access, Handler handler) {
  add({"PUT", std::move(pattern), std::move(access), Body::json, std::move(handler)});
}

void Router::patch(std::string pattern, Access access, Handler handler) {
  add({"PATCH", std::move(pattern), std::move(access), Body::json, std::move(handler)});
}

void Router::upload(std::string pattern, Access access, Handler handler, Query query) {
  add({"POST", std::move(pattern), std::move(access), Body::upload, std::move(handler), query});
}

void Router::file(std::string pattern, Access access, Handler handler, Query query) {
  add({"POST", std::move(pattern), std::move(access), Body::file, std::move(handler), query});
}

void Router::add(Route route) {
  ensure(route.pattern.starts_with('/'), "a route's pattern starts with a slash");
  ensure(std::ranges::includes(known_roles(), route.access.roles), "a route's roles are known");
  for (const Route& other : routes_) {
    ensure(other.method != route.method || !have_one_shape(other.pattern, route.pattern),
           "no two routes take the same requests");
  }
  routes_.push_back(std::move(route));
}

const Route* Router::find(const std::string& method, const std::string& path,
                          std::map<std::string, std::string>& params, std::string& allow) const {
  const Route* best = nullptr;
  std::set<std::string> methods;
  if (!path.starts_with('/')) return nullptr;
  for (const Route& route : routes_) {
    if (!fits(route.pattern, path)) continue;
    methods.insert(route.method);
    if (!serves(route, method)) continue;
    if (best == nullptr || is_more_exact(route.pattern, best->pattern)) best = &route;
  }
  allow = allow_of(std::move(methods));
  if (best != nullptr) params = params_of(best->pattern, path);
  return best;
}

}  // namespace haven::http
