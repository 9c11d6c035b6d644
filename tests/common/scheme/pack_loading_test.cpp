#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

namespace fs = std::filesystem;

std::string contents_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

/// A copy of the Philippine pack in which single words are changed.
class ChangedPack : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / ("haven_pack_" + std::string{test->name()});
    fs::remove_all(root_);
    fs::create_directories(root_);
    fs::copy("ops/schemes/ph", root_ / "ph");
  }
  void TearDown() override { fs::remove_all(root_); }

  void change(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = contents_of(root_ / "ph" / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " holds " << from;
    text.replace(at, from.size(), to);
    std::ofstream{root_ / "ph" / file, std::ios::binary} << text;
  }

  void add(const std::string& file, const std::string& text) {
    std::ofstream{root_ / "ph" / file, std::ios::binary | std::ios::app} << text;
  }

  [[nodiscard]] Result<PackPtr> load() const { return load_pack(root_ / "ph"); }

  /// Every problem, one a line, without the line numbers.
  [[nodiscard]] std::string problems() const {
    const auto pack = load();
    if (pack) return "in order";
    std::string all;
    for (const auto& each : pack.error().fields) {
      const auto colon = each.pointer.find(':');
      const auto space = each.pointer.find(' ', colon);
      all += each.pointer.substr(0, colon) +
             (space == std::string::npos ? "" : each.pointer.substr(space)) + ": " + each.detail +
             "\n";
    }
    return all;
  }

  fs::path root_;
};

TEST_F(ChangedPack, IsInOrderUnchanged) {
  EXPECT_EQ(problems(), "in order");
}

TEST_F(ChangedPack, NamesFileLineAndFieldOfAnUnknownKey) {
  change("agency.yaml", "title:", "tittle:");
  const auto pack = load();
  ASSERT_FALSE(pack.has_value());
  EXPECT_EQ(pack.error().fields[0].pointer, "agency.yaml:2 title");
  EXPECT_EQ(pack.error().fields[1].pointer, "agency.yaml:3 tittle");
  EXPECT_EQ(pack.error().fields[1].detail, "is not known here");
}

TEST_F(ChangedPack, RefusesANumberWithoutSource) {
  change("poea.yaml", "        amount: \"1000\"\n        source: poea_sec_2010\n",
         "        amount: \"1000\"\n");
  EXPECT_EQ(problems(),
            "poea.yaml benefits/1/versions/0/source: is needed: every rule says what it "
            "rests on\n");
}

TEST_F(ChangedPack, RefusesASourceThatIsNotListed) {
  change("poea.yaml", "source: poea_sec_grades\n    versions", "source: hearsay\n    versions");
  EXPECT_EQ(problems(), "poea.yaml benefits/2/source: is listed in sources.yaml\n");
}

TEST_F(ChangedPack, RefusesASourceThatNoRuleRestsOn) {
  change("sources.yaml", "sources:\n", "sources:\n  spare: {cite: \"a book\", confidence: F}\n");
  EXPECT_EQ(problems(), "sources.yaml sources/spare: no rule rests on this source\n");
}

TEST_F(ChangedPack, RefusesAReadingThatNoRuleFollows) {
  change("readings.yaml", "readings:\n", "readings:\n  ph-99: {value: \"x\", reason: \"y\"}\n");
  EXPECT_EQ(problems(), "readings.yaml readings/ph-99: no rule follows this reading\n");
}

TEST_F(ChangedPack, RefusesVersionsThatOverlap) {
  change("owwa.yaml", "until: 1995-07-31", "until: 1995-08-01");
  EXPECT_EQ(problems(),
            "owwa.yaml benefits/0/versions/1/from: overlaps the version before, which "
            "ends on 1995-08-01\n");
}

TEST_F(ChangedPack, RefusesVersionsWithAHole) {
  change("owwa.yaml", "until: 1995-07-31", "until: 1995-07-30");
  EXPECT_EQ(problems(),
            "owwa.yaml benefits/0/versions/1/from: leaves a hole: the version before "
            "ends on 1995-07-30\n");
}

TEST_F(ChangedPack, RefusesVersionsOutOfOrder) {
  change("owwa.yaml", "      - from: 2016-11-16\n        when: not",
         "      - from: 1994-11-16\n        when: not");
  EXPECT_NE(problems().find("benefits/0/versions/3/from: overlaps"), std::string::npos);
}

TEST_F(ChangedPack, RefusesABenefitThatEndsWithoutAWord) {
  change("owwa.yaml", "{from: 2010-06-04, amount: \"15000\"",
         "{from: 2010-06-04, until: 2030-01-01, amount: \"15000\"");
  EXPECT_NE(problems().find("versions: leaves a hole after 2030-01-01"), std::string::npos);
}

