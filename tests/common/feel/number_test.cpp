#include "common/feel/number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace haven::feel {
namespace {
using Rounding = Number::Rounding;

Number number(std::string_view text) {
  return Number::parse(text).value();
}

std::string text_of(const std::optional<Number>& number) {
  return number ? number->text() : "nothing";
}

/// A number with up to `digits` digits, some of them decimals.
Number some_number(std::int64_t magnitude) {
  const auto significand = *rc::gen::inRange<std::int64_t>(-magnitude, magnitude);
  const auto decimals = *rc::gen::inRange<std::int64_t>(0, 6);
  return *divide(Number::of(significand), *power(Number::of(10), Number::of(decimals)));
}

TEST(Number, ReadsDecimalNotation) {
  EXPECT_EQ(text_of(Number::parse("12")), "12");
  EXPECT_EQ(text_of(Number::parse("-0.5")), "-0.5");
  EXPECT_EQ(text_of(Number::parse(".25")), "0.25");
  EXPECT_EQ(text_of(Number::parse("007")), "7");
  EXPECT_EQ(text_of(Number::parse("1.5e3")), "1500");
  EXPECT_EQ(text_of(Number::parse("1.5E-3")), "0.0015");
  EXPECT_EQ(text_of(Number::parse("100.00")), "100");
  EXPECT_EQ(text_of(Number::parse("-0.00")), "0");
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "5.", "1e", "1e+", "--1", "+1", " 1", "1 ", "0x1", "1_0",
                           "Infinity", "NaN", "1e1.5", "1,5"})
    EXPECT_EQ(Number::parse(text), std::nullopt) << text;
}

TEST(Number, KeepsThirtyFourDigitsAndRoundsTheRestHalfEven) {
  EXPECT_EQ(text_of(Number::parse("1234567890123456789012345678901234")),
            "1234567890123456789012345678901234");
  EXPECT_EQ(text_of(Number::parse("12345678901234567890123456789012345")),
            "12345678901234567890123456789012340");
  EXPECT_EQ(text_of(Number::parse("12345678901234567890123456789012355")),
            "12345678901234567890123456789012360");
  // One digit far behind decides that it is more than half.
  const std::string half = "0.1234567890123456789012345678901234" + ("5" + std::string(80, '0'));
  EXPECT_EQ(text_of(Number::parse(half)), "0.1234567890123456789012345678901234");
  EXPECT_EQ(text_of(Number::parse(half + "1")), "0.1234567890123456789012345678901235");
}

TEST(Number, EndsWithDecimal128) {
  EXPECT_TRUE(Number::parse("9.999999999999999999999999999999999e6144"));
  EXPECT_FALSE(Number::parse("1e6145"));
  EXPECT_FALSE(Number::parse("1e99999999999999999999"));
  EXPECT_TRUE(Number::parse("1e-6176")->is_zero() == false);
  EXPECT_TRUE(Number::parse("1e-6178")->is_zero());
  EXPECT_EQ(multiply(number("1e6000"), number("1e6000")), std::nullopt);
}

TEST(Number, ComparesByValue) {
  EXPECT_EQ(number("1.0"), number("1.00"));
  EXPECT_EQ(number("1e3"), number("1000"));
  EXPECT_EQ(number("-0"), number("0.000"));
  EXPECT_LT(number("-2"), number("-1"));
  EXPECT_LT(number("-1"), number("0.01"));
  EXPECT_LT(number("0.99"), number("1"));
  EXPECT_GT(number("18446744073709551616"), number("18446744073709551615"));
}

TEST(Number, AddsBeyondSixtyFourBits) {
  EXPECT_EQ(text_of(add(number("18446744073709551615"), number("1"))), "18446744073709551616");
  EXPECT_EQ(text_of(subtract(number("18446744073709551615"), number("18446744073709551616"))),
            "-1");
  EXPECT_EQ(text_of(multiply(number("4294967296"), number("4294967296"))), "18446744073709551616");
  EXPECT_EQ(text_of(add(number("0.1"), number("0.2"))), "0.3");
  EXPECT_EQ(text_of(add(number("-1.5"), number("1.5"))), "0");
  EXPECT_EQ(text_of(multiply(number("-2"), number("0"))), "0");
}

