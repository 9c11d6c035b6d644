#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "services/haven/commands/ledger_options.hpp"
#include "services/haven/rehearsal/client.hpp"
#include "services/ledger/store/periods.hpp"

namespace haven::ledger_command {
namespace {

namespace json = boost::json;

std::string text_of_field(const json::value& body, const char* name) {
  const json::object* object = body.if_object();
  const json::value* value = object ? object->if_contains(name) : nullptr;
  return value && value->is_string() ? std::string{value->get_string()} : "";
}

// Months are closed through the server, which knows by the token who acts.
json::value post(const Options& options, const std::string& path, const json::object& body) {
  if (options.token.empty()) {
    stop("Who acts? Set HAVEN_TOKEN, or give --token; see haven token issue.");
  }
  rehearsal::Client client{options.server, options.token, std::chrono::seconds{20}};
  const auto answer = client.post(path, body);
  const auto parsed = answer.status == 0 ? json::value{} : answer.json();
  if (answer.good()) return parsed;
  if (answer.status == 0) stop("No answer from " + options.server + ".");
  const std::string detail = text_of_field(parsed, "detail");
  std::cerr << text_of_field(parsed, "code") << ": " << detail << '\n';
  throw CLI::RuntimeError{1};
}

void ask(const Options& options, const std::string& step) {
  if (!ledger::month_from(options.month)) stop("A period is a month like 2026-05.");
  const auto change =
      post(options, "/v1/periods/" + options.month + "/" + step, {{"reason", options.reason}});
  std::cout << "asked for; a second person confirms it with:\n  haven ledger confirm "
            << text_of_field(change, "change_id") << '\n';
}

}  // namespace

void ask_for_closing(const Options& options) {
  ask(options, "closing");
}

void ask_for_reopening(const Options& options) {
  ask(options, "reopening");
}

void confirm_change(const Options& options) {
  if (!is_uuid(options.change)) stop("A change is named by its id; see haven ledger periods.");
  const auto change = post(options, "/v1/period-changes/" + options.change + "/confirmation", {});
  const bool is_closed = text_of_field(change, "step") == "close";
  std::cout << text_of_field(change, "month") << (is_closed ? " is closed\n" : " is open again\n");
}

void print_periods(const Options& options) {
  constexpr int changes_max = 10000;  // more than a century of months has
  db::Pool pool = auditor_pool(options);
  const auto changes = db::in_transaction(pool, [&](db::Transaction& tx) {
    return ledger::store::period_changes_of(tx, options.fund, false, "", changes_max);
  });
  listing::Listing listing{std::cout,
                           format_of(options),
                           {"month", "step", "state", "asked by", "asked at (UTC)", "confirmed by",
                            "confirmed at (UTC)", "reason", "change"}};
  for (const ledger::PeriodChange& change : changes) {
    listing.add({ledger::month_text(change.month), name_of(change.step),
                 change.confirmed_by ? "done" : "waits", change.requested_by,
                 text_of(change.requested_at), change.confirmed_by.value_or(""),
                 change.confirmed_at ? text_of(*change.confirmed_at) : "", change.reason,
                 change.id.text()});
  }
  listing.finish();
}

}  // namespace haven::ledger_command
