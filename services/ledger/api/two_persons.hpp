#pragma once
// What routes have in common whose things one person asks for and another confirms.
#include <string>
#include <vector>

#include "common/core/id.hpp"
#include "common/http/json.hpp"
#include "common/service/command.hpp"

namespace haven::ledger {

/// One person asks for something: 201 with its place below `collection` ("/v1/expiries"). `ask` is
/// the use case: (transaction, command, today, now).
template <class Command, class Ask>
http::Response ask(const service::Setting& setting, const http::Request& request,
                   const std::string& collection, const Result<Command>& command, Ask ask) {
  if (!command) return http::problem(command.error());
  const Instant now = setting.clock();
  return service::run_command(
      setting.db, request, now, [&](db::Transaction& tx) -> Result<http::Response> {
        const auto asked = ask(tx, *command, setting.today(command->fund), now);
        if (!asked) return pass(asked);
        return http::created(collection + "/" + asked->id.text(), json_of(*asked));
      });
}

/// How a thing is named: in the path ("change"), and where it is unknown ("period_change").
struct Named {
  std::string in_path, in_code;
};

/// Somebody confirms or withdraws what was asked for: its id in the path, the body empty. `act` is
/// the use case: (transaction, command of fund, id and subject, today, now).
template <class SomeId, class Command, class Act>
http::Response act_on(const service::Setting& setting, const http::Request& request,
                      const Named& named, Act act) {
  const auto id = id_from<SomeId>(request.param(named.in_path));
  if (!id) {
    return http::problem(refuse(ErrorKind::not_found, named.in_code + "_unknown",
                                "The fund has no such " + named.in_path + ".")
                             .value());
  }
  auto body = http::JsonReader::parse(request);
  if (!body) return http::problem(body.error());
  if (const auto complete = body->finish(); !complete) return http::problem(complete.error());
  const Command command{request.principal.fund, *id, request.principal.subject};
  const Instant now = setting.clock();
  return service::run_command(
      setting.db, request, now, [&](db::Transaction& tx) -> Result<http::Response> {
        const auto done = act(tx, command, setting.today(command.fund), now);
        if (!done) return pass(done);
        return http::ok(json_of(*done));
      });
}

/// A page by id of all of them, or of those that wait for their second person (?state=waiting).
/// `rows_of` reads it: (transaction, fund, only waiting, after, limit); it is asked for one more,
/// which only tells that there is a next page.
template <class RowsOf>
http::Response list(const service::Setting& setting, const http::Request& request, RowsOf rows_of) {
  const auto page = http::page_from(request, {"state"});
  if (!page) return http::problem(page.error());
  if (!page->after.empty() && !is_uuid(page->after)) {
    return http::problem(
        refuse(ErrorKind::malformed, "cursor_unknown", "Start again without a cursor.").value());
  }
  const auto state = request.query.find("state");
  const bool only_waiting = state != request.query.end();
  if (only_waiting && state->second != "waiting") {
    return http::problem(refuse_field("state", "must be waiting, or absent for all").value());
  }
  return service::run_query(setting.db, [&](db::Transaction& tx) -> Result<http::Response> {
    auto rows = rows_of(tx, request.principal.fund, only_waiting, page->after, page->limit + 1);
    std::string next;
    if (rows.size() > static_cast<std::size_t>(page->limit)) {
      rows.pop_back();
      next = http::cursor_of(rows.back().id.text());
    }
    return http::ok(json_of(rows, next));
  });
}

}  // namespace haven::ledger
