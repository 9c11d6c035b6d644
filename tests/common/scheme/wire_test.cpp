#include "common/scheme/wire.hpp"

#include <rapidcheck.h>

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
  facts.registrations[1].term_months = 24;
  facts.registrations[1].plan = "plan_2";
  facts.registrations[1].sum = money(500'000'00, "PHP");
  facts.registrations[1].paid_months = {day("2023-04-01"), day("2023-06-01")};
  facts.registrations[1].last_paid = day("2023-06-15");
  facts.contract->employer_paid_migration = true;
  facts.contract->sponsor = "same";
  facts.stay = {day("2022-02-03"), day("2023-09-01"), {day("2023-06-01"), day("2023-06-30")}};
  facts.incident.circumstances = {"workplace", "traffic"};
  facts.impairments = {{"hand", "loss", "left", "wrist", 7, "33.50", 0},
                       {"leg", "paralysis", "both", "", {}, {}, {}}};
  facts.assessment = Assessment{"partial", money(20'000'00, "PHP"), "doctor", "12.5"};
  facts.costs = {{"remains", money(1'800'50, "USD"), day("2023-08-09"), false, "wife"},
                 {.head = "hospital",
                  .days = 34,
                  .nights = 0,
                  .months = 1,
                  .paid_elsewhere = money(3'00, "SAR")}};
  facts.award = Award{money(3'000'00, "USD"), true, day("2023-07-01"), day("2023-07-05")};
  facts.family[1] = {"son", "child", "male", day("2016-10-09"), false,
                     true,  true,    true,   "primary",         true};
  facts.nominees[1].share_percent = 40;
  facts.documents = std::vector<Paper>{{"passport", ""}, {"guardianship_affidavit", "son"}};
  facts.apply = {"education", "livelihood"};
  facts.filed = day("2023-08-20");
  facts.papers_complete = day("2023-08-25");
  facts.facts = {{"hospital_days", "9"}, {"fare.amount", "68000.00"}};
  facts.pauses = {{day("2023-08-21"), day("2023-08-22")}};
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
  for (const auto& each : facts.pauses) *file.add_pauses() = wire_of(each);
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

// ---- any case at all
// -----------------------------------------------------------------------------

template <class T>
std::optional<T> perhaps(const rc::Gen<T>& gen) {
  return *rc::gen::arbitrary<bool>() ? std::optional<T>{*gen} : std::nullopt;
}

rc::Gen<Date> any_day() {
  return rc::gen::map(rc::gen::inRange(0, 100'000),
                      [](int days) { return day("1900-01-01") + std::chrono::days{days}; });
}

rc::Gen<Money> any_amount() {
  return rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                      [](std::int64_t minor) { return money(minor, "USD"); });
}

rc::Gen<int> any_count() {
  return rc::gen::inRange(0, 2000);
}

std::string any_word() {
  return *rc::gen::element<std::string>("", "a", "new", "permanent_total", "ñ");
}

template <class T, class Make>
std::vector<T> any_list(Make make) {
  std::vector<T> list;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) list.push_back(make());
  return list;
}

Registration any_registration() {
  return {.scheme = any_word(),
          .registered = perhaps(any_day()),
          .paid = perhaps(any_day()),
          .premium_charged_to_worker = *rc::gen::arbitrary<bool>(),
          .term_months = perhaps(any_count()),
          .plan = any_word(),
          .sum = perhaps(any_amount()),
          .paid_months = any_list<Date>([] { return *any_day(); }),
          .last_paid = perhaps(any_day())};
}

Cost any_cost() {
  return {.head = any_word(),
          .amount = perhaps(any_amount()).value_or(Money{}),
          .incurred = perhaps(any_day()),
          .receipt = *rc::gen::arbitrary<bool>(),
          .for_whom = any_word(),
          .days = perhaps(any_count()),
          .nights = perhaps(any_count()),
          .months = perhaps(any_count()),
          .paid_elsewhere = perhaps(any_amount())};
}

Case any_case() {
  Case facts;
  facts.pack = any_word();
  facts.today = *any_day();
  facts.registrations = any_list<Registration>(any_registration);
  if (*rc::gen::arbitrary<bool>()) {
    facts.contract = Contract{.start = perhaps(any_day()),
                              .salary = perhaps(any_amount()),
                              .employer_paid_migration = *rc::gen::arbitrary<bool>(),
                              .sponsor = any_word()};
  }
  facts.stay = {perhaps(any_day()), perhaps(any_day()), {perhaps(any_day()), perhaps(any_day())}};
  facts.incident = {any_word(), any_word(), *any_day(), any_word(), {}};
  facts.impairments = any_list<Impairment>(
      [] { return Impairment{.part = any_word(), .months = perhaps(any_count())}; });
  facts.assessment = Assessment{any_word(), perhaps(any_amount()), any_word(), {}};
  facts.costs = any_list<Cost>(any_cost);
  facts.documents = std::vector<Paper>{};
  facts.pauses = any_list<Period>([] { return Period{perhaps(any_day()), perhaps(any_day())}; });
  facts.facts = {{"fare.amount", any_word()}};
  return facts;
}

TEST(Wire, BringsAnyCaseBackUnchanged) {
  const bool held = rc::check("a case survives the wire", [] {
    const Case facts = any_case();
    const auto back = round_trip(facts);
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == facts);
  });
  EXPECT_TRUE(held);
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

TEST(Wire, NamesThePercentAndTheCountThatCannotBe) {
  const auto refused = [](const claims::v1::CaseFile& file) {
    const auto read = case_from(member_of(full_case()), file, "ph", day("2023-09-10"));
    return read ? "read" : read.error().detail;
  };
  auto file = file_of(full_case());
  EXPECT_EQ(refused(file), "read");
  file.mutable_assessment()->set_percent("101");
  EXPECT_EQ(refused(file), "/assessment/percent: is a number from 0 to 100 such as 33.5");
  file = file_of(full_case());
  file.mutable_costs(1)->set_days(-1);
  EXPECT_EQ(refused(file), "/costs/1/days: is not below 0");
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

TEST(Wire, CarriesALineWithItsSharesOrItsReason) {
  Line line;
  line.scheme = "oci";
  line.benefit = "death";
  line.rule = "death";
  line.source = "ra_10022";
  line.amount = money(10'000'00, "USD");
  line.shares = {{"wife", money(5'000'00, "USD")}, {"son", money(5'000'00, "USD")}};
  const auto pays = sent(wire_of(line));
  EXPECT_EQ(pays.outcome(), "pay");
  EXPECT_EQ(pays.amount().minor(), 10'000'00);
  ASSERT_EQ(pays.shares_size(), 2);
  EXPECT_EQ(pays.shares(1).party(), "son");
  EXPECT_EQ(pays.shares(1).amount().minor(), 5'000'00);

  line.outcome = Outcome::refuse;
  line.reason = "cover_ended";
  const auto refuses = sent(wire_of(line));
  EXPECT_EQ(refuses.outcome(), "refuse");
  EXPECT_EQ(refuses.reason(), "cover_ended");
  EXPECT_FALSE(refuses.has_amount());
  EXPECT_EQ(refuses.shares_size(), 0);
  EXPECT_EQ(refuses.source(), "ra_10022");
}

}  // namespace
}  // namespace haven::scheme
