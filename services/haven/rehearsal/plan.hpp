#pragma once
#include <boost/json.hpp>
#include <string>
#include <vector>

#include "services/haven/rehearsal/people.hpp"

namespace haven::rehearsal {

/// How the papers of a made-up claim come in.
enum class Papers {
  all,          // everything asked for, at once
  late,         // half at once, the rest after the first look at the checklist
  alternative,  // a registry has no record: the papers that serve instead
  waived,       // one paper cannot be had; an officer accepts that, with a reason
  never,        // they do not come: the claim stays open and waits for the family
};

/// What goes wrong on the way of the money.
enum class Trouble {
  none,
  no_account,     // given only after somebody asks
  wrong_account,  // the bank rejects the first payment, or returns it days later
  no_answer,      // the bank stays silent, for a while or for good
  odd_answers,    // it contradicts itself, repeats itself, mixes up the order, books files as one
};

/// One claim to be filed.
struct PlannedClaim {
  std::string member_number;
  boost::json::object body;  // of POST /v1/claims
  Papers papers = Papers::all;
  Trouble trouble = Trouble::none;
  bool filed_twice = false;  // somebody files it again an hour later
  bool withdrawn = false;
  bool notice_first = false;  // a first notice, then the full claim
};

/// A month's claims over all four kinds (death, disability, repatriation, legal aid), both layers,
/// clean and difficult ones, each of another member. `today` is the fund's day.
std::vector<PlannedClaim> plan_claims(const std::vector<Member>& members, std::size_t count,
                                      std::uint64_t seed, Date today);

}  // namespace haven::rehearsal
