#pragma once
// What the subcommands of `haven events` have in common.
#include <memory>
#include <string>

#include "common/db/transaction.hpp"
#include "common/messaging/operator.hpp"
#include "services/haven/commands/stop.hpp"
#include "services/haven/config.hpp"

namespace haven::events {

/// Only what a subcommand offers as an option is ever set.
struct Options {
  std::string database = default_database();
  bool as_json = false;
  messaging::LogQuery query;
  bool follow = false;
  bool show_payload = false;
  std::string event;
  std::string consumer;
  std::string from_event;
  std::string since;
  std::string before;
  messaging::Intervention intervention;
  bool yes = false;
};

EventId event_id(const std::string& text);

inline db::Pool operator_pool(const Options& options) {
  return {options.database + " user=haven_operator", 1};
}

template <class Act>
auto in_database(const Options& options, Act act) {
  db::Pool pool = operator_pool(options);
  return db::in_transaction(pool, act);
}

void tail(const Options& options);
void show(const Options& options);
void print_parked(const Options& options);
void print_failed(const Options& options);
void print_lag(const Options& options);

void retry(const Options& options);
void skip(const Options& options);
void replay(const Options& options);
void retire(const Options& options);
void rebase(const Options& options);

}  // namespace haven::events
