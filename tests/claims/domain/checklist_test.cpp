#include "services/claims/domain/checklist.hpp"

#include <gtest/gtest.h>

namespace haven::claims {
namespace {

using Papers = std::vector<scheme::Paper>;

const scheme::Need marriage{
    {"marriage_certificate", ""},
    {{"no_record_certificate", "parish_certificate", "two_affidavits"}, {"court_order"}},
    {"owwa", "oci"}};
const scheme::Need guardian{{"guardianship_affidavit", "child_a"}, {}, {"oci"}};

PaperStatus status_of(const scheme::Need& need, const Papers& held, const Papers& waived = {}) {
  return checklist_of({need}, held, waived).front().status;
}

TEST(Checklist, APaperIsHeldOrMissing) {
  EXPECT_EQ(status_of(marriage, {}), PaperStatus::missing);
  EXPECT_EQ(status_of(marriage, {{"birth_certificate", ""}}), PaperStatus::missing);
  EXPECT_EQ(status_of(marriage, {{"marriage_certificate", ""}}), PaperStatus::held);
}

TEST(Checklist, OneWholeSetOfAlternativesServesInstead) {
  EXPECT_EQ(status_of(marriage, {{"no_record_certificate", ""}, {"parish_certificate", ""}}),
            PaperStatus::missing);
  EXPECT_EQ(status_of(marriage, {{"no_record_certificate", ""},
                                 {"parish_certificate", ""},
                                 {"two_affidavits", ""}}),
            PaperStatus::replaced);
  EXPECT_EQ(status_of(marriage, {{"court_order", ""}}), PaperStatus::replaced);
}

TEST(Checklist, AnEmptySetOfAlternativesServesNothing) {
  const scheme::Need careless{{"passport", ""}, {{}}, {}};
  EXPECT_EQ(status_of(careless, {}), PaperStatus::missing);
}

TEST(Checklist, APaperForOnePayeeServesNoOther) {
  EXPECT_EQ(status_of(guardian, {{"guardianship_affidavit", "child_b"}}), PaperStatus::missing);
  EXPECT_EQ(status_of(guardian, {{"guardianship_affidavit", ""}}), PaperStatus::missing);
  EXPECT_EQ(status_of(guardian, {{"guardianship_affidavit", "child_a"}}), PaperStatus::held);
}

TEST(Checklist, APaperAboutNobodyIsServedByOneForAPayee) {
  EXPECT_EQ(status_of(marriage, {{"marriage_certificate", "husband"}}), PaperStatus::held);
}

TEST(Checklist, AWaiverStandsForExactlyOnePaper) {
  EXPECT_EQ(status_of(guardian, {}, {{"guardianship_affidavit", "child_a"}}), PaperStatus::waived);
  EXPECT_EQ(status_of(guardian, {}, {{"guardianship_affidavit", "child_b"}}), PaperStatus::missing);
  EXPECT_EQ(status_of(guardian, {}, {{"guardianship_affidavit", ""}}), PaperStatus::missing);
}

TEST(Checklist, IsCompleteWhenNothingIsMissing) {
  EXPECT_TRUE(is_complete({}));
  EXPECT_FALSE(is_complete(checklist_of({marriage, guardian}, {{"court_order", ""}}, {})));
  EXPECT_TRUE(is_complete(checklist_of({marriage, guardian}, {{"court_order", ""}},
                                       {{"guardianship_affidavit", "child_a"}})));
}

TEST(Checklist, NamesEachMissingTypeOnce) {
  const scheme::Need other{{"guardianship_affidavit", "child_b"}, {}, {"oci"}};
  EXPECT_EQ(missing_of(checklist_of({guardian, other, marriage}, {}, {})),
            (std::vector<std::string>{"guardianship_affidavit", "marriage_certificate"}));
}

TEST(Checklist, GivesTheDecisionWhatIsHeldAndWhatSomethingStandsInFor) {
  const Papers held = {{"court_order", ""}, {"photo", ""}};
  const auto list =
      checklist_of({marriage, guardian}, held, {{"guardianship_affidavit", "child_a"}});
  EXPECT_EQ(papers_of(list, held), (Papers{{"court_order", ""},
                                           {"guardianship_affidavit", "child_a"},
                                           {"marriage_certificate", ""},
                                           {"photo", ""}}));
}

}  // namespace
}  // namespace haven::claims
