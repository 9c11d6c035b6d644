#include "services/enrolment/domain/check.hpp"

#include <gtest/gtest.h>

#include "tests/enrolment/people.hpp"

namespace haven::enrolment {
namespace {

const Date today = day("2024-06-20");

// The pointers of what is wrong with a candidate after one change.
template <class Change>
std::vector<std::string> wrong_after(Change change) {
  Candidate candidate = domestic_worker();
  change(candidate);
  std::vector<std::string> pointers;
  for (const auto& problem : problems_of(candidate, "owwa", today)) {
    pointers.push_back(problem.pointer);
  }
  return pointers;
}

using Pointers = std::vector<std::string>;
const Pointers nothing;

TEST(CheckCandidate, AcceptsWhoeverIsInOrder) {
  EXPECT_EQ(wrong_after([](Candidate&) {}), nothing);
}

TEST(CheckCandidate, BirthIsBeforeTodayAndNotBefore1900) {
  const auto born = [](const char* on) {
    return wrong_after([=](Candidate& c) { c.particulars.person.born = day(on); });
  };
  EXPECT_EQ(born("2024-06-19"), nothing);
  EXPECT_EQ(born("2024-06-20"), Pointers{"/born"});
  EXPECT_EQ(born("1900-01-01"), nothing);
  EXPECT_EQ(wrong_after([](Candidate& c) { c.particulars.person.born.reset(); }),
            Pointers{"/born"});
}

TEST(CheckCandidate, NamesAreReadable) {
  const auto named = [](const std::string& name) {
    return wrong_after([=](Candidate& c) { c.particulars.family_name = name; });
  };
  EXPECT_EQ(named("Peña"), nothing);
  EXPECT_EQ(named(std::string(200, 'a')), nothing);
  EXPECT_EQ(named(std::string(201, 'a')), Pointers{"/family_name"});
  EXPECT_EQ(named(""), Pointers{"/family_name"});
  EXPECT_EQ(named("  "), Pointers{"/family_name"});
  EXPECT_EQ(named("a\tb"), Pointers{"/family_name"});
  EXPECT_EQ(named("Pe\xf1"
                  "a"),
            Pointers{"/family_name"});
  EXPECT_EQ(named("\xc3"), Pointers{"/family_name"});
  EXPECT_EQ(named("\xed\xa0\x80"), Pointers{"/family_name"});  // half a surrogate pair
}

TEST(CheckCandidate, CodesAreOfTheirLists) {
  EXPECT_EQ(wrong_after([](Candidate& c) { c.particulars.person.sex = "x"; }), Pointers{"/sex"});
  EXPECT_EQ(wrong_after([](Candidate& c) { c.particulars.person.preferred_hand = "both"; }),
            Pointers{"/preferred_hand"});
  for (const char* country : {"", "P", "PHL", "ph", "P1"}) {
    EXPECT_EQ(wrong_after([=](Candidate& c) { c.particulars.person.country = country; }),
              Pointers{"/country"})
        << country;
  }
  EXPECT_EQ(wrong_after([](Candidate& c) { c.document.type = "library_card"; }),
            Pointers{"/document/type"});
}

TEST(CheckCandidate, DocumentNumbersCountWithoutTheirPunctuation) {
  const auto numbered = [](const char* number) {
    return wrong_after([=](Candidate& c) { c.document.number = number; });
  };
  EXPECT_EQ(numbered("a-12 3"), nothing);
  EXPECT_EQ(numbered("a-12"), Pointers{"/document/number"});
  EXPECT_EQ(numbered("12345678901234567890"), nothing);
  EXPECT_EQ(numbered("123456789012345678901"), Pointers{"/document/number"});
  EXPECT_EQ(numbered("P123_4"), Pointers{"/document/number"});
}

TEST(CheckCandidate, FamilyIdsAreSafeAndUnique) {
  const auto named = [](const std::string& id) {
    return wrong_after([=](Candidate& c) {
      c.particulars.nominees.clear();
      c.particulars.family[1].facts.id = id;
    });
  };
  EXPECT_EQ(named("child_2"), nothing);
  EXPECT_EQ(named("husband"), Pointers{"/family/1/id"});
  for (const std::string id : {"", "Child", "2nd", "a b", "a/b", "../x"}) {
    EXPECT_EQ(named(id), Pointers{"/family/1/id"}) << id;
  }
  EXPECT_EQ(named(std::string(40, 'a')), nothing);
  EXPECT_EQ(named(std::string(41, 'a')), Pointers{"/family/1/id"});
}

TEST(CheckCandidate, ARelativeMayBeBornTodayButNotTomorrow) {
  const auto born = [](const char* on) {
    return wrong_after([=](Candidate& c) { c.particulars.family[1].facts.born = day(on); });
  };
  EXPECT_EQ(born("2024-06-20"), nothing);
  EXPECT_EQ(born("2024-06-21"), Pointers{"/family/1/born"});
}

TEST(CheckCandidate, NomineeSharesAreWholeOrAbsent) {
  const auto shares = [](std::vector<std::optional<int>> given) {
    return wrong_after([=](Candidate& c) {
      c.particulars.nominees = {nominee("husband", given[0]), nominee("child_a", given[1])};
    });
  };
  EXPECT_EQ(shares({{}, {}}), nothing);
  EXPECT_EQ(shares({60, 40}), nothing);
  EXPECT_EQ(shares({60, 39}), Pointers{"/nominees"});
  EXPECT_EQ(shares({60, 41}), Pointers{"/nominees"});
  EXPECT_EQ(shares({100, {}}), Pointers{"/nominees"});
  EXPECT_EQ(shares({100, 0}), Pointers{"/nominees/1/share_percent"});
}

TEST(CheckCandidate, ANomineeStandsInTheFamilyOrHasAName) {
  const auto with = [](const Nominee& extra) {
    return wrong_after([=](Candidate& c) { c.particulars.nominees.push_back(extra); });
  };
  Nominee friend_of_hers = nominee("friend");
  EXPECT_EQ(with(friend_of_hers), Pointers{"/nominees/2/name"});
  friend_of_hers.name = "Rosa Lim";
  EXPECT_EQ(with(friend_of_hers), nothing);
  EXPECT_EQ(with(nominee("child_a")), Pointers{"/nominees/2/id"});
}

TEST(CheckCandidate, AContractEndsOnItsFirstDayAtTheEarliest) {
  const auto ends = [](const char* on) {
    return wrong_after([=](Candidate& c) { c.particulars.contract->end = day(on); });
  };
  EXPECT_EQ(ends("2024-03-01"), nothing);
  EXPECT_EQ(ends("2024-02-29"), Pointers{"/contract/end"});
  EXPECT_EQ(wrong_after([](Candidate& c) { c.particulars.contract->hire = "name"; }),
            Pointers{"/contract/hire"});
  EXPECT_EQ(wrong_after([](Candidate& c) { c.particulars.contract->salary = money(0, "USD"); }),
            Pointers{"/contract/salary"});
}

TEST(CheckCandidate, AReturnFollowsADeparture) {
  const auto returned = [](const char* on) {
    return wrong_after([=](Candidate& c) { c.particulars.stay.returned = day(on); });
  };
  EXPECT_EQ(returned("2024-03-01"), nothing);
  EXPECT_EQ(returned("2024-02-29"), Pointers{"/stay/returned"});
  EXPECT_EQ(wrong_after([](Candidate& c) {
              c.particulars.stay = {{}, day("2024-05-01")};
            }),
            Pointers{"/stay/departed"});
}

TEST(CheckCandidate, AHomeLeaveHasBothDaysInOrder) {
  const auto leave = [](std::optional<Date> from, std::optional<Date> to) {
    return wrong_after([=](Candidate& c) { c.particulars.stay.home_leave = {from, to}; });
  };
  EXPECT_EQ(leave(day("2024-05-01"), day("2024-05-01")), nothing);
  EXPECT_EQ(leave(day("2024-05-01"), day("2024-04-30")), Pointers{"/stay/home_leave/to"});
  EXPECT_EQ(leave(day("2024-05-01"), {}), Pointers{"/stay/home_leave"});
}

TEST(CheckCandidate, ASponsorIsTheSameOrANewOne) {
  const auto sponsor = [](const char* word) {
    return wrong_after([=](Candidate& c) { c.particulars.contract->sponsor = word; });
  };
  EXPECT_EQ(sponsor("new"), nothing);
  EXPECT_EQ(sponsor("old"), Pointers{"/contract/sponsor"});
}

Pointers wrong_with(const std::function<void(scheme::Registration&)>& change) {
  return wrong_after([&](Candidate& c) {
    c.registrations = {policy("2024-03-01", "2026-02-28")};
    change(c.registrations[0]);
  });
}

TEST(CheckCandidate, ATermIsOfOneToTwelveHundredMonths) {
  const auto term = [](int months) {
    return wrong_with([=](scheme::Registration& r) { r.term_months = months; });
  };
  EXPECT_EQ(term(0), Pointers{"/registrations/0/term_months"});
  EXPECT_EQ(term(1), nothing);
  EXPECT_EQ(term(1200), nothing);
  EXPECT_EQ(term(1201), Pointers{"/registrations/0/term_months"});
}

TEST(CheckCandidate, APlanIsACodeAndASumMoreThanNothing) {
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.plan = "plan_1"; }), nothing);
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.plan = "Plan 1"; }),
            Pointers{"/registrations/0/plan"});
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.sum = money(1, "INR"); }), nothing);
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.sum = money(0, "INR"); }),
            Pointers{"/registrations/0/sum"});
}

