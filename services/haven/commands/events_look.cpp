#include <boost/json.hpp>
#include <iostream>
#include <thread>

#include "services/haven/commands/events_options.hpp"
#include "services/haven/table.hpp"

namespace haven::events {
namespace {

namespace json = boost::json;
using messaging::Entry;

std::string short_type(const std::string& type) {
  return type.substr(type.rfind('.') + 1);
}

void print(const json::value& value) {
  std::cout << json::serialize(value) << '\n';
}

json::object json_of(const Entry& entry, bool with_payload) {
  const messaging::Event& event = entry.event;
  json::object object{{"id", event.id.text()},    {"at", text_of(event.at)},
                      {"type", event.type},       {"source", event.source},
                      {"subject", event.subject}, {"fund", event.fund},
                      {"cause", event.cause},     {"trace", event.trace},
                      {"tx", entry.at.tx},        {"position", entry.at.position}};
  if (!with_payload) return object;
  const auto payload = messaging::payload_json(event);
  object["payload"] = payload ? json::parse(*payload) : json::value{};
  return object;
}

void print_entries(const Options& options, const std::vector<Entry>& entries, bool with_header) {
  if (options.as_json) {
    for (const Entry& entry : entries) print(json_of(entry, options.show_payload));
    return;
  }
  if (entries.empty() && !with_header) return;
  Table table{"", {"at (UTC)", "event", "said by", "fund", "subject", "event id"}, {}};
  for (const Entry& entry : entries) {
    const messaging::Event& event = entry.event;
    table.rows.push_back({text_of(event.at), short_type(event.type), event.source, event.fund,
                          event.subject, event.id.text()});
  }
  table.print(std::cout);
}

}  // namespace

void tail(const Options& options) {
  db::Pool pool = operator_pool(options);
  auto entries = db::in_transaction(
      pool, [&](db::Transaction& tx) { return messaging::last_events(tx, options.query); });
  print_entries(options, entries, true);
  messaging::Cursor at;
  while (options.follow) {
    if (!entries.empty()) at = entries.back().at;
    std::cout.flush();
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    entries = db::in_transaction(
        pool, [&](db::Transaction& tx) { return messaging::events_after(tx, options.query, at); });
    print_entries(options, entries, false);
  }
}

void show(const Options& options) {
  const EventId id = event_id(options.event);
  std::vector<messaging::Delivery> deliveries;
  const auto entry = in_database(options, [&](db::Transaction& tx) {
    auto found = messaging::find_event(tx, id);
    if (found) deliveries = messaging::deliveries_of(tx, *found);
    return found;
  });
  if (!entry) stop("The log has no such event; it may have been retired.");
  json::object object = json_of(*entry, options.show_payload);
  if (options.as_json) {
    json::object states;
    for (const auto& delivery : deliveries) states[delivery.consumer] = delivery.state;
    object["consumers"] = std::move(states);
    print(object);
    return;
  }
  Table table{"", {"field", "value"}, {}};
  for (const auto& [field, value] : object) {
    table.rows.push_back({std::string{field}, value.is_string() ? std::string{value.get_string()}
                                                                : json::serialize(value)});
  }
  for (const auto& delivery : deliveries) {
    table.rows.push_back({"for " + delivery.consumer, delivery.state});
  }
  table.print(std::cout);
}

namespace {

void print_failures(const Options& options, bool parked_only) {
  const auto failed = in_database(options, [&](db::Transaction& tx) {
    return parked_only ? messaging::parked_events(tx) : messaging::failed_events(tx);
  });
  Table table{"",
              {"consumer", "state", "event", "subject", "tries>", "held behind>", "failed at (UTC)",
               "next try (UTC)", "error", "event id"},
              {}};
  for (const messaging::FailedEvent& event : failed) {
    const std::string due = event.due_at ? text_of(*event.due_at) : "";
    if (options.as_json) {
      print(json::object{{"consumer", event.consumer},
                         {"state", event.state},
                         {"id", event.id.text()},
                         {"type", event.type},
                         {"subject", event.subject},
                         {"fund", event.fund},
                         {"attempts", event.attempts},
                         {"held", event.held},
                         {"failed_at", text_of(event.failed_at)},
                         {"due_at", due},
                         {"error", event.error}});
      continue;
    }
    table.rows.push_back({event.consumer, event.state, short_type(event.type), event.subject,
                          std::to_string(event.attempts), std::to_string(event.held),
                          text_of(event.failed_at), due, event.error, event.id.text()});
  }
  if (options.as_json) return;
  if (failed.empty())
    std::cout << (parked_only ? "nothing is parked\n" : "nothing has failed\n");
  else
    table.print(std::cout);
}

}  // namespace

void print_parked(const Options& options) {
  print_failures(options, true);
}
void print_failed(const Options& options) {
  print_failures(options, false);
}

void print_lag(const Options& options) {
  Table table{
      "", {"consumer", "behind>", "oldest (UTC)", "to retry>", "held>", "parked>", "workers>"}, {}};
  for (const auto& lag :
       in_database(options, [](db::Transaction& tx) { return messaging::lag_of_consumers(tx); })) {
    const std::string oldest = lag.oldest_at ? text_of(*lag.oldest_at) : "";
    if (options.as_json) {
      print(json::object{{"consumer", lag.consumer},
                         {"behind", lag.behind},
                         {"oldest_at", oldest},
                         {"waiting", lag.waiting},
                         {"held", lag.held},
                         {"parked", lag.parked},
                         {"workers", lag.workers}});
      continue;
    }
    table.rows.push_back({lag.consumer, std::to_string(lag.behind), oldest,
                          std::to_string(lag.waiting), std::to_string(lag.held),
                          std::to_string(lag.parked), std::to_string(lag.workers)});
  }
  if (!options.as_json) table.print(std::cout);
}

}  // namespace haven::events
