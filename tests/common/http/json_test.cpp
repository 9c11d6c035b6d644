#include "common/http/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/json.hpp>

namespace haven::http {
namespace {

using Read = std::function<void(JsonReader&)>;

// The pointers of everything that is wrong, in order, joined by spaces; "" when nothing is.
std::string wrong_in(const std::string& text, const Read& read) {
  auto body = JsonReader::parse_text(text);
  if (!body) return body.error().code;
  read(*body);
  const auto complete = body->finish();
  if (complete) return "";
  EXPECT_EQ(complete.error().kind, ErrorKind::invalid);
  EXPECT_EQ(complete.error().code, "invalid_field");
  std::string pointers;
  for (const auto& field : complete.error().fields) {
    pointers += (pointers.empty() ? "" : " ") + field.pointer;
  }
  return pointers;
}

std::string nested(std::size_t levels) {
  return "{\"a\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
}

TEST(ParseText, RefusesWhatIsNoJsonObject) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[]",
                           "7",
                           "null",
                           "\"a\"",
                           "{\"a\":1}x",
                           "{\"a\":1}{}",
                           "{\"a\":}",
                           "{a:1}",
                           "{\"a\":1,}",
                           "{'a':1}",
                           "{\"a\":01}",
                           "{\"a\":NaN}",
                           "{\"a\":1e999999}x",
                           "// no\n{}",
                           "{\"a\":\"\t\"}",
                           "{\"a\":\"\\x\"}",
                           "{\"a\":\"\\ud800\"}",
                           "{\"a\":\"\\udc00\\ud800\"}"}) {
    const auto body = JsonReader::parse_text(text);
    ASSERT_FALSE(body) << text;
    EXPECT_EQ(body.error().kind, ErrorKind::malformed) << text;
    EXPECT_EQ(body.error().code, "malformed_json") << text;
  }
}

TEST(ParseText, TakesSpaceAroundTheObject) {
  EXPECT_TRUE(JsonReader::parse_text(" \r\n\t{} \n"));
}

TEST(ParseText, RefusesDuplicateKeysAtEveryDepthAndSpelling) {
  for (const char* text :
       {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"a\":null}", "{\"x\":{\"a\":1,\"a\":2}}",
        "{\"x\":[{\"a\":1,\"a\":2}]}", "{\"a\":1,\"\\u0061\":2}"}) {
    const auto body = JsonReader::parse_text(text);
    ASSERT_FALSE(body) << text;
    EXPECT_NE(body.error().detail.find("twice"), std::string::npos) << body.error().detail;
  }
  EXPECT_TRUE(JsonReader::parse_text("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}"));
}

TEST(ParseText, NestsToThirtyTwoLevels) {
  EXPECT_TRUE(JsonReader::parse_text(nested(32)));
  EXPECT_FALSE(JsonReader::parse_text(nested(33)));
  EXPECT_FALSE(JsonReader::parse_text(nested(100000)));
}

