#include "services/disbursement/store/interests.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::into;
using db::use;

const std::string select_interest =
    "select interest_id, fund, subject, member_id, party, why, told_by, told_at::text, ended_by, "
    "ended_at::text, ended_because from disbursement.interest ";

template <class... Uses>
std::vector<Interest> interests_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Interest> interests;
  Interest i;
  db::each(
      tx, select_interest + tail, [&] { interests.push_back(i); }, into(i.id), into(i.fund),
      into(i.subject), into(i.member), into(i.party), into(i.why), into(i.told_by), into(i.told_at),
      into(i.ended_by), into(i.ended_at), into(i.ended_because), std::forward<Uses>(uses)...);
  return interests;
}

std::optional<Interest> first_of(const std::vector<Interest>& interests) {
  if (interests.empty()) return {};
  return interests.front();
}

}  // namespace

void insert_interest(db::Transaction& tx, const Interest& interest) {
  db::run(tx,
          "insert into disbursement.interest (interest_id, fund, subject, member_id, party, why, "
          "told_by, told_at) values (:id, :fund, :subject, :member, :party, :why, :by, :at)",
          use(interest.id), use(interest.fund), use(interest.subject), use(interest.member),
          use(interest.party), use(interest.why), use(interest.told_by), use(interest.told_at));
}

void save_end(db::Transaction& tx, const Interest& interest) {
  db::run(tx,
          "update disbursement.interest set ended_by = :by, ended_at = :at, ended_because = :why "
          "where interest_id = :id",
          use(interest.ended_by), use(interest.ended_at), use(interest.ended_because),
          use(interest.id));
}

std::optional<Interest> find_interest(db::Transaction& tx, const std::string& fund,
                                      const InterestId& id) {
  return first_of(
      interests_from(tx, "where fund = :fund and interest_id = :id", use(fund), use(id)));
}

std::optional<Interest> find_interest_for_update(db::Transaction& tx, const std::string& fund,
                                                 const InterestId& id) {
  return first_of(interests_from(tx, "where fund = :fund and interest_id = :id for update",
                                 use(fund), use(id)));
}

std::vector<Interest> interests_by(db::Transaction& tx, const std::string& fund,
                                   const InterestFilter& filter, const std::string& after,
                                   int limit) {
  return interests_from(tx,
                        "where fund = :fund and ended_at is null "
                        "and (:any_subject = '' or subject = :subject) "
                        "and (:any_member = '' or member_id::text = :member) "
                        "and interest_id < coalesce(nullif(:after, ''), "
                        "'ffffffff-ffff-ffff-ffff-ffffffffffff')::uuid "
                        "order by interest_id desc limit :limit",
                        use(fund), use(filter.subject), use(filter.subject), use(filter.member),
                        use(filter.member), use(after), use(limit));
}

}  // namespace haven::disbursement::store
