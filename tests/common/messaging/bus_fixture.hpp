#pragma once
// A log, and consumers that write down what they were given, in order.
#include <google/protobuf/wrappers.pb.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <thread>

#include "common/db/sql.hpp"
#include "common/messaging/consumer.hpp"
#include "common/messaging/log.hpp"
#include "tests/support/database.hpp"

namespace haven::messaging {

using Word = google::protobuf::StringValue;   // the event that consumers here listen to
using Number = google::protobuf::Int64Value;  // one that they do not

struct Bus : testing::Test {
  test::Database database;
  Instant now = test::noon();
  Clock clock = [this] { return now; };

  // `journal` has no natural key: an effect that happens twice shows as two rows. `fact` has one.
  void SetUp() override {
    log::set_quiet(true);
    // Made now: tests' threads only look them up.
    for (const char* role : {"", "_claims", "_adjudication", "_ledger", "_operator"}) {
      database.pool(std::string{"haven"} + role);
    }
    test::execute(database,
                  "create table journal (id bigint generated always as identity, consumer text, "
                  "subject text, word text); create table fact (subject text, word text, "
                  "primary key (subject, word)); grant all on journal, fact to public");
  }

  db::Pool& pool(const std::string& service = "claims") {
    return database.pool("haven_" + service);
  }

  template <class Message = Word, class Value = std::string>
  EventId say(const std::string& subject, Value word) {
    return db::in_transaction(pool("adjudication"), [&](db::Transaction& tx) {
      return say_in<Message>(tx, subject, word);
    });
  }
  template <class Message = Word, class Value = std::string>
  EventId say_in(db::Transaction& tx, const std::string& subject, Value word) {
    Message message;
    message.set_value(word);
    return append(tx, {"adjudication", "owwa", "test"}, subject, message, now);
  }

  using Act = std::function<Result<void>(db::Transaction&, const Event&, const std::string& word)>;

  /// Subscribes `service` to words; `before` may refuse, throw or wait before the effect is
  /// written.
  static Subscriptions listener(const std::string& service, Act before = {}) {
    Subscriptions subscriptions{service};
    subscriptions.on<Word>([service, before](db::Transaction& tx, const Event& event,
                                             const Word& word, Instant) -> Result<void> {
      if (before) {
        if (auto outcome = before(tx, event, word.value()); !outcome) return outcome;
      }
      db::run(tx, "insert into journal (consumer, subject, word) values (:c, :s, :w)",
              db::use(service), db::use(event.subject), db::use(word.value()));
      db::run(tx, "insert into fact values (:s, :w) on conflict do nothing", db::use(event.subject),
              db::use(word.value()));
      return {};
    });
    return subscriptions;
  }

  std::size_t run(Act before = {}, ConsumerOptions options = {}) {
    Consumer consumer{listener("claims", std::move(before)), pool(), clock, options};
    return consumer.run_until_idle();
  }

  std::string value(const std::string& sql) { return test::value(database, sql); }
  /// What `subject` was told, in order: "a,b,c".
  std::string told(const std::string& subject, const std::string& consumer = "claims") {
    return value(
        "select coalesce(string_agg(word, ',' order by id), '') from journal where subject = '" +
        subject + "' and consumer = '" + consumer + "'");
  }
  bool eventually(const std::function<bool()>& holds,
                  std::chrono::milliseconds at_most = std::chrono::seconds{20}) {
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    while (std::chrono::steady_clock::now() < deadline) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return holds();
  }
};

}  // namespace haven::messaging