TEST(ParseText, RefusesBytesThatAreNotUtf8) {
  for (const char* bytes :
       {"\xff", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3", "\x80"}) {
    EXPECT_FALSE(JsonReader::parse_text(std::string{"{\"a\":\""} + bytes + "\"}"));
    EXPECT_FALSE(JsonReader::parse_text(std::string{"{\""} + bytes + "\":1}"));
  }
}

TEST(JsonText, HasOneToMostCharactersNotBytes) {
  const Read read = [](JsonReader& body) { body.text("a", 3); };
  EXPECT_EQ(wrong_in(R"({"a":"x"})", read), "");
  EXPECT_EQ(wrong_in(R"({"a":"ñéü"})", read), "");
  EXPECT_EQ(wrong_in("{\"a\":\"\U0001F600\U0001F600\U0001F600\"}", read), "");
  EXPECT_EQ(wrong_in(R"({"a":"ñéüx"})", read), "/a");
  for (const char* text : {R"({"a":""})", R"({"a":"   "})", R"({"a":7})", R"({"a":null})",
                           R"({"a":true})", R"({"a":["x"]})", R"({})"}) {
    EXPECT_EQ(wrong_in(text, read), "/a") << text;
  }
}

TEST(JsonText, RefusesControlCharacters) {
  const Read read = [](JsonReader& body) { body.text("a"); };
  for (const char* escape : {"\\u0000", "\\n", "\\r", "\\t", "\\u001b", "\\u007f", "\\u0085"}) {
    EXPECT_EQ(wrong_in(std::string{"{\"a\":\"x"} + escape + "y\"}", read), "/a") << escape;
  }
  EXPECT_EQ(wrong_in(R"({"a":"\u00a0x \"quoted\" \\ back"})", read), "");
}

TEST(JsonText, OptionalMayBeAbsentButNotNull) {
  std::optional<std::string> text;
  const Read read = [&](JsonReader& body) { text = body.maybe_text("a"); };
  EXPECT_EQ(wrong_in("{}", read), "");
  EXPECT_FALSE(text);
  EXPECT_EQ(wrong_in(R"({"a":"x"})", read), "");
  EXPECT_EQ(text, "x");
  EXPECT_EQ(wrong_in(R"({"a":null})", read), "/a");
}

TEST(JsonChoice, TakesOnlyWhatIsAllowed) {
  std::string kind;
  std::optional<std::string> layer;
  const Read read = [&](JsonReader& body) {
    kind = body.one_of("kind", {"death", "disability"});
    layer = body.maybe_one_of("layer", {"fund", "insurer"});
  };
  EXPECT_EQ(wrong_in(R"({"kind":"disability","layer":"fund"})", read), "");
  EXPECT_EQ(kind, "disability");
  EXPECT_EQ(layer, "fund");
  EXPECT_EQ(wrong_in(R"({"kind":"Death","layer":""})", read), "/kind /layer");
  EXPECT_EQ(kind, "death");
  EXPECT_FALSE(layer);
  EXPECT_EQ(wrong_in(R"({"layer":3})", read), "/kind /layer");
}

TEST(JsonDate, IsACalendarDay) {
  Date date;
  const Read read = [&](JsonReader& body) { date = body.date("on"); };
  for (const char* day : {"1900-01-01", "2024-02-29", "2200-12-31"}) {
    EXPECT_EQ(wrong_in(std::string{"{\"on\":\""} + day + "\"}", read), "");
    EXPECT_EQ(text_of(date), day);
  }
  for (const char* value : {"\"1899-12-31\"", "\"2023-02-29\"", "\"2201-01-01\"", "\"2024-2-9\"",
                            "\"2024-05-14T00:00:00Z\"", "\"\"", "20240514", "null"}) {
    EXPECT_EQ(wrong_in(std::string{"{\"on\":"} + value + "}", read), "/on") << value;
  }
  EXPECT_EQ(wrong_in("{}", [](JsonReader& body) { EXPECT_FALSE(body.maybe_date("on")); }), "");
}

TEST(JsonInteger, LiesBetweenItsBounds) {
  std::int64_t number = 0;
  const Read read = [&](JsonReader& body) { number = body.integer("n", -2, 5); };
  for (const auto& [text, right] : std::map<std::string, bool>{{"-2", true},
                                                               {"5", true},
                                                               {"-3", false},
                                                               {"6", false},
                                                               {"0", true},
                                                               {"5.0", false},
                                                               {"1e0", false},
                                                               {"\"1\"", false},
                                                               {"null", false},
                                                               {"18446744073709551615", false},
                                                               {"-9223372036854775809", false},
                                                               {"true", false}}) {
    EXPECT_EQ(wrong_in("{\"n\":" + text + "}", read), right ? "" : "/n") << text;
    EXPECT_EQ(number, right ? std::stoll(text) : -2);
  }
  const Read widest = [&](JsonReader& body) {
    number = *body.maybe_integer("n", INT64_MIN, INT64_MAX);
  };
  EXPECT_EQ(wrong_in(R"({"n":9223372036854775807})", widest), "");
  EXPECT_EQ(number, INT64_MAX);
  EXPECT_EQ(wrong_in(R"({"n":-9223372036854775808})", widest), "");
  EXPECT_EQ(number, INT64_MIN);
}

TEST(JsonBoolean, IsTrueOrFalse) {
  bool yes = false;
  const Read read = [&](JsonReader& body) { yes = body.boolean("b", true); };
  EXPECT_EQ(wrong_in(R"({"b":false})", read), "");
  EXPECT_FALSE(yes);
  EXPECT_EQ(wrong_in("{}", read), "");
  EXPECT_TRUE(yes);
  for (const char* value : {"0", "1", "\"true\"", "null"}) {
    EXPECT_EQ(wrong_in(std::string{"{\"b\":"} + value + "}", read), "/b") << value;
  }
}

TEST(JsonUuid, IsCanonical) {
  std::string id;
  const Read read = [&](JsonReader& body) { id = body.uuid("id"); };
  EXPECT_EQ(wrong_in(R"({"id":"018f7a3e-1111-7abc-8def-0123456789ab"})", read), "");
  EXPECT_EQ(id, "018f7a3e-1111-7abc-8def-0123456789ab");
  for (const char* value :
       {"\"018F7A3E-1111-7ABC-8DEF-0123456789AB\"", "\"\"", "7",
        "\"018f7a3e11117abc8def0123456789ab\"", "\"018f7a3e-1111-7abc-8def-0123456789a\""}) {
    EXPECT_EQ(wrong_in(std::string{"{\"id\":"} + value + "}", read), "/id") << value;
    EXPECT_EQ(id, "00000000-0000-0000-0000-000000000000");
  }
  EXPECT_EQ(wrong_in("{}", [](JsonReader& body) { EXPECT_FALSE(body.maybe_uuid("id")); }), "");
}

TEST(JsonMoney, IsTextAndMoreThanZero) {
  Money amount;
  const Read read = [&](JsonReader& body) { amount = body.money("sum"); };
  EXPECT_EQ(wrong_in(R"({"sum":{"amount":"0.01","currency":"PHP"}})", read), "");
  EXPECT_EQ(amount, money(1, "PHP"));
  EXPECT_EQ(wrong_in(R"({"sum":{"amount":"999999999999999.99","currency":"USD"}})", read), "");
  EXPECT_EQ(amount.minor(), 99999999999999999);
  for (const auto& [body, pointers] : std::vector<std::pair<std::string, std::string>>{
           {R"({"amount":"0.00","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"-1.00","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1.005","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1,00","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1e3","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":12.5,"currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1000000000000000.00","currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1.00","currency":"XXX"})", "/sum/currency"},
           {R"({"amount":"1.00","currency":"php"})", "/sum/currency"},
           {R"({"amount":"1.00"})", "/sum/currency"},
           {R"({"currency":"PHP"})", "/sum/amount"},
           {R"({"amount":"1.00","currency":"PHP","rate":1})", "/sum/rate"},
           {"12.5", "/sum"},
           {"\"12.50 PHP\"", "/sum"},
           {"null", "/sum"}}) {
    EXPECT_EQ(wrong_in("{\"sum\":" + body + "}", read), pointers) << body;
  }
  EXPECT_EQ(wrong_in("{}", read), "/sum");
  EXPECT_EQ(wrong_in("{}", [](JsonReader& body) { EXPECT_FALSE(body.maybe_money("sum")); }), "");
}

