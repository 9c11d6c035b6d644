#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/enrolment/domain/member.hpp"
#include "services/enrolment/domain/states.hpp"

/// Reviews of identity, and the merges that come of them.
namespace haven::enrolment::store {

struct Review {
  std::string id;
  ReviewState state = ReviewState::open;
  MemberId member, other;
  std::string member_number, other_number;
  Instant opened_at{};
  std::optional<std::string> decided_by, reason;
  std::optional<Instant> decided_at;
};

struct Ruling {
  ReviewState to;
  std::string by;
  std::string reason;
};

std::vector<Review> page_of_reviews(db::Transaction& tx, const std::string& fund,
                                    const std::string& state, const std::string& after, int limit);
std::optional<Review> find_review(db::Transaction& tx, const std::string& fund,
                                  const std::string& id);

/// False: the review is not open any more.
bool decide_review(db::Transaction& tx, const std::string& id, const Ruling& ruling, Instant now);

/// Ends the other open questions about a merged record, and asks each anew about the kept one
/// unless that pair was reviewed before. `because` becomes the reason.
void pass_on_reviews(db::Transaction& tx, const MemberId& merged, const MemberId& kept,
                     const Ruling& because, Instant now);

struct Merge {
  MemberId merged, kept;
  std::string review;
  std::string merged_record, kept_record;  // both as they were, JSON
};

/// Records that were merged into this one before: they will point to the kept one.
std::vector<MemberId> merged_into(db::Transaction& tx, const MemberId& id);

/// Moves papers, registrations and covers to the kept record, empties the merged one, points it and
/// all that were merged into it to the kept one, and keeps the history. Both are held for update;
/// the kept record's particulars are saved by the caller.
void merge_records(db::Transaction& tx, const std::string& fund, const Merge& merge,
                   const Ruling& ruling, Instant now);

}  // namespace haven::enrolment::store
