#include "services/disbursement/api/requests.hpp"

namespace haven::disbursement {

Result<http::Page> page_after(const http::Request& request, const std::set<std::string>& filters,
                              const std::function<bool(const std::string&)>& is_key) {
  auto page = http::page_from(request, filters);
  if (page && !page->after.empty() && !is_key(page->after)) {
    return refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.");
  }
  return page;
}

}  // namespace haven::disbursement