TEST(Number, DividesAndTakesRemaindersWithTheSignOfTheDivisor) {
  EXPECT_EQ(text_of(divide(number("1"), number("3"))), "0.3333333333333333333333333333333333");
  EXPECT_EQ(divide(number("1"), number("0")), std::nullopt);
  EXPECT_EQ(text_of(modulo(number("12"), number("5"))), "2");
  EXPECT_EQ(text_of(modulo(number("-12"), number("5"))), "3");
  EXPECT_EQ(text_of(modulo(number("12"), number("-5"))), "-3");
  EXPECT_EQ(text_of(modulo(number("-12"), number("-5"))), "-2");
  EXPECT_EQ(text_of(modulo(number("10.1"), number("4.5"))), "1.1");
  EXPECT_EQ(text_of(modulo(number("1e6144"), number("7"))), "1");
  EXPECT_EQ(modulo(number("1"), number("0")), std::nullopt);
}

TEST(Number, RaisesToPowers) {
  EXPECT_EQ(text_of(power(number("2"), number("64"))), "18446744073709551616");
  EXPECT_EQ(text_of(power(number("5"), number("-2"))), "0.04");
  EXPECT_EQ(text_of(power(number("0"), number("0"))), "1");
  EXPECT_EQ(power(number("0"), number("-1")), std::nullopt);
  EXPECT_EQ(power(number("-8"), number("0.5")), std::nullopt);
  EXPECT_EQ(power(number("10"), number("1e9")), std::nullopt);
  EXPECT_EQ(text_of(power(number("1"), number("9e18"))), "1");
  EXPECT_EQ(text_of(power(number("-1"), number("9223372036854775807"))), "-1");
}

TEST(Number, KnowsRootsLogarithmsAndExponentials) {
  EXPECT_EQ(text_of(square_root(number("2"))), "1.414213562373095048801688724209698");
  EXPECT_EQ(text_of(square_root(number("16"))), "4");
  EXPECT_EQ(square_root(number("-1")), std::nullopt);
  EXPECT_EQ(text_of(natural_log(number("10"))), "2.302585092994045684017991454684364");
  EXPECT_EQ(natural_log(number("0")), std::nullopt);
  EXPECT_EQ(natural_log(number("-1")), std::nullopt);
  EXPECT_EQ(text_of(exponential(number("0"))), "1");
  EXPECT_EQ(exponential(number("1e6")), std::nullopt);
}

struct RoundingCase {
  Rounding how;
  const char *low, *half, *high, *negative_half;  // of 1.121, 1.125, 1.126 and -1.125
};

TEST(Number, RoundsInSevenWays) {
  for (const auto& [how, low, half, high, negative] : {
           RoundingCase{Rounding::half_even, "1.12", "1.12", "1.13", "-1.12"},
           RoundingCase{Rounding::half_up, "1.12", "1.13", "1.13", "-1.13"},
           RoundingCase{Rounding::half_down, "1.12", "1.12", "1.13", "-1.12"},
           RoundingCase{Rounding::up, "1.13", "1.13", "1.13", "-1.13"},
           RoundingCase{Rounding::down, "1.12", "1.12", "1.12", "-1.12"},
           RoundingCase{Rounding::floor, "1.12", "1.12", "1.12", "-1.13"},
           RoundingCase{Rounding::ceiling, "1.13", "1.13", "1.13", "-1.12"},
       }) {
    const int way = static_cast<int>(how);
    EXPECT_EQ(text_of(round(number("1.121"), 2, how)), low) << way;
    EXPECT_EQ(text_of(round(number("1.125"), 2, how)), half) << way;
    EXPECT_EQ(text_of(round(number("1.126"), 2, how)), high) << way;
    EXPECT_EQ(text_of(round(number("-1.125"), 2, how)), negative) << way;
  }
}

