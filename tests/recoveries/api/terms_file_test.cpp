#include "services/recoveries/api/terms_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace haven::recoveries {
namespace {

std::string shipped() {
  std::ifstream in{"ops/recoveries/owwa.yaml"};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The shipped file with the first `from` made into `to`.
std::string with(const std::string& from, const std::string& to) {
  std::string text = shipped();
  const auto at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

std::string fault_of(const std::string& text) {
  const auto terms = terms_from_yaml(text);
  return terms ? "" : terms.error().detail;
}

TEST(TermsFile, ReadsWhatIsShipped) {
  const auto terms = terms_from_yaml(shipped());
  ASSERT_TRUE(terms) << terms.error().detail;
  const Insurer* insurer = terms->insurer_of("oci");
  ASSERT_NE(insurer, nullptr);
  EXPECT_EQ(insurer->code, "oci_insurer");
  EXPECT_EQ(insurer->clock.start, ClockStart::claim_due);
  EXPECT_EQ(insurer->bond->amount, money(20000'00, "USD"));
  EXPECT_EQ(terms->agencies.days, 30);
  EXPECT_EQ(terms->overpayments.set_off_at_most_percent, 20);
  EXPECT_EQ(terms->overpayments.least_instalment.at("PHP"), money(500'00, "PHP"));
  EXPECT_EQ(terms->write_off.at("USD").size(), 2U);
}

TEST(TermsFile, AnInsurerNeedsNoBond) {
  const auto terms =
      terms_from_yaml(with("    bond: {guarantor: oci_surety, amount: \"20000.00\", currency: USD, "
                           "callable_after_days: 30}\n",
                           ""));
  ASSERT_TRUE(terms) << terms.error().detail;
  EXPECT_EQ(terms->insurers.at(0).bond, std::nullopt);
}

TEST(TermsFile, NamesTheKeyThatIsWrong) {
  EXPECT_EQ(fault_of(with("code: oci_insurer", "code: OCI")),
            "insurers[0].code must be small letters, digits and _");
  EXPECT_EQ(fault_of(with("code: oci_insurer", "code: payee")),
            "insurers[0].code must not be payee, which is a word of ours");
  EXPECT_EQ(fault_of(with("    name: Insurer of the compulsory policy\n", "")),
            "insurers[0].name is missing");
  EXPECT_EQ(fault_of(with("schemes: [oci]", "schemes: []")),
            "insurers[0].schemes must name a scheme");
  EXPECT_EQ(fault_of(with("schemes: [oci]", "schemes: [oci, oci2]\n    colour: red")),
            "insurers[0].colour is no key that haven knows");
  EXPECT_EQ(fault_of(with("after: claim_due", "after: lunch")),
            "insurers[0].clock.after must be raising or claim_due");
  EXPECT_EQ(fault_of(with("currency: USD", "currency: US")),
            "insurers[0].bond.currency must be a known ISO 4217 code");
  EXPECT_EQ(fault_of(with("agencies:", "agency:")), "agency is no key that haven knows");
  EXPECT_EQ(fault_of(with("PHP: \"500.00\"", "PHP: \"0.00\"")),
            "overpayments.least_instalment.PHP must be an amount above nothing such as "
            "\"1000.00\"");
}

TEST(TermsFile, NumbersStayWithinTheirRange) {
  EXPECT_EQ(fault_of(with("set_off_at_most_percent: 20", "set_off_at_most_percent: 100")), "");
  EXPECT_EQ(fault_of(with("set_off_at_most_percent: 20", "set_off_at_most_percent: 101")),
            "overpayments.set_off_at_most_percent must be a number from 1 to 100");
  EXPECT_EQ(fault_of(with("set_off_at_most_percent: 20", "set_off_at_most_percent: 0")),
            "overpayments.set_off_at_most_percent must be a number from 1 to 100");
  EXPECT_EQ(fault_of(with("{days: 10", "{days: -1")),
            "insurers[0].clock.days must be a number from 0 to 3650");
}

TEST(TermsFile, RemindersFallWithinTheClock) {
  EXPECT_EQ(fault_of(with("[7, 1]", "[10, 1]")), "");
  EXPECT_EQ(fault_of(with("[7, 1]", "[11, 1]")),
            "insurers[0].clock.remind_days_before must be a number from 1 to 10");
  EXPECT_EQ(fault_of(with("[7, 1]", "[1, 7]")), "insurers[0].clock.remind_days_before must fall");
  EXPECT_EQ(fault_of(with("[7, 1]", "[]")), "");
}

TEST(TermsFile, BandsRiseInAmountAndPeople) {
  EXPECT_EQ(fault_of(with("up_to: \"1000000.00\"", "up_to: \"5000.00\"")),
            "write_off.PHP each band must reach further than the one before");
  EXPECT_EQ(fault_of(with("up_to: \"5000.00\", people: 2", "up_to: \"5000.00\", people: 4")),
            "write_off.PHP a larger amount must not need fewer people");
  EXPECT_EQ(fault_of(with("up_to: \"5000.00\", people: 2", "up_to: \"5000.00\", people: 1")),
            "write_off.PHP.people must be a number from 2 to 9");
}

TEST(TermsFile, ASchemeHasOneInsurer) {
  const std::string second =
      "insurers:\n  - {code: other, name: Other, schemes: [oci], clock: {days: 5, after: raising, "
      "demand_after_days: 0, remind_days_before: []}}\n";
  EXPECT_EQ(fault_of(with("insurers:\n", second)),
            "insurers[1].schemes names a scheme that another insurer has");
}

TEST(TermsFile, NamesTheLineThatIsNoYaml) {
  EXPECT_EQ(fault_of("insurers:\n  - {"), "line 2 is not readable as YAML");
}

TEST(TermsFile, AMissingFileIsNamed) {
  EXPECT_THROW(recovery_terms({{"nowhere", "ph", {}}}, "ops/recoveries"), std::runtime_error);
}

}  // namespace
}  // namespace haven::recoveries