TEST(CheckCandidate, WhatWasPaidWasPaidByToday) {
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.last_paid = today; }), nothing);
  EXPECT_EQ(wrong_with([](scheme::Registration& r) { r.last_paid = today + std::chrono::days{1}; }),
            Pointers{"/registrations/0/last_paid"});
  EXPECT_EQ(
      wrong_with([](scheme::Registration& r) { r.registered = today + std::chrono::days{1}; }),
      Pointers{"/registrations/0/registered"});
}

TEST(CheckCandidate, PaidMonthsAreNamedOnceAndNotAhead) {
  const auto paid = [](const std::vector<Date>& months) {
    return wrong_with([=](scheme::Registration& r) { r.paid_months = months; });
  };
  EXPECT_EQ(paid({day("2024-04-01"), day("2024-06-01")}), nothing);
  EXPECT_EQ(paid({day("2024-04-01"), day("2024-04-01")}), Pointers{"/registrations/0/paid_months"});
  EXPECT_EQ(paid({day("2024-07-01")}), Pointers{"/registrations/0/paid_months"});
}

TEST(CheckCandidate, RegistrationsEndOnTheirFirstDayAtTheEarliest) {
  const auto registered = [](const char* starts, const char* ends) {
    return wrong_after([=](Candidate& c) { c.registrations = {policy(starts, ends)}; });
  };
  EXPECT_EQ(registered("2024-03-01", "2024-03-01"), nothing);
  EXPECT_EQ(registered("2024-03-01", "2024-02-29"), Pointers{"/registrations/0/ends"});
}

