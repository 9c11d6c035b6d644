#include "services/enrolment/store/reviews.hpp"

#include "common/db/sql.hpp"

namespace haven::enrolment::store {
namespace {

using db::change;
using db::each;
using db::into;
using db::use;

// The rows of `query`, which selects the columns in the order of Review.
template <class... Parameters>
std::vector<Review> reviews_of(db::Transaction& tx, const std::string& condition,
                               Parameters&&... parameters) {
  std::vector<Review> reviews;
  Review row;
  std::string state;
  each(
      tx,
      "select r.review_id, r.state, r.member_id, r.other_id, m.number, o.number, "
      "r.opened_at::text, r.decided_by, r.reason, r.decided_at::text "
      "from enrolment.identity_review r join enrolment.member m on m.member_id = r.member_id "
      "join enrolment.member o on o.member_id = r.other_id where " +
          condition,
      [&] {
        row.state = review_state_named(state);
        reviews.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(row.id), into(state), into(row.member),
      into(row.other), into(row.member_number), into(row.other_number), into(row.opened_at),
      into(row.decided_by), into(row.reason), into(row.decided_at));
  return reviews;
}

}  // namespace

std::vector<Review> page_of_reviews(db::Transaction& tx, const std::string& fund,
                                    const std::string& state, const std::string& after, int limit) {
  return reviews_of(
      tx,
      "r.fund = :fund and (:any = '' or r.state = :state) "
      "and r.review_id > :after::uuid order by r.review_id limit :limit",
      use(fund), use(state), use(state),
      use(after.empty() ? std::string{"00000000-0000-0000-0000-000000000000"} : after), use(limit));
}

std::optional<Review> find_review(db::Transaction& tx, const std::string& fund,
                                  const std::string& id) {
  auto found = reviews_of(tx, "r.fund = :fund and r.review_id = :id::uuid", use(fund), use(id));
  if (found.empty()) return {};
  return std::move(found.front());
}

bool decide_review(db::Transaction& tx, const std::string& id, const Ruling& ruling, Instant now) {
  return change(tx,
                "update enrolment.identity_review set state = :to, decided_by = :by, "
                "reason = :reason, decided_at = :now where review_id = :id and state = 'open'",
                use(name_of(ruling.to)), use(ruling.by), use(ruling.reason), use(now),
                use(id)) == 1;
}

void pass_on_reviews(db::Transaction& tx, const MemberId& merged, const MemberId& kept,
                     const Ruling& because, Instant now) {
  db::run(
      tx,
      "with ended as (update enrolment.identity_review set state = 'moot', decided_by = :by, "
      "reason = :reason, decided_at = :now where state = 'open' "
      "and (member_id = :merged or other_id = :merged2) "
      "returning fund, case when member_id = :merged3 then other_id else member_id end as third) "
      "insert into enrolment.identity_review (fund, member_id, other_id, opened_at) "
      "select fund, :kept::uuid, third, :now2 from ended where third <> :kept2::uuid "
      "on conflict do nothing",
      use(because.by), use(because.reason), use(now), use(merged), use(merged), use(merged),
      use(kept), use(now), use(kept));
}

std::vector<MemberId> merged_into(db::Transaction& tx, const MemberId& id) {
  std::vector<MemberId> earlier;
  MemberId row;
  each(
      tx, "select member_id from enrolment.member where merged_into = :id order by member_id",
      [&] { earlier.push_back(row); }, use(id), into(row));
  return earlier;
}

void merge_records(db::Transaction& tx, const std::string& fund, const Merge& merge,
                   const Ruling& ruling, Instant now) {
  db::run(tx,
          "insert into enrolment.member_merge (merged_id, kept_id, fund, review_id, reason, "
          "decided_by, decided_at, merged_record, kept_record) values (:merged, :kept, :fund, "
          ":review, :reason, :by, :now, :merged_record::jsonb, :kept_record::jsonb)",
          use(merge.merged), use(merge.kept), use(fund), use(merge.review), use(ruling.reason),
          use(ruling.by), use(now), use(merge.merged_record), use(merge.kept_record));
  for (const char* table : {"document", "registration"}) {
    db::run(tx,
            std::string{"update enrolment."} + table +
                " set member_id = :kept where member_id = :merged",
            use(merge.kept), use(merge.merged));
  }
  for (const char* table : {"relative", "nominee"}) {
    db::run(tx, std::string{"delete from enrolment."} + table + " where member_id = :merged",
            use(merge.merged));
  }
  db::run(tx, "update enrolment.contract set current = false where member_id = :merged and current",
          use(merge.merged));
  // First those that point to the merged record, then the record itself: it may not be merged while
  // anything points to it.
  change(tx,
         "update enrolment.member set merged_into = :kept, version = version + 1 "
         "where merged_into = :merged",
         use(merge.kept), use(merge.merged));
  const auto moved = change(tx,
                            "update enrolment.member set state = 'merged', merged_into = :kept, "
                            "version = version + 1 where member_id = :merged and state = 'active'",
                            use(merge.kept), use(merge.merged));
  ensure(moved == 1, "a record that is merged was read for update and active");
}

}  // namespace haven::enrolment::store
