#include "common/feel/value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "common/feel/temporal.hpp"

namespace haven::feel {
namespace {

class Values : public testing::Test {
 protected:
  Value temporal(std::string_view text) {
    const Value value = temporal_from(text, arena);
    EXPECT_FALSE(value.is_null()) << text;
    return value;
  }
  Value list(std::initializer_list<Value> items) {
    auto* copied = arena.array<Value>(items.size());
    std::copy(items.begin(), items.end(), copied);
    return Value::list({copied, items.size()});
  }
  Value context(std::initializer_list<Entry> entries) {
    auto* copied = arena.array<Entry>(entries.size());
    std::copy(entries.begin(), entries.end(), copied);
    return Value::context(new (arena.take(sizeof(Context), alignof(Context)))
                              Context{copied, entries.size()});
  }
  Value range(const Range& range) {
    return Value::range(new (arena.take(sizeof(Range), alignof(Range))) Range(range));
  }

  Arena arena;
};
using Equality = Values;
using Order = Values;

Value number(std::int64_t value) {
  return Value::of(value);
}

TEST_F(Equality, IsUnknownBetweenKindsAndFalseBesideNull) {
  EXPECT_EQ(equal(number(1), Value::text("1")), Truth::unknown);
  EXPECT_EQ(equal(Value::of(false), number(0)), Truth::unknown);
  EXPECT_EQ(equal(temporal("P0D"), temporal("P0Y")), Truth::unknown);
  EXPECT_EQ(equal(Value{}, number(1)), Truth::no);
  EXPECT_EQ(equal(list({}), Value{}), Truth::no);
  EXPECT_EQ(equal(Value{}, Value{}), Truth::yes);
}

TEST_F(Equality, OfMomentsIsThatOfTheInstant) {
  const auto same = [&](const char* a, const char* b) { return equal(temporal(a), temporal(b)); };
  EXPECT_EQ(same("2002-04-02T12:00:00-01:00", "2002-04-02T17:00:00+04:00"), Truth::yes);
  EXPECT_EQ(same("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris"), Truth::yes);
  EXPECT_EQ(same("2018-12-08T00:00:00+02:00", "2018-12-08T00:00:00@Europe/Paris"), Truth::no);
  EXPECT_EQ(same("2018-12-08T00:00:00", "2018-12-08T00:00:00Z"), Truth::no);
  EXPECT_EQ(same("10:00:00Z", "11:00:00+01:00"), Truth::yes);
  EXPECT_EQ(same("10:30:00.1", "10:30:00.2"), Truth::yes);
  EXPECT_EQ(same("10:30:00", "10:30:01"), Truth::no);
  EXPECT_EQ(same("P1D", "PT24H"), Truth::yes);
  EXPECT_EQ(same("P1Y", "P12M"), Truth::yes);
}

TEST_F(Equality, OfListsAndContextsIsThatOfTheirParts) {
  EXPECT_EQ(equal(list({number(1), number(2)}), list({number(1), number(2)})), Truth::yes);
  EXPECT_EQ(equal(list({number(1), number(2)}), list({number(2), number(1)})), Truth::no);
  EXPECT_EQ(equal(list({number(1)}), list({number(1), number(1)})), Truth::no);
  EXPECT_EQ(equal(list({number(1)}), list({Value::text("1")})), Truth::unknown);
  EXPECT_EQ(equal(context({{"a", number(1)}, {"b", Value{}}}),
                  context({{"b", Value{}}, {"a", number(1)}})),
            Truth::yes);
  EXPECT_EQ(equal(context({{"a", number(1)}}), context({{"b", number(1)}})), Truth::no);
  EXPECT_EQ(equal(context({{"a", number(1)}}), context({{"a", number(2)}})), Truth::no);
}

TEST_F(Equality, OfRangesTellsIntervalsFromComparisons) {
  const Value ten = number(10);
  const Value interval = range({ten, ten, true, true});
  const Value comparison = range({ten, ten, true, true, Range::Form::comparison});
  EXPECT_EQ(equal(interval, interval), Truth::yes);
  EXPECT_EQ(equal(comparison, comparison), Truth::yes);
  EXPECT_EQ(equal(interval, comparison), Truth::no);
  EXPECT_EQ(equal(interval, range({ten, ten, true, false})), Truth::no);
  EXPECT_EQ(equal(interval, range({number(9), ten, true, true})), Truth::no);
}

TEST_F(Equality, IsBoundedHoweverOftenAPartIsThere) {
  Value nested = list({});
  for (int depth = 0; depth < 60; ++depth) nested = list({nested, nested});
  EXPECT_THROW(equal(nested, nested), LimitReached);
  EXPECT_THROW(text_of(nested), LimitReached);
  Arena small(std::size_t{1} << 20);
  EXPECT_THROW(copy(nested, small), LimitReached);
}

TEST_F(Equality, IsBoundedInDepth) {
  Value nested = list({});
  for (int depth = 0; depth < 5000; ++depth) nested = list({nested});
  EXPECT_THROW(equal(nested, nested), LimitReached);
  EXPECT_THROW(text_of(nested), LimitReached);
  Arena other;
  EXPECT_THROW(copy(nested, other), LimitReached);
}

TEST_F(Order, IsOfOneKindOnly) {
  EXPECT_EQ(compare(number(1), number(2)), -1);
  EXPECT_EQ(compare(Value::text("b"), Value::text("a")), 1);
  EXPECT_EQ(compare(Value::text("z"), Value::text("é")), -1);
  EXPECT_EQ(compare(temporal("2024-01-01"), temporal("2024-01-01")), 0);
  EXPECT_EQ(compare(temporal("10:30:00.1"), temporal("10:30:00.2")), -1);
  EXPECT_EQ(compare(temporal("-P1D"), temporal("PT0.1S")), -1);
  EXPECT_EQ(compare(temporal("PT0.1S"), temporal("PT0.2S")), -1);
  EXPECT_EQ(compare(temporal("P11M"), temporal("P1Y")), -1);
  EXPECT_EQ(compare(number(1), Value::text("1")), std::nullopt);
  EXPECT_EQ(compare(temporal("2024-01-01"), temporal("2024-01-01T00:00:00")), std::nullopt);
  // What has no offset has that of the other.
  EXPECT_EQ(compare(temporal("10:00:00"), temporal("10:00:01+05:00")), -1);
  EXPECT_EQ(compare(temporal("2024-01-01T10:00:00@Europe/Paris"), temporal("2024-01-01T10:00:00")),
            0);
  EXPECT_EQ(compare(Value::of(true), Value::of(false)), std::nullopt);
  EXPECT_EQ(compare(Value{}, Value{}), std::nullopt);
  EXPECT_EQ(compare(list({}), list({})), std::nullopt);
}

TEST_F(Values, AreCopiedWithAllTheirParts) {
  Arena other;
  const Value copied = [&] {
    Arena passing;
    std::string text = "a text that goes away";
    const Value items[] = {Value::text(text), temporal_from("10:00:00Z", passing), number(1)};
    const Entry entries[] = {{text, Value::list(items)}};
    const Context context{entries, 1};
    const Value value = copy(Value::context(&context), other);
    text.assign(text.size(), '-');
    return value;
  }();
  EXPECT_EQ(text_of(copied), R"({a text that goes away: ["a text that goes away", 10:00:00Z, 1]})");
}

TEST_F(Values, AreWrittenAsTheStandardSays) {
  EXPECT_EQ(text_of(Value{}), "null");
  EXPECT_EQ(text_of(Value::text("a\"b")), "a\"b");
  EXPECT_EQ(text_of(list({Value::text("a\"b\\"), Value{}})), R"(["a\"b\\", null])");
  EXPECT_EQ(text_of(context({{"a b", number(1)}, {"1a", number(2)}, {"", number(3)}})),
            R"({a b: 1, "1a": 2, "": 3})");
  EXPECT_EQ(text_of(range({number(1), number(2), true, false})), "[1..2)");
  EXPECT_EQ(text_of(range({Value{}, number(2), false, true, Range::Form::comparison})), "<=2");
  EXPECT_EQ(text_of(range({number(2), Value{}, false, false, Range::Form::comparison})), ">2");
  EXPECT_EQ(text_of(range({number(2), number(2), true, true, Range::Form::comparison})), "=2");
  EXPECT_EQ(text_of(range({number(2), number(2), true, true, Range::Form::other_than})), "!=2");
}

TEST_F(Values, StopTheProcessWhenTheyAreTakenForAnotherKind) {
  EXPECT_DEATH(static_cast<void>(number(1).text()), "only for what its kind has");
  EXPECT_DEATH(Value::days_duration(1, -1), "one sign");
}

// ---- what holds for all ------------------------------------------------------------------------

Value some_moment(Arena& arena) {
  static constexpr const char* names[] = {"Europe/Paris", "Asia/Kathmandu", "America/New_York"};
  Zone zone{Zone::Kind::offset, *rc::gen::inRange(-14 * 3600, 14 * 3600), nullptr};
  if (*rc::gen::arbitrary<bool>())
    zone = {Zone::Kind::named, 0, zone_named(names[*rc::gen::inRange(0, 3)])};
  const auto day = day_from_number(*rc::gen::inRange<std::int64_t>(-3, 3));
  return Value::of(
      DateTime{*day, {*rc::gen::inRange<std::int64_t>(0, 86'400) * 1'000'000'000, zone}}, arena);
}

RC_GTEST_PROP(OrderProperties, MomentsAreInOneLine, ()) {
  Arena arena;
  const Value a = some_moment(arena), b = some_moment(arena), c = some_moment(arena);
  const int ab = *compare(a, b), bc = *compare(b, c), ac = *compare(a, c);
  RC_ASSERT(compare(b, a) == -ab);
  RC_ASSERT((ab == 0) == (equal(a, b) == Truth::yes));
  if (ab <= 0 && bc <= 0) RC_ASSERT(ac <= 0);
  if (ab < 0 && bc <= 0) RC_ASSERT(ac < 0);
}

RC_GTEST_PROP(OrderProperties, WhatIsIdenticalIsEqual, ()) {
  Arena arena;
  const Value a = some_moment(arena), b = some_moment(arena);
  RC_ASSERT(identical(a, a));
  if (identical(a, b)) RC_ASSERT(equal(a, b) == Truth::yes);
}

RC_GTEST_PROP(OrderProperties, AMomentIsReadAsItIsWritten, ()) {
  Arena arena;
  const Value moment = some_moment(arena);
  RC_ASSERT(identical(temporal_from(text_of(moment), arena), moment));
}

}  // namespace
}  // namespace haven::feel