TEST(JsonMoney, IsWrittenAsItIsRead) {
  EXPECT_EQ(boost::json::serialize(json_of(money(1250, "PHP"))),
            R"({"amount":"12.50","currency":"PHP"})");
}

TEST(JsonTexts, AreCountedAndEachChecked) {
  std::vector<std::string> texts;
  const Read read = [&](JsonReader& body) { texts = body.texts("a", 2, 3); };
  EXPECT_EQ(wrong_in("{}", read), "");
  EXPECT_TRUE(texts.empty());
  EXPECT_EQ(wrong_in(R"({"a":["x","abc"]})", read), "");
  EXPECT_EQ(texts, (std::vector<std::string>{"x", "abc"}));
  EXPECT_EQ(wrong_in(R"({"a":["x","y","z"]})", read), "/a");
  EXPECT_EQ(wrong_in(R"({"a":["abcd",7]})", read), "/a/0 /a/1");
  EXPECT_EQ(wrong_in(R"({"a":"x"})", read), "/a");
}

TEST(JsonTextMap, IsCountedAndEachChecked) {
  std::vector<std::pair<std::string, std::string>> facts;
  const Read read = [&](JsonReader& body) { facts = body.text_map("facts", 2); };
  EXPECT_EQ(wrong_in(R"({"facts":{"b":"2","a":"1"}})", read), "");
  EXPECT_EQ(facts, (std::vector<std::pair<std::string, std::string>>{{"b", "2"}, {"a", "1"}}));
  EXPECT_EQ(wrong_in(R"({"facts":{"a":"1","b":"2","c":"3"}})", read), "/facts");
  EXPECT_EQ(wrong_in(R"({"facts":{"a":1,"b":""}})", read), "/facts/a /facts/b");
  EXPECT_EQ(wrong_in(R"({"facts":{"":"x"}})", read), "/facts/");
  EXPECT_EQ(wrong_in(R"({"facts":[]})", read), "/facts");
}