TEST_F(ChangedPack, RefusesAReasonWithoutText) {
  change("owwa.yaml", "refuse: outside_window", "refuse: too_late");
  EXPECT_NE(problems().find("refuse: \"too_late\" has no text in reasons.yaml"), std::string::npos);
}

TEST_F(ChangedPack, RefusesAMissingTextOfAReasonThatTheProgramGives) {
  change("reasons.yaml", "  outside_band:", "  outside_bend:");
  EXPECT_NE(problems().find("\"outside_band\" has no text"), std::string::npos);
}

TEST_F(ChangedPack, RefusesAPaperThatNoChecklistAsksFor) {
  change("papers.yaml", "documents:\n", "documents:\n  tax_return: {title: \"Tax return\"}\n");
  EXPECT_EQ(problems(),
            "papers.yaml documents/tax_return: \"tax_return\" is not a code of documents\n"
            "papers.yaml documents: \"tax_return\" is asked for by no checklist\n");
}

TEST_F(ChangedPack, RefusesAnAlternativeThatIsNotDescribed) {
  change("papers.yaml", "  parish_certificate: {title: \"Certificate of the parish\"}\n", "");
  EXPECT_EQ(problems(),
            "papers.yaml documents: \"parish_certificate\" is asked for and not described\n");
}

TEST_F(ChangedPack, RefusesACodeOfAPaperThatNoChecklistKnows) {
  change("codes.yaml", "documents: [proof_of_membership,",
         "documents: [visa, proof_of_membership,");
  EXPECT_EQ(problems(), "papers.yaml documents: \"visa\" of codes.yaml is known to no checklist\n");
}

TEST_F(ChangedPack, RefusesWordsThatNoCaseUses) {
  change("owwa.yaml", "fails_when: incident.cause = \"execution\"",
         "fails_when: incident.cause = \"hanging\"");
  EXPECT_NE(problems().find("fails_when: \"hanging\" is not a code of incident.cause"),
            std::string::npos);
}

TEST_F(ChangedPack, RefusesWordsInListsAndFilters) {
  change("owwa.yaml", "in (\"accident\", \"murder\", \"assault\")",
         "in (\"accident\", \"murder\", \"insult\")");
  change("owwa.yaml", "'relatives[relation = \"spouse\"]'", "'relatives[relation = \"wife\"]'");
  change("poea.yaml", "\"work_related\"", "\"at_work\"");
  change("oci.yaml", "impaired(\"two_limbs_lost\")", "impaired(\"two_limbs\")");
  const std::string all = problems();
  EXPECT_NE(all.find("\"insult\" is not a code of incident.cause"), std::string::npos);
  EXPECT_NE(all.find("\"wife\" is not a code of relation"), std::string::npos);
  EXPECT_NE(all.find("\"at_work\" is not a code of incident.circumstances"), std::string::npos);
  EXPECT_NE(all.find("\"two_limbs\" is not a state of the scheme"), std::string::npos);
}

TEST_F(ChangedPack, RefusesFeelWithItsColumn) {
  change("owwa.yaml", "fails_when: incident.cause = \"execution\"",
         "fails_when: incident.why = \"execution\"");
  const auto pack = load();
  ASSERT_FALSE(pack.has_value());
  const FieldProblem& first = pack.error().fields[0];
  EXPECT_EQ(first.pointer.substr(0, 10), "owwa.yaml:");
  EXPECT_NE(first.pointer.find("benefits/0/versions/0/tests/0/fails_when"), std::string::npos);
  EXPECT_NE(first.detail.find("column 1"), std::string::npos) << first.detail;
}

TEST_F(ChangedPack, RefusesAFactWithoutATypeItKnows) {
  change("codes.yaml", "hospital_days: number", "hospital_days: amount");
  EXPECT_EQ(problems(), "codes.yaml fact_types/hospital_days: is text, number, boolean or date\n");
}

TEST_F(ChangedPack, RefusesAParameterThatNoRuleReads) {
  change("readings.yaml", "{hospital_days: 7}", "{hospital_days: 7, spare: 1}");
  EXPECT_EQ(problems(), "readings.yaml parameters/spare: no rule reads this parameter\n");
}

TEST_F(ChangedPack, RefusesADayThatFeelWouldReadAsASubtraction) {
  change("readings.yaml", "'date(\"2020-01-27\")'", "2020-01-27");
  EXPECT_NE(problems().find("is date(\"2020-01-27\"), as FEEL writes a day"), std::string::npos);
}

