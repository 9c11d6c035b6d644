#include "common/scheme/wire.hpp"

#include "tests/common/scheme/sample.hpp"

namespace haven::scheme {
namespace {

using sample::day;

/// A case that uses every field that travels.
Case full_case() {
  Case facts = sample::death_of_a_cook();
  facts.id = "DTH-23-00000123-4";
  facts.member.preferred_hand = "left";
  facts.registrations[0].registered = day("2022-01-10");
  facts.registrations[1].premium_charged_to_worker = true;
  facts.registrations[1].status = "active";
  facts.stay = {day("2022-02-03"), day("2023-09-01")};
  facts.incident.circumstances = {"workplace", "traffic"};
  facts.impairments = {{"hand", "loss", "left", "wrist", 7, "33.50"},
                       {"leg", "paralysis", "both", "", {}, {}}};
  facts.assessment = Assessment{"partial", money(20'000'00, "PHP"), "doctor"};
  facts.costs = {{"remains", money(1'800'50, "USD"), day("2023-08-09"), false, "wife"}};
  facts.award = Award{money(3'000'00, "USD"), true, day("2023-07-01"), day("2023-07-05")};
  facts.family[1] = {"son", "child", "male", day("2016-10-09"), false,
                     true,  true,    true,   "primary",         true};
  facts.nominees[1].share_percent = 40;
  facts.documents = std::vector<Paper>{{"passport", ""}, {"guardianship_affidavit", "son"}};
  facts.apply = {"education", "livelihood"};
  facts.filed = day("2023-08-20");
  facts.papers_complete = day("2023-08-25");
  facts.facts = {{"hospital_days", "9"}};
  return facts;
}

enrolment::v1::Member member_of(const Case& facts) {
  enrolment::v1::Member member;
  *member.mutable_person() = wire_of(facts.member);
  for (const auto& each : facts.registrations) *member.add_registrations() = wire_of(each);
  if (facts.contract) *member.mutable_contract() = wire_of(*facts.contract);
  *member.mutable_stay() = wire_of(facts.stay);
  for (const auto& each : facts.family) *member.add_family() = wire_of(each, "a name");
  for (const auto& each : facts.nominees) *member.add_nominees() = wire_of(each, "");
  return member;
}

claims::v1::CaseFile file_of(const Case& facts) {
  claims::v1::CaseFile file;
  file.set_reference(facts.id);
  *file.mutable_incident() = wire_of(facts.incident);
  for (const auto& each : facts.impairments) *file.add_impairments() = wire_of(each);
  if (facts.assessment) *file.mutable_assessment() = wire_of(*facts.assessment);
  for (const auto& each : facts.costs) *file.add_costs() = wire_of(each);
  if (facts.award) *file.mutable_award() = wire_of(*facts.award);
  for (const auto& each : facts.apply) file.add_apply(each);
  for (const auto& each : *facts.documents) *file.add_documents() = wire_of(each);
  for (const auto& [key, value] : facts.facts) (*file.mutable_facts())[key] = value;
  if (facts.filed) file.set_filed(text_of(*facts.filed));
  if (facts.papers_complete) file.set_papers_complete(text_of(*facts.papers_complete));
  return file;
}

/// Through the bytes that travel.
template <class Message>
Message sent(const Message& message) {
  Message arrived;
  EXPECT_TRUE(arrived.ParseFromString(message.SerializeAsString()));
  return arrived;
}

Result<Case> round_trip(const Case& facts) {
  return case_from(sent(member_of(facts)), sent(file_of(facts)), facts.pack, facts.today);
}

TEST(Wire, BringsAFullCaseBackUnchanged) {
  const Case facts = full_case();
  const auto back = round_trip(facts);
  ASSERT_TRUE(back.has_value()) << back.error().detail;
  EXPECT_EQ(*back, facts);
}

TEST(Wire, KeepsWhatIsNotKnownUnknown) {
  Case facts;
  facts.pack = "ph";
  facts.today = day("2023-09-10");
  facts.incident = {"labour_case", "", day("2023-08-01"), "", {}};
  facts.documents = std::vector<Paper>{};
  const auto back = round_trip(facts);
  ASSERT_TRUE(back.has_value()) << back.error().detail;
  EXPECT_EQ(*back, facts);
}

TEST(Wire, GivesTheMembersPartAlone) {
  const Case facts = full_case();
  const auto back = case_from(sent(member_of(facts)), "ph", facts.today);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->registrations, facts.registrations);
  EXPECT_EQ(back->family, facts.family);
  EXPECT_EQ(back->documents, std::nullopt);
  EXPECT_EQ(back->incident.kind, "");
}

TEST(Wire, NamesTheDateThatCannotBeRead) {
  auto member = member_of(full_case());
  member.mutable_registrations(1)->set_ends("2023-02-30");
  const auto read = case_from(member, "ph", day("2023-09-10"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().fields.front().pointer, "/registrations/1/ends");
}

TEST(Wire, NamesTheAmountThatCannotBeRead) {
  auto file = file_of(full_case());
  file.mutable_costs(0)->mutable_amount()->set_currency("ZZZ");
  const auto read = case_from(member_of(full_case()), file, "ph", day("2023-09-10"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().fields.front().pointer, "/costs/0/amount");
}

TEST(Wire, NeedsTheDayOfTheIncident) {
  auto file = file_of(full_case());
  file.mutable_incident()->clear_date();
  const auto read = case_from(member_of(full_case()), file, "ph", day("2023-09-10"));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().fields.front().pointer, "/incident/date");
}

TEST(Wire, BringsARegistrationBackUnchanged) {
  const Registration registration = full_case().registrations[1];
  const auto back = registration_from(sent(wire_of(registration)));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, registration);
  auto wire = wire_of(registration);
  wire.set_paid("yesterday");
  EXPECT_FALSE(registration_from(wire).has_value());
}

TEST(Wire, CarriesALineWithItsSharesAndReason) {
  const Decision decision = sample::decide(sample::death_of_a_cook());
  const auto pays = sent(wire_of(*sample::line_of(decision, "oci", "death")));
  EXPECT_EQ(pays.outcome(), "pay");
  EXPECT_EQ(pays.amount().minor(), 10'000'00);
  ASSERT_EQ(pays.shares_size(), 2);
  EXPECT_EQ(pays.shares(1).party(), "son");
  EXPECT_EQ(pays.shares(1).amount().minor(), 5'000'00);

  const auto refuses = sent(wire_of(*sample::line_of(decision, "poea", "death")));
  EXPECT_EQ(refuses.reason(), "not_member");
  EXPECT_FALSE(refuses.has_amount());
  EXPECT_FALSE(refuses.source().empty());
}

}  // namespace
}  // namespace haven::scheme
