#pragma once
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"

/// The parts of members' records, written for any number of members in one statement each.
namespace haven::enrolment::store {

using Records = std::vector<const Member*>;

void insert_relatives(db::Transaction& tx, const Records& members);
void insert_nominees(db::Transaction& tx, const Records& members);
void insert_contracts(db::Transaction& tx, const Records& members);
/// Writes the registrations of these covers and the covers themselves.
void insert_covers(db::Transaction& tx, const Records& members, Instant now);

/// What happened to a record, for its history.
struct Change {
  std::string what;
  std::string by;
  Instant at{};
};

/// Notes that each record has reached its version by this change.
void insert_changes(db::Transaction& tx, const Records& members, const Change& change);

}  // namespace haven::enrolment::store
