// A desk whose fund takes sanctions lists, and short words for what comes of them.
#pragma once
#include <gtest/gtest.h>

#include <sstream>

#include "services/disbursement/app/hold_payment.hpp"
#include "services/disbursement/app/take_sanctions_list.hpp"
#include "services/disbursement/store/holds.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {

struct SanctionsTest : testing::Test {
  Desk desk;

  /// Takes a list of these lines.
  Result<SanctionsList> list(const std::string& lines) {
    std::istringstream in{"id,name,aliases,country\n" + lines};
    return desk.run([&](db::Transaction& tx) {
      return take_sanctions_list(tx,
                                 {"owwa", "oli", sha256_hex(lines),
                                  [&](std::string& line) { return bool{std::getline(in, line)}; }},
                                 {desk.policy, desk.today}, test::noon());
    });
  }
  /// The holds in force of a payment.
  std::vector<Hold> hits(const std::string& name) {
    return desk.run(
        [&](db::Transaction& tx) { return store::holds_in_force(tx, desk.attempts(name)); });
  }
  Result<Hold> clear(const HoldId& id, const std::string& by = "ben") {
    return desk.run([&](db::Transaction& tx) {
      return lift_hold(tx, {"owwa", id, by, true, "born elsewhere", ""}, test::noon());
    });
  }
};

}  // namespace haven::disbursement
