#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <span>

#include "services/disbursement/api/bank_json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/take_statement.hpp"
#include "services/disbursement/app/take_status_report.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

constexpr std::size_t beginning_bytes = 16 * 1024;

iso20022::Source open(const Request& request) {
  if (request.body_file.empty()) return iso20022::source_of(request.body);
  const auto in = std::make_shared<std::ifstream>(request.body_file, std::ios::binary);
  return [in](std::span<char> space) {
    in->read(space.data(), static_cast<std::streamsize>(space.size()));
    return static_cast<std::size_t>(in->gcount());
  };
}

std::string beginning_of(const Request& request) {
  std::string text(beginning_bytes, '\0');
  text.resize(open(request)(text));
  return text;
}

Result<FileKind> kind_of(const Request& request) {
  std::string type = request.header("content-type");
  type.resize(std::min(type.find(';'), type.size()));
  if (type != "application/xml" && type != "text/xml") {
    return refuse(ErrorKind::unsupported, "statement_not_xml",
                  "Send the bank's file as application/xml.");
  }
  const auto kind = file_kind_of(beginning_of(request));
  if (kind) return *kind;
  return refuse(ErrorKind::invalid, "bank_file_refused",
                "line 1: the file is no pain.002, camt.053 or camt.054.");
}

Response post_statement(const Setting& setting, const PaymentPolicies& policies,
                        const Request& request) {
  const auto kind = kind_of(request);
  if (!kind) return http::problem(kind.error());
  const std::string& fund = request.principal.fund;
  const TakeStatement command{fund, request.principal.subject, request.body_sha256,
                              [&] { return open(request); }};
  const Instant now = setting.clock();
  const Date today = setting.today(fund);
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto statement = *kind == FileKind::status_report
                               ? take_status_report(tx, command, today, now)
                               : take_statement(tx, command, *kind, policies.at(fund), today, now);
    if (!statement) return pass(statement);
    return http::created("/v1/bank-statements/" + statement->id.text(),
                         json_of(*statement, store::parts_of(tx, statement->id),
                                 store::result_counts(tx, statement->id)));
  });
}

Response get_statements(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {}, is_uuid);
  if (!page) return http::problem(page.error());
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    auto rows = store::statements_of(tx, request.principal.fund, page->after, page->limit + 1);
    const auto next = next_of(rows, *page, [](const Statement& one) { return one.id.text(); });
    return http::ok(json_of(rows, next));
  });
}

// Answers with what `read` finds of the statement that the path names.
template <class Read>
Response get_of_statement(const Setting& setting, const Request& request, Read read) {
  const auto id = id_from<StatementId>(request.param("statement"));
  if (!id) return http::problem(unknown("statement"));
  return service::run_query(setting.db, [&](Transaction& tx) -> Result<Response> {
    const auto statement = store::find_statement(tx, request.principal.fund, *id);
    if (!statement) return tl::unexpected{unknown("statement")};
    return read(tx, *statement);
  });
}

Response get_statement(const Setting& setting, const Request& request) {
  return get_of_statement(setting, request,
                          [](Transaction& tx, const Statement& statement) -> Result<Response> {
                            return http::ok(json_of(statement, store::parts_of(tx, statement.id),
                                                    store::result_counts(tx, statement.id)));
                          });
}

std::optional<int> line_number_from(const std::string& text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
  return number;
}

Response get_lines(const Setting& setting, const Request& request) {
  const auto page = page_after(request, {"result"}, [](const std::string& text) {
    return line_number_from(text).has_value();
  });
  if (!page) return http::problem(page.error());
  const std::string result = query_of(request, "result");
  if (!result.empty() && !line_result_from(result)) {
    return http::problem(
        refuse_field("result",
                     "must be settled, returned, already, noted, unmatched, amount_differs, "
                     "currency_differs, not_released or contradicts")
            .value());
  }
  const int after = line_number_from(page->after).value_or(0);
  return get_of_statement(
      setting, request, [&](Transaction& tx, const Statement& statement) -> Result<Response> {
        auto rows = store::lines_of(tx, statement.id, result, after, page->limit + 1);
        const auto next = next_of(
            rows, *page, [](const store::LineView& view) { return std::to_string(view.line); });
        return http::ok(json_of(rows, next));
      });
}

}  // namespace

void add_statement_routes(http::Router& router, const Setting& setting,
                          const PaymentPolicies& policies) {
  router.file("/v1/bank-statements", http::roles({"cashier"}),
              with(setting, [&policies](const Setting& its, const Request& request) {
                return post_statement(its, policies, request);
              }));
  router.get("/v1/bank-statements", readers(), with(setting, get_statements), http::Query::taken);
  router.get("/v1/bank-statements/{statement}", readers(), with(setting, get_statement));
  router.get("/v1/bank-statements/{statement}/lines", readers(), with(setting, get_lines),
             http::Query::taken);
}

}  // namespace haven::disbursement
