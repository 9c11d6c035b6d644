#include "common/scheme/pack_changes.hpp"

#include <cctype>

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

std::vector<RuleChange> changes(const PackFiles& before, const PackFiles& after) {
  const auto found = changes_between(before, after);
  EXPECT_TRUE(found) << found.error().detail;
  return found.value_or(std::vector<RuleChange>{});
}

std::vector<RuleChange> in_yaml(const char* before, const char* after) {
  return changes({{"fund.yaml", before}}, {{"fund.yaml", after}});
}

std::string model(const std::string& rows, const std::string& policy = "UNIQUE",
                  const std::string& literal = "1") {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
  id="m" name="m" namespace="urn:m">
  <inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
  <decision id="d" name="rate"><description>said</description>
    <variable name="rate" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable hitPolicy=")" +
         policy +
         R"("><input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
      <output typeRef="number"/><annotation name="source"/>)" +
         rows + R"(</decisionTable></decision>
  <decision id="e" name="most"><variable name="most" typeRef="number"/>
    <literalExpression><text>)" +
         literal + "</text></literalExpression></decision></definitions>";
}

std::string row(const std::string& when, const std::string& gives,
                const std::string& source = "law") {
  return "<rule><inputEntry><text><![CDATA[" + when + "]]></text></inputEntry><outputEntry><text>" +
         gives + "</text></outputEntry><annotationEntry><text>" + source +
         "</text></annotationEntry></rule>";
}

std::vector<RuleChange> in_model(const std::string& before, const std::string& after) {
  return changes({{"fund.dmn", before}}, {{"fund.dmn", after}});
}

TEST(PackChanges, AreNoneBetweenAPackAndItself) {
  const auto packs = load_packs("ops/schemes");
  ASSERT_TRUE(packs);
  for (const auto& [name, pack] : *packs) {
    EXPECT_TRUE(changes(files_of(*pack), files_of(*pack)).empty()) << name;
  }
}

TEST(PackChanges, NameTheValueByItsPlace) {
  const auto found =
      in_yaml("benefits: [{benefit: death, versions: [{from: 2016-11-16, amount: '1'}]}]",
              "benefits: [{benefit: death, versions: [{from: 2016-11-16, amount: '2'}]}]");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0],
            (RuleChange{"fund.yaml", "benefits/death/versions/2016-11-16/amount", "1", "2"}));
}

TEST(PackChanges, AreNotMadeBySpacesCommentsAndOrder) {
  EXPECT_TRUE(in_yaml("{a: 1, b: [x, y]}", "# said\nb:\n  - x\n  - y\na:   1\n").empty());
}

TEST(PackChanges, LeaveTheNeighboursOfANewEntryAlone) {
  const auto found =
      in_yaml("benefits: [{benefit: death, amount: 1}]",
              "benefits: [{benefit: burial, amount: 2}, {benefit: death, amount: 1}]");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], (RuleChange{"fund.yaml", "benefits/burial/amount", "", "2"}));
}

TEST(PackChanges, SayWhatIsNewAndWhatIsGone) {
  EXPECT_EQ(in_yaml("a: 1", "{a: 1, b: 2}").at(0), (RuleChange{"fund.yaml", "b", "", "2"}));
  EXPECT_EQ(in_yaml("{a: 1, b: 2}", "a: 1").at(0), (RuleChange{"fund.yaml", "b", "2", ""}));
  EXPECT_EQ(changes({}, {{"new.yaml", "a: 1"}}).at(0), (RuleChange{"new.yaml", "a", "", "1"}));
}

TEST(PackChanges, NameARowByWhatItAsks) {
  const auto found = in_model(model(row("< 18", "1") + row(">= 18", "2")),
                              model(row("< 18", "1") + row(">= 18", "3")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (RuleChange{"fund.dmn", "table rate: age >= 18", "2 (law)", "3 (law)"}));
}

TEST(PackChanges, AreARowGoneAndOneNewWhenItsConditionMoves) {
  const auto found = in_model(model(row("< 18", "1")), model(row("< 19", "1")));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].after, "");
  EXPECT_EQ(found[1].before, "");
}

TEST(PackChanges, SeeSourceHitPolicyAndExpressions) {
  const std::string rows = row("< 18", "1");
  EXPECT_EQ(in_model(model(rows), model(row("< 18", "1", "gazette"))).at(0).after, "1 (gazette)");
  EXPECT_EQ(in_model(model(rows), model(rows, "FIRST")).at(0).after, "FIRST");
  EXPECT_EQ(in_model(model(rows), model(rows, "UNIQUE", "2")).at(0),
            (RuleChange{"fund.dmn", "model/most/literalExpression", "1", "2"}));
}

TEST(PackChanges, RefuseAFileThatCannotBeRead) {
  EXPECT_FALSE(changes_between({{"fund.dmn", "<definitions>"}}, {}));
  EXPECT_FALSE(changes_between({}, {{"fund.yaml", "a: ["}}));
}

/// Where the numbers of a rule begin in a file's text: not in comments and names, and in a model
/// only inside <text>.
std::vector<std::size_t> numbers_in(const std::string& name, const std::string& contents) {
  std::vector<std::size_t> found;
  bool counts = !name.ends_with(".dmn");
  for (std::size_t i = 1; i + 1 < contents.size(); ++i) {
    if (name.ends_with(".dmn")) {
      if (contents.compare(i, 6, "<text>") == 0) counts = true;
      if (contents.compare(i, 7, "</text>") == 0) counts = false;
    } else if (contents[i] == '\n') {
      counts = true;
    } else if (contents[i] == '#') {
      counts = false;
    }
    const auto is_one = [](char c, auto test) { return test(static_cast<unsigned char>(c)) != 0; };
    const bool begins = is_one(contents[i], isdigit) && !is_one(contents[i - 1], isalnum) &&
                        contents[i - 1] != '_' && contents[i - 1] != '-';
    if (counts && begins) found.push_back(i);
  }
  return found;
}

TEST(PackChanges, ListEveryNumberThatChanges) {
  const auto packs = load_packs("ops/schemes");
  ASSERT_TRUE(packs);
  int tried = 0;
  for (const auto& [pack, loaded] : *packs) {
    for (const auto& [name, contents] : files_of(*loaded)) {
      const auto numbers = numbers_in(name, contents);
      for (std::size_t i = 0; i < numbers.size(); i += 1 + numbers.size() / 6) {
        std::string other = contents;
        other[numbers[i]] = other[numbers[i]] == '1' ? '2' : '1';
        const auto found = changes_between({{name, contents}}, {{name, other}});
        if (!found) continue;  // such as a 19th month: no longer a file that can be read
        EXPECT_FALSE(found->empty())
            << pack << "/" << name << ": " << contents.substr(numbers[i] - 20, 40);
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 100);
}

}  // namespace
}  // namespace haven::scheme
