#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/scheme/case.hpp"

/// A person's one identity in the fund. What rules are decided on stands in the words of
/// common/scheme; names and papers stand beside it, because no rule may look at them.
namespace haven::enrolment {

/// Who a person is by a paper. `number` is compared in its normalised form.
struct Document {
  std::string type;  // passport, seaman_book, national_id
  std::string country;
  std::string number;
  auto operator<=>(const Document&) const = default;
};

struct Relative {
  scheme::Relative facts;
  std::string name;
};

/// A nominee stands in the family, or carries a name of their own.
struct Nominee {
  scheme::Nominee facts;
  std::string name;
};

/// What a member is, without what the fund adds.
struct Particulars {
  std::string given_names;
  std::string family_name;
  scheme::Person person;
  std::vector<Relative> family;
  std::vector<Nominee> nominees;
  std::optional<scheme::Contract> contract;
  scheme::Stay stay;
};

/// A member to be: particulars, the paper that proves them, and what others insure.
struct Candidate {
  Particulars particulars;
  Document document;
  std::vector<scheme::Registration> registrations;
  std::string number;  // given by the fund before haven; empty: haven makes one
};

enum class MemberState { active, merged };
enum class CoverState { standing, ended };

using CoverId = Id<struct CoverTag>;
using RegistrationId = Id<struct RegistrationTag>;

/// A member's insured period under one scheme, both days covered; given by one registration.
struct Cover {
  CoverId id;
  RegistrationId registration_id;
  scheme::Registration registration;  // as it was registered
  std::string receipt_id;             // the contribution that it rests on; empty: none of ours
  Date starts{}, ends{};
  CoverState state = CoverState::standing;
  std::string ended_reason;  // contribution_reversed
  std::optional<Date> ended;
};

struct Member {
  MemberId id;
  std::string number;
  std::int64_t version = 1;
  MemberState state = MemberState::active;
  MemberId merged_into;  // empty unless merged
  std::string merged_into_number;
  Particulars particulars;
  std::vector<Cover> covers;        // in the order of their first days
  bool identity_in_review = false;  // is another record the same person? nobody has said so yet
};

/// The change of a member's record: each part that is given replaces the whole part.
struct MemberChange {
  std::optional<bool> married;
  std::optional<std::vector<Relative>> family;
  std::optional<std::vector<Nominee>> nominees;
  std::optional<scheme::Contract> contract;
  std::optional<scheme::Stay> stay;
  [[nodiscard]] bool empty() const {
    return !married && !family && !nominees && !contract && !stay;
  }
};

/// The particulars after a change.
[[nodiscard]] Particulars changed(Particulars before, const MemberChange& change);

}  // namespace haven::enrolment
