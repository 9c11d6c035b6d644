#pragma once
#include <gtest/gtest.h>

#include <stdexcept>

#include "common/db/sql.hpp"
#include "common/scheme/pack.hpp"
#include "services/contributions/app/on_member.hpp"
#include "services/contributions/app/take_receipt.hpp"
#include "tests/support/database.hpp"

namespace haven::contributions {

inline Date day(const char* text) {
  return *date_from(text);
}

inline const scheme::Pack& pack() {
  static const scheme::PackPtr loaded = [] {
    auto read = scheme::load_pack("ops/schemes/ph");
    if (!read) throw std::runtime_error{read.error().detail};
    return *read;
  }();
  return *loaded;
}

/// What joining costs in the pack.
inline Money joining_price() {
  return *scheme::contribution_due(pack(), "owwa", "new", day("2024-06-20"));
}

/// A collector's desk on a database of its own. Members are known by number: M-0001 and so on.
struct CollectorsDesk : testing::Test {
  test::Database database;
  db::Pool& pool = database.pool("haven_contributions");

  static Occasion occasion(const std::string& fund = "owwa") {
    return {fund, pack(), day("2024-06-20"), test::noon(), "collector-1", "command-1"};
  }
  static MemberId id_of(const std::string& number) {
    return MemberId{named_uuid("member " + number)};
  }
  static enrolment::v1::Member record(const std::string& number, std::int64_t version = 1,
                                      const std::string& merged_into = "") {
    enrolment::v1::Member member;
    member.set_member_id(id_of(number).text());
    member.set_number(number);
    member.set_version(version);
    if (!merged_into.empty()) member.set_merged_into(id_of(merged_into).text());
    return member;
  }
  template <class Act>
  auto in(Act act) {
    return db::in_transaction(pool, [&](db::Transaction& tx) { return act(tx, occasion()); });
  }
  void hear_enrolled(const std::string& number) {
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_member_enrolled(tx, now, record(number));
    }));
  }
  void hear_merged(const std::string& number, const std::string& into, std::int64_t version = 2) {
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_member_changed(tx, now, record(number, version, into));
    }));
  }

  static Payment payment(const std::string& number, const std::string& reference = "R-1") {
    return {"metrobank", reference, number,          "owwa",
            "new",       "agency",  joining_price(), day("2024-06-18")};
  }
  Result<TakenReceipt> take(const Payment& payment) {
    return in(
        [&](db::Transaction& tx, const Occasion& now) { return take_receipt(tx, now, payment); });
  }
  std::string value(const std::string& sql) { return test::value(database, sql); }
  std::string events(const std::string& type) {
    return value("select count(*) from bus.event where type = 'haven.contributions.v1." + type +
                 "'");
  }
  /// The newest event of its type.
  template <class Event>
  Event last() {
    db::Transaction tx{pool};
    db::Bytes payload;
    const std::string type = Event::descriptor()->full_name();
    const bool found = db::run(
        tx, "select payload from bus.event where type = :type order by position desc limit 1",
        db::use(type), db::into(payload));
    Event event;
    if (!found || !event.ParseFromString(payload.data)) ADD_FAILURE() << "no " << type;
    return event;
  }
  std::string states_of_assessments() {
    return value(
        "select string_agg(m.number || ' ' || a.kind || ' ' || a.state, ', ' "
        "order by m.number, a.kind, a.state) from contributions.assessment a "
        "join contributions.member m using (member_id)");
  }
};

}  // namespace haven::contributions
