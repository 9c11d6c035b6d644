#include "services/contributions/api/file_routes.hpp"

#include <charconv>

#include "services/contributions/app/book_file.hpp"

namespace haven::contributions {
namespace {

using http::Request;
using http::Response;

Error no_file() {
  return {ErrorKind::not_found, "contribution_file_not_found", "This fund has no such file.", {}};
}

// A partner sees its own files; another's is one that does not exist.
Result<store::ContributionFile> file_named(db::Transaction& tx, const Request& request) {
  const auto id = id_from<FileId>(request.param("file"));
  if (!id) return tl::unexpected{no_file()};
  auto file = store::find_file(tx, request.principal.fund, *id);
  if (!file) return tl::unexpected{no_file()};
  const bool sees_all = request.principal.has("collector") || request.principal.has("auditor");
  if (!sees_all && file->partner != request.principal.subject) return tl::unexpected{no_file()};
  return *std::move(file);
}

Result<PartnerFile> upload_from(const Request& request) {
  for (const auto& [name, value] : request.query) {
    if (name != "partner") {
      return refuse(ErrorKind::malformed, "unknown_query_parameter",
                    "This route knows the parameter partner only.", {{name, "leave it out"}});
    }
  }
  if (!request.header("content-type").starts_with("text/csv")) {
    return refuse(ErrorKind::unsupported, "unsupported_media_type", "Send the file as text/csv.");
  }
  const std::string partner = filter_of(request, "partner");
  if (partner.empty() || partner.size() > 40) {
    return refuse_field("partner", "the collecting partner, 1 to 40 characters, in the query");
  }
  const auto allowed = may_book_for(request.principal, partner);
  if (!allowed) return pass(allowed);
  return PartnerFile{request.body_file, request.body_sha256, partner};
}

Result<std::int64_t> line_after(const http::Page& page) {
  std::int64_t line = 0;
  if (page.after.empty()) return line;
  const char* const end = page.after.data() + page.after.size();
  const auto read = std::from_chars(page.after.data(), end, line);
  if (read.ec != std::errc{} || read.ptr != end) return refuse_cursor();
  return line;
}

}  // namespace

Response post_file(const Desk& desk, const Request& request) {
  const auto upload = upload_from(request);
  if (!upload) return http::problem(upload.error());
  return desk.command(
      request, [&](db::Transaction& tx, const Occasion& occasion) -> Result<Response> {
        auto file = stage_file(tx, occasion, *upload);
        if (!file) return pass(file);
        const bool booked_before = file->booked;
        while (!file->booked) *file = book_chunk(tx, occasion, *upload);
        std::string body = boost::json::serialize(json_of(*file));
        if (booked_before) return http::ok(std::move(body));
        return http::created("/v1/contribution-files/" + file->id.text(), std::move(body));
      });
}

Response get_file(const Desk& desk, const Request& request) {
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto file = file_named(tx, request);
    if (!file) return pass(file);
    return http::ok(boost::json::serialize(json_of(*file)));
  });
}

Response get_refused_rows(const Desk& desk, const Request& request) {
  const auto page = http::page_from(request);
  if (!page) return http::problem(page.error());
  const auto after = line_after(*page);
  if (!after) return http::problem(after.error());
  return service::run_query(desk.setting.db, [&](db::Transaction& tx) -> Result<Response> {
    const auto file = file_named(tx, request);
    if (!file) return pass(file);
    const auto rows = store::page_of_refused_lines(tx, file->id, *after, page->limit + 1);
    return page_answer(rows, page->limit, [](const auto& row) { return std::to_string(row.line); });
  });
}

}  // namespace haven::contributions
