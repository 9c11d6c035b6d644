#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"

/// Writing new members, any number at once.
namespace haven::enrolment::store {

/// A member that is about to be written, with what only enrolment keeps of it.
struct NewMember {
  Member member;
  Document document;  // normalised
  std::string name_key;
};

/// What identities in a fund are recognised by.
struct Identities {
  std::map<Document, std::string> documents;  // -> the number of the member that it proves
  std::set<std::string> numbers;
};

/// Waits until no other enrolment works on any of these keys, then holds them to the end of the
/// transaction: two people at two desks cannot enrol one person twice without noticing.
void lock_identities(db::Transaction& tx, const std::vector<std::string>& keys);

/// Which of these documents and numbers stand in the fund already.
Identities find_identities(db::Transaction& tx, const std::string& fund,
                           const std::vector<Document>& documents,
                           const std::vector<std::string>& numbers);

std::vector<std::int64_t> next_serials(db::Transaction& tx, std::size_t count);

/// Writes members with documents, families, nominees, contracts, registrations and covers.
void insert_members(db::Transaction& tx, const std::string& fund,
                    const std::vector<NewMember>& members, const std::string& by, Instant now);

/// Opens a review for each of these members and every other active record with the same name key
/// and birth date; a pair is reviewed once. Returns the reviews opened by member.
std::map<MemberId, std::vector<std::string>> open_reviews(db::Transaction& tx,
                                                          const std::string& fund,
                                                          const std::vector<MemberId>& members,
                                                          Instant now);

}  // namespace haven::enrolment::store