TEST(CheckCandidate, AnEarlierNumberStaysOutOfOurOwnSeries) {
  const auto numbered = [](const char* number) {
    return wrong_after([=](Candidate& c) { c.number = number; });
  };
  EXPECT_EQ(numbered("M-2011-00417"), nothing);
  EXPECT_EQ(numbered("OWWA-000000014"), Pointers{"/number"});
}

TEST(CheckCandidate, ReportsEverythingAtOnce) {
  EXPECT_EQ(wrong_after([](Candidate& c) {
              c.particulars.person.sex = "";
              c.document.number = "";
              c.particulars.contract->end = day("2020-01-01");
            }),
            (Pointers{"/sex", "/contract/end", "/document/number"}));
}

TEST(ChangeMember, ReplacesThePartsThatAreGiven) {
  const Particulars before = domestic_worker().particulars;
  MemberChange change;
  change.nominees = {nominee("husband", 100)};
  const Particulars after = changed(before, change);
  ASSERT_EQ(after.nominees.size(), 1U);
  EXPECT_EQ(after.nominees[0].facts.share_percent, 100);
  EXPECT_EQ(after.family.size(), before.family.size());
  EXPECT_TRUE(after.contract);
  EXPECT_FALSE(change.empty());
  EXPECT_TRUE(MemberChange{}.empty());
}

}  // namespace
}  // namespace haven::enrolment
