#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <iostream>

#include "services/haven/commands/events_options.hpp"

namespace haven::events {
namespace {

namespace json = boost::json;

// A day, which begins at 00:00 UTC, or a moment.
Instant moment(const std::string& text) {
  if (const auto day = date_from(text)) return Instant{*day};
  const auto instant = instant_from(text);
  if (!instant) stop(text + " is no day (2026-05-14) and no moment (2026-05-14T10:00:00Z)");
  return *instant;
}

void say_done(const Options& options, const std::string& sentence, json::object fields) {
  if (options.as_json)
    std::cout << json::serialize(fields) << '\n';
  else
    std::cout << sentence << '\n';
}

}  // namespace

EventId event_id(const std::string& text) {
  const auto id = id_from<EventId>(text);
  if (!id) stop(text + " is no event id; it reads like 0190163d-8694-739b-aea5-966c26f8ad90");
  return *id;
}

void retry(const Options& options) {
  const auto done = in_database(options, [&](db::Transaction& tx) {
    return messaging::retry_parked(tx, options.consumer, event_id(options.event),
                                   options.intervention, system_clock()());
  });
  if (!done) stop(done.error());
  say_done(options, "The event will be tried again within a second or two.",
           {{"consumer", options.consumer}, {"id", options.event}, {"state", "waiting"}});
}

void skip(const Options& options) {
  const auto done = in_database(options, [&](db::Transaction& tx) {
    return messaging::skip_parked(tx, options.consumer, event_id(options.event),
                                  options.intervention, system_clock()());
  });
  if (!done) stop(done.error());
  say_done(options, "The event is skipped; those that wait behind it go on in order.",
           {{"consumer", options.consumer}, {"id", options.event}, {"state", "skipped"}});
}

void replay(const Options& options) {
  messaging::ReplayStart start;
  if (!options.from_event.empty()) start.event = event_id(options.from_event);
  if (!options.since.empty()) start.since = moment(options.since);
  const std::int64_t events = or_stop(in_database(options, [&](db::Transaction& tx) {
    if (!options.yes) return messaging::replay_size(tx, options.consumer, start);
    return messaging::replay(tx, options.consumer, start, options.intervention, system_clock()());
  }));
  if (!options.yes) {
    stop(
        options.consumer + " would be given " + std::to_string(events) +
        " events again. Its handlers change nothing that has happened before; say --yes to do it.");
  }
  say_done(options, options.consumer + " reads " + std::to_string(events) + " events again.",
           {{"consumer", options.consumer}, {"replayed", events}});
}

void retire(const Options& options) {
  db::Pool pool = operator_pool(options);
  const std::int64_t events = or_stop(
      messaging::retire(pool, moment(options.before), options.intervention, system_clock()()));
  say_done(options, std::to_string(events) + " events retired.", {{"retired", events}});
}

void rebase(const Options& options) {
  if (!options.yes) {
    stop(
        "This rewrites the place of every event in the log. Stop every `haven serve` first, then "
        "say --yes.");
  }
  const std::int64_t events = or_stop(in_database(options, [&](db::Transaction& tx) {
    return messaging::rebase(tx, options.intervention, system_clock()());
  }));
  say_done(options,
           events == 0 ? "The log is this cluster's own; nothing was to be done."
                       : std::to_string(events) + " events have places in this cluster now.",
           {{"rebased", events}});
}

}  // namespace haven::events