TEST(Number, RoundsWithinTheScalesOfDecimal128) {
  EXPECT_EQ(text_of(round(number("5.5"), 6176, Rounding::down)), "5.5");
  EXPECT_EQ(round(number("5.5"), 6177, Rounding::down), std::nullopt);
  EXPECT_EQ(text_of(round(number("5.5"), -6111, Rounding::down)), "0");
  EXPECT_EQ(round(number("5.5"), -6112, Rounding::down), std::nullopt);
  EXPECT_EQ(text_of(round(number("1250"), -2, Rounding::half_even)), "1200");
  EXPECT_EQ(text_of(round(number("1e6144"), 2, Rounding::up)).size(), 6145u);
}

TEST(Number, IsAnIntegerUpToSixtyFourBits) {
  EXPECT_EQ(number("9223372036854775807").as_integer(), INT64_MAX);
  EXPECT_EQ(number("9223372036854775808").as_integer(), std::nullopt);
  EXPECT_EQ(number("-9223372036854775808").as_integer(), INT64_MIN);
  EXPECT_EQ(number("-9223372036854775809").as_integer(), std::nullopt);
  EXPECT_EQ(number("1e3").as_integer(), 1000);
  EXPECT_EQ(number("2.00").as_integer(), 2);
  EXPECT_EQ(number("2.5").as_integer(), std::nullopt);
  EXPECT_TRUE(number("1e40").is_integer());
  EXPECT_EQ(Number::of(INT64_MIN).text(), "-9223372036854775808");
}

RC_GTEST_PROP(NumberProperties, TextIsReadAsTheSameNumber, ()) {
  const Number number = some_number(INT64_MAX);
  RC_ASSERT(Number::parse(number.text()) == number);
}

RC_GTEST_PROP(NumberProperties, WhatIsAddedCanBeTakenAway, ()) {
  const Number a = some_number(1'000'000'000'000), b = some_number(1'000'000'000'000);
  RC_ASSERT(subtract(*add(a, b), b) == a);
  RC_ASSERT(add(a, b) == add(b, a));
}

RC_GTEST_PROP(NumberProperties, OrderIsThatOfTheDifference, ()) {
  const Number a = some_number(1'000'000), b = some_number(1'000'000);
  const Number difference = *subtract(a, b);
  RC_ASSERT((a < b) == difference.is_negative());
  RC_ASSERT((a == b) == difference.is_zero());
  RC_ASSERT((a <=> b) == (0 <=> (b <=> a)));
}

RC_GTEST_PROP(NumberProperties, SmallIntegersBehaveAsThoseOfTheMachine, ()) {
  const auto a = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
  const auto b = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'000);
  RC_ASSERT(add(Number::of(a), Number::of(b)) == Number::of(a + b));
  RC_ASSERT(multiply(Number::of(a), Number::of(b)) == Number::of(a * b));
  RC_ASSERT((Number::of(a) < Number::of(b)) == (a < b));
}

RC_GTEST_PROP(NumberProperties, RoundingStaysWithinOneUnit, ()) {
  const Number a = some_number(INT64_MAX);
  const auto how = static_cast<Rounding>(*rc::gen::inRange(0, 7));
  const auto digits = *rc::gen::inRange<std::int64_t>(-3, 7);
  const Number rounded = *round(a, digits, how);
  const Number unit = *power(Number::of(10), Number::of(-digits));
  RC_ASSERT(absolute(*subtract(a, rounded)) < unit);
  RC_ASSERT(round(rounded, digits, how) == rounded);
}

RC_GTEST_PROP(NumberProperties, TheRemainderIsSmallerThanTheDivisor, ()) {
  const Number a = some_number(1'000'000'000), b = some_number(1'000'000);
  RC_PRE(!b.is_zero());
  const Number rest = *modulo(a, b);
  RC_ASSERT(absolute(rest) < absolute(b));
  RC_ASSERT(rest.is_zero() || rest.is_negative() == b.is_negative());
}

}  // namespace
}  // namespace haven::feel
