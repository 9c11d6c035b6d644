#include "services/enrolment/app/enrol_members.hpp"

#include <optional>

#include "services/enrolment/app/registered_cover.hpp"
#include "services/enrolment/app/say.hpp"
#include "services/enrolment/app/tell_doubt.hpp"
#include "services/enrolment/domain/check.hpp"
#include "services/enrolment/domain/identity.hpp"
#include "services/enrolment/domain/number.hpp"
#include "services/enrolment/store/enrolling.hpp"
#include "services/enrolment/store/members.hpp"

namespace haven::enrolment {
namespace {

using store::NewMember;

// A candidate on the way to becoming a member: the record in the making, or why not.
using Draft = Result<NewMember>;

Draft draft_of(const Occasion& occasion, const Candidate& candidate) {
  auto problems = problems_of(candidate, occasion.fund, occasion.today);
  if (!problems.empty()) return tl::unexpected{refusal_of(std::move(problems))};
  NewMember draft;
  draft.member.id = new_id<MemberId>(occasion.now);
  draft.member.number = candidate.number;
  draft.member.particulars = candidate.particulars;
  draft.document = normalised(candidate.document);
  draft.name_key = name_key(candidate.particulars.given_names, candidate.particulars.family_name);
  for (std::size_t i = 0; i < candidate.registrations.size(); ++i) {
    auto cover = registered_cover(occasion, candidate.registrations[i],
                                  "/registrations/" + std::to_string(i));
    if (!cover) return pass(cover);
    draft.member.covers.push_back(*std::move(cover));
  }
  return draft;
}

std::string text_of_key(const std::string& fund, std::initializer_list<std::string> parts) {
  std::string key = fund;
  for (const std::string& part : parts) key += '\x1f' + part;
  return key;
}

store::Identities lock_and_find(db::Transaction& tx, const Occasion& occasion,
                                const std::vector<Draft>& drafts) {
  std::vector<std::string> keys, numbers;
  std::vector<Document> documents;
  for (const Draft& draft : drafts) {
    if (!draft) continue;
    const Document& paper = draft->document;
    documents.push_back(paper);
    keys.push_back(
        text_of_key(occasion.fund, {"document", paper.type, paper.country, paper.number}));
    keys.push_back(text_of_key(occasion.fund, {"person", draft->name_key,
                                               text_of(*draft->member.particulars.person.born)}));
    if (draft->member.number.empty()) continue;
    numbers.push_back(draft->member.number);
    keys.push_back(text_of_key(occasion.fund, {"number", draft->member.number}));
  }
  if (documents.empty()) return {};
  store::lock_identities(tx, keys);
  return store::find_identities(tx, occasion.fund, documents, numbers);
}

// Gives numbers where none came along.
void give_numbers(db::Transaction& tx, const std::string& fund, std::vector<Draft>& drafts) {
  std::vector<Member*> unnumbered;
  for (Draft& draft : drafts) {
    if (draft && draft->member.number.empty()) unnumbered.push_back(&draft->member);
  }
  if (unnumbered.empty()) return;
  const auto serials = store::next_serials(tx, unnumbered.size());
  for (std::size_t i = 0; i < unnumbered.size(); ++i) {
    unnumbered[i]->number = member_number(fund, serials[i]);
  }
}

// Refuses whoever is known; two candidates of one batch meet here too, the first one stays.
void refuse_known(std::vector<Draft>& drafts, store::Identities& known) {
  for (Draft& draft : drafts) {
    if (!draft) continue;
    if (const auto owner = known.documents.find(draft->document); owner != known.documents.end()) {
      draft = refuse(ErrorKind::conflict, "document_already_enrolled",
                     "This document proves member " + owner->second +
                         " already; change that record instead of enrolling anew.",
                     {{"/document/number", "a document that proves no member yet"}});
      continue;
    }
    if (known.numbers.contains(draft->member.number)) {
      draft = refuse(ErrorKind::conflict, "number_already_given",
                     "Another member has this number; leave it out to get a new one.",
                     {{"/number", "a number that no member has"}});
      continue;
    }
    known.documents[draft->document] = draft->member.number;
    known.numbers.insert(draft->member.number);
  }
}

using Reviews = std::map<MemberId, std::vector<std::string>>;

// Opens a review of each pair that may be one person, and tells of the doubt about both.
Reviews open_reviews(db::Transaction& tx, const Occasion& occasion,
                     std::vector<NewMember>& members) {
  std::vector<MemberId> ids;
  for (const NewMember& row : members) ids.push_back(row.member.id);
  Reviews reviews = store::open_reviews(tx, occasion.fund, ids, occasion.now);
  if (reviews.empty()) return reviews;
  for (NewMember& row : members) row.member.identity_in_review = reviews.contains(row.member.id);
  tell_doubt(tx, occasion, store::doubted_with(tx, ids), "identity in review");
  return reviews;
}

std::vector<NewMember> accepted_of(const std::vector<Draft>& drafts) {
  std::vector<NewMember> accepted;
  for (const Draft& draft : drafts) {
    if (draft) accepted.push_back(*draft);
  }
  return accepted;
}

void say_all(db::Transaction& tx, const Occasion& occasion, const std::vector<NewMember>& members) {
  std::vector<messaging::Saying> sayings;
  for (const NewMember& row : members) {
    sayings.push_back(member_enrolled(row.member));
    for (const Cover& cover : row.member.covers) {
      sayings.push_back(cover_started(row.member, cover));
    }
  }
  say(tx, occasion, sayings);
}

}  // namespace

std::vector<Result<Enrolled>> enrol_members(db::Transaction& tx, const Occasion& occasion,
                                            const std::vector<Candidate>& candidates) {
  std::vector<Draft> drafts;
  for (const Candidate& candidate : candidates) drafts.push_back(draft_of(occasion, candidate));
  store::Identities known = lock_and_find(tx, occasion, drafts);

  give_numbers(tx, occasion.fund, drafts);
  refuse_known(drafts, known);
  std::vector<NewMember> accepted = accepted_of(drafts);

  Reviews reviews;
  if (!accepted.empty()) {
    store::insert_members(tx, occasion.fund, accepted, occasion.by, occasion.now);
    reviews = open_reviews(tx, occasion, accepted);
    say_all(tx, occasion, accepted);
  }

  std::vector<Result<Enrolled>> outcomes;
  for (Draft& draft : drafts) {
    if (draft) {
      Member& member = draft->member;
      member.identity_in_review = reviews.contains(member.id);
      outcomes.emplace_back(Enrolled{member, reviews[member.id]});
    } else {
      outcomes.emplace_back(pass(draft));
    }
  }
  return outcomes;
}

Result<Enrolled> enrol_member(db::Transaction& tx, const Occasion& occasion,
                              const Candidate& candidate) {
  return enrol_members(tx, occasion, {candidate}).front();
}

}  // namespace haven::enrolment
