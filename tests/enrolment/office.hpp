#pragma once
#include <gtest/gtest.h>

#include <stdexcept>

#include "common/scheme/pack.hpp"
#include "services/enrolment/app/enrol_members.hpp"
#include "tests/enrolment/people.hpp"
#include "tests/support/database.hpp"

namespace haven::enrolment {

inline const scheme::Pack& pack() {
  static const scheme::PackPtr loaded = [] {
    auto read = scheme::load_pack("ops/schemes/ph");
    if (!read) throw std::runtime_error{read.error().detail};
    return *read;
  }();
  return *loaded;
}

/// A fund's office on a database of its own.
struct Office : testing::Test {
  test::Database database;
  db::Pool& pool = database.pool("haven_enrolment");

  Occasion occasion(const std::string& fund = "owwa") {
    return {fund, pack(), day("2024-06-20"), test::noon(), "registrar-1", "command-1"};
  }

  Result<Enrolled> enrol(const Candidate& candidate, const std::string& fund = "owwa") {
    const Occasion now = occasion(fund);
    return db::in_transaction(
        pool, [&](db::Transaction& tx) { return enrol_member(tx, now, candidate); });
  }
  Member enrolled(const Candidate& candidate) { return enrol(candidate).value().member; }

  std::string value(const std::string& sql) { return test::value(database, sql); }
  std::string events(const std::string& type) {
    return value("select count(*) from bus.event where type = 'haven.enrolment.v1." + type + "'");
  }
};

}  // namespace haven::enrolment
