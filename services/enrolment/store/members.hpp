#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"
#include "services/enrolment/store/parts.hpp"

/// Reading and changing members' records.
namespace haven::enrolment::store {

std::optional<Member> find_member(db::Transaction& tx, const std::string& fund, const MemberId& id);

/// Holds the record until the transaction ends.
std::optional<Member> find_member_for_update(db::Transaction& tx, const std::string& fund,
                                             const MemberId& id);
/// Holds all of these, in one order for everybody; those that the fund does not have are left out.
std::map<MemberId, Member> find_members_for_update(db::Transaction& tx, const std::string& fund,
                                                   const std::vector<MemberId>& ids);

/// What a list shows.
struct MemberLine {
  MemberId id;
  std::string number, state, given_names, family_name;
  Date born{};
  std::string country, merged_into;
};

/// At most `limit` members after the id `after`, by id; with `number`, only the one with it.
std::vector<MemberLine> page_of_members(db::Transaction& tx, const std::string& fund,
                                        const std::string& number, const std::string& after,
                                        int limit);

/// The earlier records that may be the same persons as these new ones, by reviews still open.
std::vector<MemberId> doubted_with(db::Transaction& tx, const std::vector<MemberId>& ids);

/// The reviews of this member that are still open.
std::vector<std::string> open_reviews_of(db::Transaction& tx, const MemberId& id);

/// Moves a record that was read for update to its new version, one higher than stored, and notes
/// what made it.
void save_version(db::Transaction& tx, const Member& member, const Change& change);

/// Writes the particulars of a record that was read for update. A contract that did not change
/// keeps its row; one that did leaves the old one in the history.
void save_particulars(db::Transaction& tx, const Member& member, bool contract_changed);

/// True when a registration with these days and paid months stands for the member already.
bool has_registration(db::Transaction& tx, const MemberId& id, const scheme::Registration& given);

}  // namespace haven::enrolment::store