TEST(JsonNested, PrefixesPointersAndRefusesUnknownFieldsInside) {
  const Read read = [](JsonReader& body) {
    body.object("incident", [](JsonReader& incident) { incident.date("on"); });
    body.list("costs", 2, [](JsonReader& cost) {
      cost.money("sum");
      cost.object(
          "by", [](JsonReader& by) { by.text("name"); }, true);
    });
  };
  EXPECT_EQ(wrong_in(R"({"incident":{"on":"2024-05-14"}})", read), "");
  EXPECT_EQ(wrong_in(R"({"incident":{"on":"x","at":1},"costs":[
      {"sum":{"amount":"1","currency":"PHP"}}, {"sum":{"amount":"0","currency":"PHP"},"by":{},"q":1}]})",
                     read),
            "/incident/on /incident/at /costs/1/sum/amount /costs/1/by/name /costs/1/q");
  EXPECT_EQ(wrong_in(R"({"incident":[],"costs":[7]})", read), "/incident /costs/0");
  EXPECT_EQ(wrong_in(R"({"costs":{}})", read), "/incident /costs");
  EXPECT_EQ(wrong_in(R"({"incident":{"on":"2024-05-14"},"costs":[{},{},{}]})", read), "/costs");
}

TEST(JsonFinish, NamesUnknownFieldsAndTheCallersOwnProblems) {
  const Read read = [](JsonReader& body) {
    body.maybe_text("a");
    if (body.has("b")) body.wrong("b", "not together with a");
    body.boolean("b", false);
  };
  EXPECT_EQ(wrong_in(R"({"a":"x","b":true,"c":1,"d/e~f":2})", read), "/b /c /d~1e~0f");
}

TEST(JsonFinish, AnswersWithAtMostFiftyProblemsAndRepeatsNoLongNames) {
  std::string many = "{\"" + std::string(5000, 'n') + "\":1";
  for (int i = 0; i < 1000; ++i) many += ",\"f" + std::to_string(i) + "\":1";
  auto body = JsonReader::parse_text(many + "}");
  ASSERT_TRUE(body);
  const auto complete = body->finish();
  ASSERT_FALSE(complete);
  EXPECT_EQ(complete.error().fields.size(), 50u);
  EXPECT_EQ(complete.error().fields[0].pointer, "/" + std::string(64, 'n'));
}

void read_everything(JsonReader& body) {
  body.text("a", 5);
  body.maybe_one_of("b", {"x"});
  body.date("c");
  body.integer("d", 0, 9);
  body.boolean("e", true);
  body.uuid("f");
  body.money("g");
  body.texts("h", 3);
  body.text_map("i", 3);
  body.object(
      "j", [](JsonReader& inner) { inner.maybe_text("a"); }, true);
  body.list("k", 3, [](JsonReader& inner) { inner.maybe_money("g"); });
}

RC_GTEST_PROP(JsonReaderProperty, NeverCrashesOnAnyBytes, (const std::string& bytes)) {
  auto body = JsonReader::parse_text(bytes);
  if (!body) return;
  read_everything(*body);
  RC_ASSERT(!body->finish());
}

// Valid documents of random shape under the names that are read, then cut and altered.
RC_GTEST_PROP(JsonReaderProperty, NeverCrashesOnDamagedDocuments, ()) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{"{",
                                                                 "}",
                                                                 "[",
                                                                 "]",
                                                                 ":",
                                                                 ",",
                                                                 "\"a\"",
                                                                 "\"g\"",
                                                                 "\"k\"",
                                                                 "\"amount\"",
                                                                 "1",
                                                                 "-0",
                                                                 "1e400",
                                                                 "\"\\u0000\"",
                                                                 "null",
                                                                 "true",
                                                                 "\"2024-02-30\"",
                                                                 "\xc3\xa9",
                                                                 "\"",
                                                                 " ",
                                                                 "{\"a\":\"b\"}"});
  std::string text = "{";
  for (const auto& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
  auto body = JsonReader::parse_text(text);
  if (!body) return;
  read_everything(*body);
  RC_ASSERT(!body->finish());
}

RC_GTEST_PROP(JsonReaderProperty, ReadsBackEveryTextThatItShouldTake, ()) {
  const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('!', '~')));
  boost::json::object document{{"a", text}};
  auto body = JsonReader::parse_text(boost::json::serialize(document));
  RC_ASSERT(body.has_value());
  RC_ASSERT(body->text("a", 10000) == text);
  RC_ASSERT(body->finish().has_value());
}

}  // namespace
}  // namespace haven::http
