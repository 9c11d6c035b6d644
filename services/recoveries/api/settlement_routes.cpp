#include <charconv>

#include "services/recoveries/api/desk.hpp"
#include "services/recoveries/api/json.hpp"
#include "services/recoveries/app/take_settlement.hpp"

namespace haven::recoveries {
namespace {

using db::Transaction;
using http::Request;
using http::Response;

Error no_settlement() {
  return {ErrorKind::not_found, "settlement_unknown", "This fund has no such file.", {}};
}

// Insurers send their own files; the fund's collectors may send any.
Result<void> may_send_for(const Request& request, const std::string& insurer) {
  if (request.principal.has("collector") || request.principal.subject == insurer) return {};
  return refuse(ErrorKind::forbidden, "another_insurer",
                "An insurer sends files under its own code; send yours as insurer.");
}

Result<InsurerFile> upload_from(const Request& request) {
  for (const auto& [name, value] : request.query) {
    if (name == "insurer") continue;
    return refuse(ErrorKind::malformed, "unknown_query_parameter",
                  "This route knows the parameter insurer only.", {{name, "leave it out"}});
  }
  if (!request.header("content-type").starts_with("text/csv")) {
    return refuse(ErrorKind::unsupported, "unsupported_media_type", "Send the file as text/csv.");
  }
  const std::string insurer = filter_of(request, "insurer");
  if (insurer.empty() || insurer.size() > 60) {
    return refuse_field("insurer", "the insurer's code, 1 to 60 characters, in the query");
  }
  if (const auto allowed = may_send_for(request, insurer); !allowed) return pass(allowed);
  return InsurerFile{request.body_file, request.body_sha256, insurer};
}

Response post_settlement(const Desk& desk, const Request& request) {
  const auto upload = upload_from(request);
  if (!upload) return http::problem(upload.error());
  return desk.command(request, [&](Transaction& tx, const Occasion& now) -> Result<Response> {
    const auto taken = take_settlement(tx, now, *upload);
    if (!taken) return pass(taken);
    const Settlement& settlement = taken->settlement;
    std::string body =
        boost::json::serialize(json_of(settlement, store::settlement_results(tx, settlement.id)));
    if (taken->was_taken_before) return http::ok(std::move(body));
    return http::created("/v1/insurer-settlements/" + settlement.id.text(), std::move(body));
  });
}

// An insurer sees its own files; another's is one that does not exist.
Result<Settlement> settlement_named(Transaction& tx, const Request& request) {
  const auto id = id_from<SettlementId>(request.param("settlement"));
  if (!id) return tl::unexpected{no_settlement()};
  auto settlement = store::find_settlement(tx, request.principal.fund, *id);
  if (!settlement) return tl::unexpected{no_settlement()};
  const std::string own = own_debtor(request);
  if (!own.empty() && settlement->insurer != own) return tl::unexpected{no_settlement()};
  return *std::move(settlement);
}

Response get_settlement(const Desk& desk, const Request& request) {
  return desk.query(request, [&](Transaction& tx, const Occasion&) -> Result<Response> {
    const auto settlement = settlement_named(tx, request);
    if (!settlement) return pass(settlement);
    return http::ok(boost::json::serialize(
        json_of(*settlement, store::settlement_results(tx, settlement->id))));
  });
}

std::optional<std::int64_t> line_from(const std::string& text) {
  std::int64_t line = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, line);
  if (read.ec != std::errc{} || read.ptr != end) return {};
  return line;
}

Response get_lines(const Desk& desk, const Request& request) {
  const auto page = page_after(request, {"result"}, line_from);
  if (!page) return http::problem(page.error());
  const std::string result = filter_of(request, "result");
  if (!result.empty() && !told_result_from(result)) {
    return http::problem(refuse_field("result", "a result of a line, such as paid_direct").value());
  }
  return desk.query(request, [&](Transaction& tx, const Occasion&) -> Result<Response> {
    const auto settlement = settlement_named(tx, request);
    if (!settlement) return pass(settlement);
    auto rows = store::page_of_settlement_lines(
        tx, settlement->id, result, line_from(page->after).value_or(0), page->limit + 1);
    return page_answer(
        std::move(rows), page->limit, [](const SettlementLine& row) { return json_of(row); },
        [](const SettlementLine& row) { return std::to_string(row.line); });
  });
}

}  // namespace

void add_settlement_routes(http::Router& router, const Desk& desk) {
  const auto senders = http::roles({"collector", "partner"});
  const auto readers = http::roles({"cashier", "collector", "approver", "auditor", "partner"});
  router.file("/v1/insurer-settlements", senders, at(desk, post_settlement), http::Query::taken);
  router.get("/v1/insurer-settlements/{settlement}", readers, at(desk, get_settlement));
  router.get("/v1/insurer-settlements/{settlement}/lines", readers, at(desk, get_lines),
             http::Query::taken);
}

}  // namespace haven::recoveries
