#include "services/enrolment/domain/member_file.hpp"

#include <gtest/gtest.h>

namespace haven::enrolment {
namespace {

const std::string header =
    "given_names,family_name,born,sex,country,document_type,document_number,number,married,family,"
    "nominees,contract_start,contract_end,hire,occupation,sector,salary,salary_currency,departed,"
    "returned,registrations";

Candidate read(const std::string& line) {
  const auto outcome = candidate_from(*columns_from(header), line);
  const auto* problem = std::get_if<FieldProblem>(&outcome);
  EXPECT_FALSE(problem) << problem->pointer << ": " << problem->detail;
  return problem ? Candidate{} : std::get<Candidate>(outcome);
}

// The column that is wrong in a line whose one column holds `cell`.
std::string wrong_in(const std::string& column, const std::string& cell) {
  const std::string names =
      "given_names,family_name,born,sex,country,document_type,"
      "document_number," +
      column;
  const auto outcome = candidate_from(
      *columns_from(names), "Maria,Santos,1988-04-12,female,PH,passport,P1,\"" + cell + "\"");
  const auto* problem = std::get_if<FieldProblem>(&outcome);
  return problem ? problem->pointer : "";
}

TEST(MemberFile, ReadsAPersonWhole) {
  const Candidate candidate = read(
      "Maria Luz,Santos,1988-04-12,female,PH,passport,P1234567A,M-1,yes,"
      "husband:spouse:Juan Santos:1986-09-30:male|"
      "ana:child:Ana Santos:2014-02-11:female:dependent school=primary|lola:mother:Rosa:::dead,"
      "husband:60|friend:40:Rosa Lim,2024-03-01,2026-02-28,agency,domestic_worker,household,400.00,"
      "USD,2024-03-01,,oci:new:agency:2024-03-01:2026-02-28|poea:new:agency:2024-03-01:2024-12-31:"
      "charged");
  const Particulars& who = candidate.particulars;
  EXPECT_EQ(who.given_names, "Maria Luz");
  EXPECT_EQ(candidate.number, "M-1");
  EXPECT_EQ(candidate.document, (Document{"passport", "PH", "P1234567A"}));
  EXPECT_TRUE(who.person.married);
  ASSERT_EQ(who.family.size(), 3U);
  EXPECT_EQ(who.family[0].facts.born, date_from("1986-09-30"));
  EXPECT_TRUE(who.family[1].facts.dependent);
  EXPECT_EQ(who.family[1].facts.school, "primary");
  EXPECT_TRUE(who.family[1].facts.alive);
  EXPECT_FALSE(who.family[2].facts.alive);
  EXPECT_FALSE(who.family[2].facts.born);
  ASSERT_EQ(who.nominees.size(), 2U);
  EXPECT_EQ(who.nominees[0].facts.share_percent, 60);
  EXPECT_EQ(who.nominees[1].name, "Rosa Lim");
  EXPECT_EQ(who.contract->salary, money(40000, "USD"));
  EXPECT_EQ(who.stay.departed, date_from("2024-03-01"));
  EXPECT_FALSE(who.stay.returned);
  ASSERT_EQ(candidate.registrations.size(), 2U);
  EXPECT_EQ(candidate.registrations[0].ends, date_from("2026-02-28"));
  EXPECT_FALSE(candidate.registrations[0].premium_charged_to_worker);
  EXPECT_TRUE(candidate.registrations[1].premium_charged_to_worker);
}

TEST(MemberFile, ReadsWhatOnlySomeSchemesAskFor) {
  const std::string names =
      "given_names,family_name,born,sex,country,document_type,document_number,contract_start,"
      "contract_end,hire,employer_paid_migration,sponsor,home_leave_from,home_leave_to,"
      "registrations";
  const auto outcome = candidate_from(
      *columns_from(names),
      "Maria,Santos,1988-04-12,female,NP,passport,P1,2024-03-01,2026-02-28,direct,yes,same,"
      "2024-05-01,2024-05-30,ssf:new:direct:2024-03-01:2026-02-28:charged term=24 plan=plan_2 "
      "registered=2024-01-01 paid=2024-01-02 last_paid=2024-02-03");
  ASSERT_TRUE(std::holds_alternative<Candidate>(outcome));
  const Candidate& candidate = std::get<Candidate>(outcome);
  EXPECT_TRUE(candidate.particulars.contract->employer_paid_migration);
  EXPECT_EQ(candidate.particulars.contract->sponsor, "same");
  EXPECT_EQ(candidate.particulars.stay.home_leave.to, date_from("2024-05-30"));
  const scheme::Registration& registration = candidate.registrations.at(0);
  EXPECT_TRUE(registration.premium_charged_to_worker);
  EXPECT_EQ(registration.term_months, 24);
  EXPECT_EQ(registration.plan, "plan_2");
  EXPECT_EQ(registration.registered, date_from("2024-01-01"));
  EXPECT_EQ(registration.paid, date_from("2024-01-02"));
  EXPECT_EQ(registration.last_paid, date_from("2024-02-03"));
}

TEST(MemberFile, EmptyCellsAreFactsNotKnown) {
  const Candidate candidate = read("Maria,Santos,1988-04-12,female,PH,passport,P1,,,,,,,,,,,,,,");
  EXPECT_TRUE(candidate.particulars.family.empty());
  EXPECT_TRUE(candidate.particulars.nominees.empty());
  EXPECT_FALSE(candidate.particulars.contract);
  EXPECT_TRUE(candidate.registrations.empty());
}

TEST(MemberFile, NamesTheColumnThatCannotBeRead) {
  EXPECT_EQ(wrong_in("married", "no"), "");
  EXPECT_EQ(wrong_in("married", "true"), "married");
  EXPECT_EQ(wrong_in("departed", "2024-02-30"), "departed");
  EXPECT_EQ(wrong_in("family", "ana:child:Ana:2014-02-11:female"), "");
  EXPECT_EQ(wrong_in("family", "ana:child:Ana:2014-02-11"), "family");
  EXPECT_EQ(wrong_in("family", "ana:child:Ana:2014-02-31:female"), "family");
  EXPECT_EQ(wrong_in("family", "ana:child:Ana:2014-02-11:female:happy"), "family");
  EXPECT_EQ(wrong_in("family", "ana:child:Ana:2014-02-11:female|"), "family");
  EXPECT_EQ(wrong_in("nominees", "ana|friend::Rosa"), "");
  EXPECT_EQ(wrong_in("nominees", "ana:half"), "nominees");
  EXPECT_EQ(wrong_in("nominees", "ana:50:Ana:x"), "nominees");
  EXPECT_EQ(wrong_in("registrations", "oci:new:agency:2024-03-01"), "registrations");
  EXPECT_EQ(wrong_in("registrations", "oci:new:agency:2024-03-01:2026-02-28:free"),
            "registrations");
  const std::string policy = "oci:new:agency:2024-03-01:2026-02-28";
  EXPECT_EQ(wrong_in("registrations", policy + ":term=24"), "");
  EXPECT_EQ(wrong_in("registrations", policy + ":term=two"), "registrations");
  EXPECT_EQ(wrong_in("registrations", policy + ":paid=2024-02-30"), "registrations");
  EXPECT_EQ(wrong_in("registrations", policy + ":plan="), "registrations");
  EXPECT_EQ(wrong_in("employer_paid_migration", "maybe"), "employer_paid_migration");
  EXPECT_EQ(wrong_in("home_leave_to", "2024-02-30"), "home_leave_to");
  EXPECT_EQ(wrong_in("salary", "400.00"), "salary") << "its currency is missing";
}

TEST(MemberFile, ALineHasAsManyFieldsAsTheHeader) {
  const auto outcome = candidate_from(*columns_from(header), "Maria,Santos");
  ASSERT_TRUE(std::holds_alternative<FieldProblem>(outcome));
  EXPECT_EQ(std::get<FieldProblem>(outcome).pointer, "line");
}

TEST(MemberFile, RefusesHeadersThatItDoesNotUnderstand) {
  EXPECT_TRUE(columns_from(header));
  EXPECT_FALSE(columns_from(header + ",shoe_size"));
  EXPECT_FALSE(columns_from(header + ",born"));
  EXPECT_FALSE(columns_from("given_names,family_name,born,sex,country,document_type"));
  EXPECT_FALSE(columns_from(""));
}

TEST(MemberFile, SpeaksOfColumnsNotPointers) {
  EXPECT_EQ(column_of_pointer("/born"), "born");
  EXPECT_EQ(column_of_pointer("/document/number"), "document_number");
  EXPECT_EQ(column_of_pointer("/contract/end"), "contract_end");
  EXPECT_EQ(column_of_pointer("/contract/salary"), "salary");
  EXPECT_EQ(column_of_pointer("/stay/returned"), "returned");
  EXPECT_EQ(column_of_pointer("/stay/home_leave/to"), "home_leave_to");
  EXPECT_EQ(column_of_pointer("/contract/sponsor"), "sponsor");
  EXPECT_EQ(column_of_pointer("/family/3/born"), "family");
  EXPECT_EQ(column_of_pointer("/nominees"), "nominees");
}

}  // namespace
}  // namespace haven::enrolment