TEST_F(ChangedPack, RefusesToAskForALineThatIsDecidedLater) {
  change("owwa.yaml", "decided(\"owwa\", \"accidental_death\")",
         "decided(\"owwa\", \"livelihood\")");
  EXPECT_NE(
      problems().find("decided(\"owwa\", \"livelihood\") names a benefit that is decided earlier"),
      std::string::npos);
}

TEST_F(ChangedPack, RefusesToLookAtALineThatIsDecidedLater) {
  change("pack.yaml", "schemes: [oci, owwa, poea, agency]", "schemes: [owwa, poea, agency, oci]");
  EXPECT_NE(problems().find("rest/after_benefit: names a benefit that is decided earlier"),
            std::string::npos);
}

TEST_F(ChangedPack, RefusesATestThatTestsNothing) {
  change("oci.yaml", "needs: facts.hospital_days >= parameters.hospital_days, ", "");
  EXPECT_NE(problems().find("tests one of needs, fails_when, reason_from"), std::string::npos);
}

TEST_F(ChangedPack, RefusesAFileThatBelongsToNoPack) {
  add("owwa_old.yaml", "a: 1\n");
  EXPECT_EQ(problems(), "owwa_old.yaml: is not a file of a pack\n");
}

TEST_F(ChangedPack, RefusesAMissingFile) {
  fs::remove(root_ / "ph" / "papers.yaml");
  EXPECT_NE(problems().find("papers.yaml: is needed in every pack"), std::string::npos);
}

TEST_F(ChangedPack, RefusesAliasesInRules) {
  change("agency.yaml", "currency: USD", "currency: &c USD");
  EXPECT_NE(problems().find("agency.yaml: anchors are not read"), std::string::npos);
}

TEST_F(ChangedPack, ChangesItsHashWithEveryByteAndName) {
  const std::string before = hash_of(**load());
  EXPECT_EQ(before, hash_of(*sample::philippines()));
  EXPECT_EQ(before.size(), 64U);
  add("agency.yaml", "# a remark\n");
  EXPECT_NE(hash_of(**load()), before);
}

TEST_F(ChangedPack, ChangesAnAmountWithoutTouchingCode) {
  change(
      "owwa.dmn",
      "<text>100000</text></outputEntry>\n        <annotationEntry><text>owwa_site, ra_10801",
      "<text>123456.78</text></outputEntry>\n        <annotationEntry><text>owwa_site, ra_10801");
  const auto pack = load();
  ASSERT_TRUE(pack.has_value());
  const auto decision = evaluate(**pack, sample::death_of_a_cook());
  ASSERT_TRUE(decision.has_value());
  EXPECT_EQ(sample::outcome_of(*decision, "owwa", "death"), "pay 123456.78 PHP");
}

TEST_F(ChangedPack, LoadsEveryPackBelowAFolderOrNone) {
  const auto packs = load_packs(root_);
  ASSERT_TRUE(packs.has_value());
  EXPECT_EQ(packs->size(), 1U);
  EXPECT_EQ(name_of(*packs->at("ph")), "ph");
  change("pack.yaml", "pack: ph", "pack: xx");
  EXPECT_FALSE(load_packs(root_).has_value());
  EXPECT_FALSE(load_packs(root_ / "nowhere").has_value());
}

TEST(Pack, HasATextForEveryReasonOfItsLines) {
  const auto pack = sample::philippines();
  EXPECT_NE(reason_text(*pack, "cover_ended").find("renew"), std::string::npos);
  EXPECT_EQ(reason_text(*pack, "no_such_reason"), "");
}

TEST(Pack, SaysWhatItsSchemesAre) {
  const auto schemes = schemes_of(*sample::philippines());
  ASSERT_EQ(schemes.size(), 4U);
  EXPECT_EQ(schemes[1].name, "owwa");
  EXPECT_EQ(schemes[1].layer, "fund");
  EXPECT_TRUE(schemes[1].collected);
  EXPECT_FALSE(schemes[0].collected);
  EXPECT_EQ(codes_of(*sample::philippines()).at("apply").size(), 2U);
}

TEST(Pack, KnowsWhatIsDueFromTheFirstDayOn) {
  const auto pack = sample::philippines();
  const auto due = [&](const char* scheme, const char* kind, const char* today) {
    return contribution_due(*pack, scheme, kind, sample::day(today));
  };
  EXPECT_EQ(due("owwa", "new", "2007-01-01"), money(25'00, "USD"));
  EXPECT_EQ(due("owwa", "renewal", "2024-01-01"), money(25'00, "USD"));
  EXPECT_EQ(due("owwa", "new", "2006-12-31"), std::nullopt);
  EXPECT_EQ(due("owwa", "gift", "2024-01-01"), std::nullopt);
  EXPECT_EQ(due("oci", "new", "2024-01-01"), std::nullopt);
}

}  // namespace
}  // namespace haven::scheme
