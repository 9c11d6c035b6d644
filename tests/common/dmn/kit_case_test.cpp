#include "common/dmn/kit_case.hpp"

#include <gtest/gtest.h>

namespace haven::dmn {
namespace {

using feel::Value;

Value number(const char* text) {
  return Value::of(*feel::Number::parse(text));
}

std::string file_with(const std::string& expected) {
  return "<testCases xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
         "<modelName>m.dmn</modelName><testCase id='1'><inputNode name=' a  b '><value "
         "xsi:type='xsd:decimal'>1.50</value></inputNode><resultNode name='r'><expected>" +
         expected + "</expected></resultNode></testCase></testCases>";
}

std::string value_in(const std::string& expected) {
  feel::Evaluation evaluation;
  const auto file = read_kit_file(file_with(expected), evaluation);
  return file ? feel::text_of(file->cases.at(0).expected.at(0).value) : file.error().detail;
}

TEST(KitCase, ReadsNamesAndInputs) {
  feel::Evaluation evaluation;
  const auto file = read_kit_file(file_with(""), evaluation);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->model, "m.dmn");
  EXPECT_EQ(file->cases.at(0).given.at(0).name, "a b");
  EXPECT_EQ(feel::text_of(file->cases.at(0).given.at(0).value), "1.5");
}

TEST(KitCase, ReadsEveryKindOfValue) {
  const auto typed = [](const char* type, const char* text) {
    return value_in(std::string{"<value xsi:type='xsd:"} + type + "'>" + text + "</value>");
  };
  EXPECT_EQ(typed("string", " a "), " a ");
  EXPECT_EQ(typed("decimal", "2.50"), "2.5");
  EXPECT_EQ(typed("boolean", "true"), "true");
  EXPECT_EQ(typed("date", "2024-02-29"), "2024-02-29");
  EXPECT_EQ(typed("time", "10:00:00"), "10:00:00");
  EXPECT_EQ(typed("dateTime", "2024-02-29T10:00:00"), "2024-02-29T10:00:00");
  EXPECT_EQ(typed("duration", "P1Y2M"), "P1Y2M");
  EXPECT_EQ(typed("duration", "PT5H"), "PT5H");
  EXPECT_EQ(value_in("<value xsi:nil='true'/>"), "null");
  EXPECT_EQ(value_in("<list><item><value xsi:type='xsd:decimal'>1</value></item></list>"), "[1]");
  EXPECT_EQ(value_in("<component name='a'><value xsi:type='xsd:decimal'>1</value></component>"),
            "{a: 1}");
}

TEST(KitCase, ShortNumbersAgreeExactly) {
  EXPECT_TRUE(agree(number("1.0"), number("1.00")));
  EXPECT_FALSE(agree(number("0.3333333"), number("0.33333333")));
  EXPECT_FALSE(agree(number("1"), number("1.000000001")));
}

TEST(KitCase, LongFractionsAgreeToEightDecimals) {
  EXPECT_TRUE(agree(number("0.333333333333"), number("0.33333333333333333333")));
  EXPECT_TRUE(agree(number("0.33333333"), number("0.333333331")));
  EXPECT_FALSE(agree(number("0.33333333"), number("0.33333334")));
}

TEST(KitCase, KindsNeverAgree) {
  EXPECT_FALSE(agree(number("1"), Value::text("1")));
  EXPECT_FALSE(agree({}, Value::of(false)));
  EXPECT_TRUE(agree({}, {}));
}

}  // namespace
}  // namespace haven::dmn
