#include "common/dmn/model.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/common/dmn/models.hpp"

namespace haven::dmn {
namespace {

std::string requiring(const std::string& name, const std::string& decisions_it_needs,
                      const std::string& text) {
  return "<decision id='_" + name + "' name='" + name + "'><variable name='" + name +
         "'/><informationRequirement><requiredDecision href='" + decisions_it_needs +
         "'/></informationRequirement>" + literal(text) + "</decision>";
}

std::string knowledge(const std::string& name, const std::string& parameters,
                      const std::string& text) {
  return "<businessKnowledgeModel id='_" + name + "' name='" + name + "'><variable name='" + name +
         "'/><encapsulatedLogic>" + parameters + literal(text) +
         "</encapsulatedLogic></businessKnowledgeModel>";
}

std::string knowing(const std::string& name, const std::string& known, const std::string& text) {
  return "<decision id='_" + name + "' name='" + name + "'><variable name='" + name +
         "'/><knowledgeRequirement><requiredKnowledge href='#_" + known +
         "'/></knowledgeRequirement>" + literal(text) + "</decision>";
}

TEST(Load, AcceptsEveryVersionFromOneDotOne) {
  for (const char* space : {"http://www.omg.org/spec/DMN/20151101/dmn.xsd",
                            "http://www.omg.org/spec/DMN/20180521/MODEL/",
                            "https://www.omg.org/spec/DMN/20191111/MODEL/",
                            "https://www.omg.org/spec/DMN/20211108/MODEL/",
                            "https://www.omg.org/spec/DMN/20230324/MODEL/"}) {
    const std::string xml = "<definitions xmlns='" + std::string{space} +
                            "' name='m' namespace='urn:m'>" + decision("d", literal("1")) +
                            "</definitions>";
    const auto model = load(xml);
    ASSERT_TRUE(model) << space;
    EXPECT_EQ(value_of(*model, "d"), "1") << space;
  }
}

TEST(Load, RefusesWhatIsNoModelAndSaysWhatWouldBe) {
  EXPECT_EQ(refusal("<definitions/>"),
            "line 1: a model begins with <definitions> in a namespace of DMN 1.1 to 1.5, for "
            "example https://www.omg.org/spec/DMN/20230324/MODEL/");
}

TEST(Load, NamesTheLineOfAReferenceToNothing) {
  EXPECT_EQ(refusal(definitions("\n" + requiring("a", "#_b", "1"))),
            "line 2: nothing has the id _b in this model");
}

TEST(Load, RefusesDecisionsThatGoInACircle) {
  const std::string circle = definitions(requiring("a", "#_b", "b") + requiring("b", "#_a", "a"));
  EXPECT_NE(refusal(circle).find("requires itself"), std::string::npos);
}

TEST(Load, RefusesAnUnknownType) {
  EXPECT_EQ(refusal(definitions(input("x", "tNothing"))),
            "line 1: there is no type tNothing: use a type of FEEL or the name of an item "
            "definition");
}

TEST(Load, AcceptsPrefixesOfTypesThatNothingDeclares) {
  const std::string types =
      "<itemDefinition name='few'><typeRef>feel:number</typeRef><allowedValues><text>&lt; 5</text>"
      "</allowedValues></itemDefinition>";
  const auto model = loaded(types + input("x", "tns:few") + decision("d", literal("x"), {"x"}));
  EXPECT_EQ(value_of(model, "d", {{"x", "4"}}), "4");
  EXPECT_EQ(value_of(model, "d", {{"x", "5"}}), "null");
}

TEST(Load, RefusesATypeThatIsOnlyItself) {
  const std::string types =
      "<itemDefinition name='a'><typeRef>b</typeRef></itemDefinition>"
      "<itemDefinition name='b'><typeRef>a</typeRef></itemDefinition>";
  EXPECT_EQ(refusal(definitions(types)), "line 1: type a is defined by itself");
}

TEST(Load, AcceptsATypeWhosePartsHaveTheSameType) {
  const std::string types =
      "<itemDefinition name='person'><itemComponent name='name'><typeRef>string</typeRef>"
      "</itemComponent><itemComponent name='children' isCollection='true'>"
      "<typeRef>person</typeRef></itemComponent></itemDefinition>";
  const auto model = loaded(types + input("p", "person") + decision("d", literal("p.name"), {"p"}));
  const char* family = R"({name: "a", children: [{name: "b", children: []}]})";
  const char* wrong = R"({name: "a", children: [{name: 5, children: []}]})";
  EXPECT_EQ(value_of(model, "d", {{"p", family}}), "a");
  EXPECT_EQ(value_of(model, "d", {{"p", wrong}}), "null");
}

TEST(Load, AStrictHostRefusesFeelThatDoesNotCompile) {
  const std::string xml = definitions("\n" + decision("d", literal("1 +")));
  EXPECT_TRUE(load(xml));
  const auto strict = load(xml, {}, {.strict_texts = true});
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().detail.substr(0, 7), "line 2:");
}

TEST(Load, AStrictHostRefusesNamesThatNothingHas) {
  const std::string xml = definitions(decision("d", literal("nothing + 1")));
  EXPECT_TRUE(load(xml));
  EXPECT_FALSE(load(xml, {}, {.strict_names = true, .strict_texts = true}));
}

TEST(Evaluate, DecisionsFeedOneAnother) {
  const auto model =
      loaded(input("x") + decision("a", literal("x + 1"), {"x"}) + requiring("b", "#_a", "a * 2"));
  EXPECT_EQ(value_of(model, "b", {{"x", "4"}}), "10");
}

TEST(Evaluate, TakesInputsBySlot) {
  const auto model = loaded(input("x") + input("y") + decision("d", literal("x - y"), {"y", "x"}));
  ASSERT_TRUE(model);
  const auto index = model->decision("d");
  ASSERT_TRUE(index);
  EXPECT_EQ(model->decisions()[*index].inputs, (std::vector<std::size_t>{0, 1}));
  std::vector<feel::Value> slots(model->inputs().size());
  slots[*model->input("x")] = feel::Value::of(std::int64_t{7});
  slots[*model->input("y")] = feel::Value::of(std::int64_t{2});
  feel::Evaluation evaluation;
  EXPECT_EQ(feel::text_of(evaluate(*model, *index, evaluation, slots)), "5");
}

TEST(Evaluate, ADecisionWithoutLogicIsGiven) {
  const auto model = loaded("<decision id='_a' name='a'><variable name='a'/></decision>" +
                            requiring("b", "#_a", "a * 2"));
  EXPECT_EQ(value_of(model, "b", {{"a", "21"}}), "42");
  EXPECT_EQ(value_of(model, "b"), "null");
}

TEST(Evaluate, CoercesToTheTypeOfTheVariable) {
  const std::string types =
      "<itemDefinition name='numbers' isCollection='true'><typeRef>number</typeRef>"
      "</itemDefinition><itemDefinition name='grade'><typeRef>string</typeRef><allowedValues>"
      "<text>\"A\", \"B\"</text></allowedValues></itemDefinition>";
  const auto typed = [&](const char* text, const char* type) {
    return value_of(loaded(types + decision("d", literal(text), {}, type)), "d");
  };
  EXPECT_EQ(typed("5", "numbers"), "[5]");
  EXPECT_EQ(typed("[5]", "number"), "5");
  EXPECT_EQ(typed("[5, 6]", "number"), "null");
  EXPECT_EQ(typed("[\"a\"]", "numbers"), "null");
  EXPECT_EQ(typed("\"B\"", "grade"), "B");
  EXPECT_EQ(typed("\"C\"", "grade"), "null");
  EXPECT_EQ(typed("null", "numbers"), "null");
}

TEST(Evaluate, KnowledgeMayCallItselfWithinTheBounds) {
  const std::string n = "<formalParameter name='n'/>";
  const auto model =
      loaded(knowledge("factorial", n, "if n <= 1 then 1 else n * factorial(n - 1)") +
             knowledge("endless", n, "endless(n + 1)") +
             knowing("a", "factorial", "factorial(10)") + knowing("b", "endless", "endless(0)"));
  EXPECT_EQ(value_of(model, "a"), "3628800");
  EXPECT_EQ(value_of(model, "b"), "null");
}

TEST(Evaluate, NamesOfParametersMayHaveDots) {
  const std::string parameters = "<formalParameter name='who.name'/><formalParameter name='n'/>";
  const std::string invocation =
      "<knowledgeRequirement><requiredKnowledge "
      "href='#_greet'/></knowledgeRequirement><invocation>" +
      literal("greet") + "<binding><parameter name='n'/>" + literal("2") +
      "</binding><binding><parameter name='who.name'/>" + literal("\"Ana\"") +
      "</binding></invocation>";
  const auto model = loaded(knowledge("greet", parameters, "who.name + string(n)") +
                            decision("d", invocation) + knowing("e", "greet", "greet(\"Bo\", 1)"));
  EXPECT_EQ(value_of(model, "d"), "Ana2");
  EXPECT_EQ(value_of(model, "e"), "Bo1");
}

TEST(Evaluate, AServiceIsAFunctionOfItsInputs) {
  const auto model = loaded(
      input("x", "number") + decision("inner", literal("x * 10"), {"x"}) +
      "<decisionService id='_s' name='s'><variable name='s'/><outputDecision href='#_inner'/>"
      "<inputData href='#_x'/></decisionService>" +
      knowing("outer", "s", "s(4) + s(x: 5)") + knowing("wrong", "s", "s(\"text\")"));
  EXPECT_EQ(value_of(model, "outer", {{"x", "1"}}), "90");
  EXPECT_EQ(value_of(model, "wrong"), "null");
  EXPECT_EQ(value_of(model, "s", {{"x", "6"}}), "60");
}

TEST(Evaluate, ReadsImportedModelsUnderTheirName) {
  const Imports imports{
      {"urn:b",
       definitions(input("x") + decision("twice", literal("x * 2"), {"x"}), "urn:b", "b")}};
  const std::string importing =
      "<import name='b' namespace='urn:b' "
      "importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>" +
      requiring("d", "urn:b#_twice", "b.twice + 1");
  EXPECT_EQ(value_of(loaded(importing, imports), "d", {{"x", "3"}}), "7");
  EXPECT_EQ(refusal(definitions(importing)), "line 1: the imported model urn:b is not at hand");
}

TEST(Evaluate, GivesTheSameFromManyThreads) {
  const auto model =
      loaded(input("x") + decision("d", literal("sum(for i in 1..100 return i * x)"), {"x"}));
  std::vector<std::thread> threads;
  std::vector<std::string> values(4);
  for (std::size_t i = 0; i < values.size(); ++i) {
    threads.emplace_back([&, i] { values[i] = value_of(model, "d", {{"x", std::to_string(i)}}); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(values, (std::vector<std::string>{"0", "5050", "10100", "15150"}));
}

}  // namespace
}  // namespace haven::dmn
