#include <charconv>
#include <fstream>
#include <sstream>

#include "common/http/plain_text.hpp"
#include "services/disbursement/api/json.hpp"
#include "services/disbursement/api/requests.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/disbursement/app/take_statement.hpp"

namespace haven::disbursement {
namespace {

using db::Transaction;
using http::Request;
using http::Response;
using service::Setting;

std::string body_of(const Request& request) {
  if (request.body_file.empty()) return request.body;
  std::ifstream in{request.body_file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Result<TakeStatement> statement_from(const Request& request) {
  const std::string type = request.header("content-type");
  if (type.substr(0, type.find(';')) != "text/csv") {
    return refuse(ErrorKind::unsupported, "statement_not_csv", "Send the statement as text/csv.");
  }
  const std::string text = body_of(request);
  if (!http::characters_in(text)) {
    return refuse(ErrorKind::malformed, "statement_not_utf8", "Send the statement as UTF-8.");
  }
  auto file = statement_from_csv(text);
  if (!file) return pass(file);
  return TakeStatement{request.principal.fund, request.principal.subject, request.body_sha256,
                       std::move(*file)};
}

Response post_statement(const Setting& setting, const Request& request) {
  const auto command = statement_from(request);
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(setting.db, request, now, [&](Transaction& tx) -> Result<Response> {
    const auto statement = take_statement(tx, *command, now);
    if (!statement) return pass(statement);
    return http::created("/v1/bank-statements/" + statement->id.text(),
                         json_of(*statement, store::result_counts(tx, statement->id)));
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
  return get_of_statement(
      setting, request, [](Transaction& tx, const Statement& statement) -> Result<Response> {
        return http::ok(json_of(statement, store::result_counts(tx, statement.id)));
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
                     "must be settled, returned, already, unmatched, amount_differs, "
                     "currency_differs, not_released or contradicts")
            .value());
  }
  const int after = line_number_from(page->after).value_or(0);
  return get_of_statement(
      setting, request, [&](Transaction& tx, const Statement& statement) -> Result<Response> {
        auto rows = store::lines_of(tx, statement.id, result, after, page->limit + 1);
        const auto next = next_of(rows, *page, [](const store::LineView& view) {
          return std::to_string(view.line.number);
        });
        return http::ok(json_of(rows, next));
      });
}

}  // namespace

void add_statement_routes(http::Router& router, const Setting& setting) {
  router.upload("/v1/bank-statements", http::roles({"cashier"}), with(setting, post_statement));
  router.get("/v1/bank-statements", readers(), with(setting, get_statements), http::Query::taken);
  router.get("/v1/bank-statements/{statement}", readers(), with(setting, get_statement));
  router.get("/v1/bank-statements/{statement}/lines", readers(), with(setting, get_lines),
             http::Query::taken);
}

}  // namespace haven::disbursement
