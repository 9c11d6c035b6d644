#include "services/contributions/domain/deposit.hpp"

#include <gtest/gtest.h>

#include "services/contributions/domain/ages.hpp"
#include "services/contributions/domain/deposit_reference.hpp"
#include "services/contributions/domain/match_line.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions {
namespace {

Date day(const char* text) {
  return *date_from(text);
}

const Money amount = money(500000, "PHP");
constexpr const char* ours = "HDABCDEFGHIJKLX";

TEST(DepositReference, IsMadeFromTheIdAloneAndChecksItself) {
  const DepositId id{named_uuid("deposit")};
  const std::string reference = deposit_reference_of(id);
  EXPECT_EQ(reference, deposit_reference_of(id));
  EXPECT_NE(reference, deposit_reference_of(DepositId{named_uuid("another")}));
  EXPECT_EQ(reference.size(), 15U);
  EXPECT_TRUE(reference.starts_with("HD"));
  EXPECT_EQ(reference.back(), check_character_of(reference.substr(0, 14)));
}

TEST(DepositReference, ItsCheckCharacterIsThatOfTheStandard) {
  EXPECT_EQ(check_character_of("A12425GABC1234002"), 'M');  // the example of ISO 7064, MOD 37,36
}

TEST(DepositReference, OneWrongCharacterIsNoReference) {
  const std::string reference = deposit_reference_of(DepositId{named_uuid("deposit")});
  EXPECT_EQ(deposit_references_in({reference}).size(), 1U);
  for (std::size_t at = 2; at < reference.size(); ++at) {
    for (const char c : std::string_view{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
      std::string wrong = reference;
      wrong[at] = c;
      EXPECT_EQ(deposit_references_in({wrong}).size(), c == reference[at] ? 1U : 0U) << wrong;
    }
  }
}

TEST(DepositReference, IsFoundAmidOtherWordsAsBanksPrintThem) {
  const std::string reference = deposit_reference_of(DepositId{named_uuid("deposit")});
  const std::string printed =
      name_as_printed("/inv/ " + reference.substr(0, 6) + " - " + reference.substr(6) + " june");
  EXPECT_EQ(deposit_references_in({"HDHD", printed}), std::set{reference});
  EXPECT_EQ(name_as_printed("hd-ab 1/2 ñ"), "HDAB12");
  EXPECT_EQ(name_as_printed(std::string(500, 'x')).size(), 140U);
}

Candidate candidate(const char* id = "one") {
  return {DepositId{id}, "metrobank", ours, "JUNE2024", amount, money(0, "PHP"), day("2024-06-10")};
}

BankLine line(std::vector<std::string> names = {}, const char* booked = "2024-06-12") {
  BankLine line;
  line.amount = amount;
  line.booked = day(booked);
  line.names = std::move(names);
  return line;
}

std::string chosen(const BankLine& line, const std::vector<Candidate>& candidates) {
  const auto choice = choose_deposit(line, candidates);
  return choice ? choice->deposit.id.text() + " by " + choice->reason : "none";
}

// A candidate whose reference checks itself.
Candidate named(const char* id) {
  Candidate deposit = candidate(id);
  deposit.reference = deposit_reference_of(DepositId{id});
  return deposit;
}

TEST(ChooseDeposit, OurReferenceBeforeThePartnersBeforeAmountAndDay) {
  Candidate first = named("first"), second = named("second"), third = named("third");
  first.partner_name = third.partner_name = "";
  first.amount = money(400000, "PHP");
  second.amount = money(300000, "PHP");
  EXPECT_EQ(chosen(line({first.reference, "JUNE2024"}), {first, second, third}),
            "first by reference");
  EXPECT_EQ(chosen(line({"JUNE2024"}), {first, second, third}), "second by partner_reference");
  EXPECT_EQ(chosen(line({"MAY2024"}), {first, second, third}), "third by amount_and_day");
}

TEST(ChooseDeposit, TheDaysHaveTwoEnds) {
  EXPECT_EQ(chosen(line({}, "2024-06-08"), {candidate()}), "none");
  EXPECT_EQ(chosen(line({}, "2024-06-09"), {candidate()}), "one by amount_and_day");
  EXPECT_EQ(chosen(line({}, "2024-06-17"), {candidate()}), "one by amount_and_day");
  EXPECT_EQ(chosen(line({}, "2024-06-18"), {candidate()}), "none");
}

TEST(ChooseDeposit, AmountAndDayOnlyWhereOneFits) {
  EXPECT_EQ(chosen(line(), {candidate("one"), candidate("two")}), "none");
  for (const auto& [minor, outcome] :
       {std::pair{499999, "none"}, std::pair{500000, "one by amount_and_day"},
        std::pair{500001, "none"}}) {
    BankLine paid = line();
    paid.amount = money(minor, "PHP");
    EXPECT_EQ(chosen(paid, {candidate()}), outcome);
  }
  BankLine dollars = line();
  dollars.amount = money(500000, "USD");
  EXPECT_EQ(chosen(dollars, {candidate()}), "none");
}

TEST(ChooseDeposit, AShortReferenceOfAPartnerTellsNothing) {
  Candidate deposit = candidate();
  deposit.amount = money(1, "PHP");
  deposit.partner_name = "JUN";
  EXPECT_EQ(chosen(line({"JUN"}), {deposit}), "none");
  deposit.partner_name = "JUNE";
  EXPECT_EQ(chosen(line({"JUNE"}), {deposit}), "one by partner_reference");
}

TEST(ChooseDeposit, ADepositIsPaidInPartsByOurReferenceAlone) {
  Candidate deposit = named("one");
  deposit.banked = money(499999, "PHP");
  EXPECT_EQ(chosen(line({deposit.reference}), {deposit}), "one by reference");
  EXPECT_EQ(chosen(line({"JUNE2024"}), {deposit}), "none");
  deposit.banked = amount;
  EXPECT_EQ(chosen(line({deposit.reference}), {deposit}), "none") << "nothing of it is missing";
}

TEST(ChooseDeposit, MoneyOutIsNoDeposit) {
  BankLine out = line();
  out.amount = amount.times(-1);
  EXPECT_EQ(chosen(out, {candidate()}), "none");
}

TEST(DepositState, FollowsFromItsLines) {
  const auto after = [](DepositState state, std::vector<LineState> of_lines) {
    Deposit deposit;
    deposit.state = state;
    std::vector<BankLine> lines;
    for (const LineState each : of_lines) {
      lines.emplace_back().state = each;
    }
    return name_of(state_of(deposit, lines));
  };
  using enum DepositState;
  EXPECT_EQ(after(announced, {}), "announced");
  EXPECT_EQ(after(announced, {LineState::claimed}), "claimed");
  EXPECT_EQ(after(claimed, {}), "announced");
  EXPECT_EQ(after(claimed, {LineState::claimed, LineState::matched}), "matched");
  EXPECT_EQ(after(cancelled, {}), "cancelled");
  EXPECT_EQ(after(cancelled, {LineState::matched}), "matched");
}

TEST(Difference, IsStatedFromWhatWasExpected) {
  EXPECT_EQ(difference_of(amount, amount).side, Difference::Side::even);
  const auto over = difference_of(amount, money(500001, "PHP"));
  EXPECT_EQ(over.side, Difference::Side::over);
  EXPECT_EQ(over.amount.minor(), 1);
  const auto under = difference_of(amount, money(499999, "PHP"));
  EXPECT_EQ(under.side, Difference::Side::short_of);
  EXPECT_EQ(under.amount.minor(), 1);
}

TEST(Ages, TheBandsAreOfWholeDays) {
  for (const auto& [days, band] :
       {std::pair{0, 0U}, std::pair{7, 0U}, std::pair{8, 1U}, std::pair{30, 1U}, std::pair{31, 2U},
        std::pair{90, 2U}, std::pair{91, 3U}, std::pair{4000, 3U}}) {
    EXPECT_EQ(band_of(days), band) << days;
  }
}

template <class State>
void names_lead_back() {
  for (const auto name : names_of(State{})) {
    EXPECT_EQ(name_of(state_named<State>(name)), name);
  }
}

TEST(MoneyStates, NamesLeadBackToStates) {
  names_lead_back<DepositState>();
  names_lead_back<LineState>();
  names_lead_back<RefundState>();
  names_lead_back<ChargeState>();
}

}  // namespace
}  // namespace haven::contributions
