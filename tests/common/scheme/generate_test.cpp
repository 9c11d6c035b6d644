#include "common/scheme/generate.hpp"

#include <set>

#include "tests/common/scheme/small_pack.hpp"

namespace haven::scheme {
namespace {

using namespace sample;

const std::map<std::string, PackPtr>& all_packs() {
  static const auto packs = load_packs("ops/schemes");
  return *packs;
}

std::vector<Case> made(const Pack& pack, std::uint64_t seed, int count, std::uint64_t skipped = 0) {
  Generator generator{pack, seed, skipped};
  std::vector<Case> cases;
  for (int i = 0; i < count; ++i) cases.push_back(generator.next());
  return cases;
}

TEST(Generator, MakesCasesThatEveryPackCanRead) {
  for (const auto& [name, pack] : all_packs()) {
    int refused = 0;
    std::string first;
    for (const Case& facts : made(*pack, 11, 400)) {
      const auto decision = evaluate(*pack, facts);
      if (decision) continue;
      if (refused++ == 0) first = facts.id + ": " + decision.error().detail;
    }
    EXPECT_EQ(refused, 0) << name << ", " << first;
  }
}

TEST(Generator, MakesCasesThatComeToSomething) {
  for (const auto& [name, pack] : all_packs()) {
    int answered = 0;
    for (const Case& facts : made(*pack, 12, 400)) {
      const auto decision = evaluate(*pack, facts);
      answered += decision && (!decision->lines.empty() || decision->percent) ? 1 : 0;
    }
    EXPECT_GT(answered, 40) << name << ": fewer than one case in ten is answered";
  }
}

TEST(Generator, OpensEachKindOfIncident) {
  for (const auto& [name, pack] : all_packs()) {
    std::set<std::string> kinds;
    for (const Case& facts : made(*pack, 13, 400)) kinds.insert(facts.incident.kind);
    kinds.erase("");
    const auto& known = codes_of(*pack).at("incident.kind");
    EXPECT_EQ(kinds, std::set(known.begin(), known.end())) << name;
  }
}

TEST(Generator, GivesEqualCasesForEqualSeeds) {
  const Pack& pack = *philippines();
  EXPECT_EQ(made(pack, 5, 60), made(pack, 5, 60));
  EXPECT_NE(made(pack, 5, 60), made(pack, 6, 60));
}

TEST(Generator, GivesTheSameCaseWhereverItBegins) {
  const Pack& pack = *philippines();
  auto whole = made(pack, 5, 60);
  const auto rest = made(pack, 5, 20, 40);
  EXPECT_EQ(std::vector(whole.begin() + 40, whole.end()), rest);
  EXPECT_EQ(rest.front().id, "generated-41");
}

TEST(Generator, NumbersItsCases) {
  const auto cases = made(*philippines(), 1, 2);
  EXPECT_EQ(cases[0].id, "generated-1");
  EXPECT_EQ(cases[1].id, "generated-2");
  EXPECT_NE(cases[0].incident.date, cases[1].incident.date);
}

TEST(Generator, AsksAPackWithoutIncidentsForPercentages) {
  for (const Case& facts : made(*all_packs().at("schedules"), 1, 20)) {
    EXPECT_EQ(facts.ask, "percent");
    EXPECT_EQ(facts.impairments.size(), 1U);
  }
}

}  // namespace
}  // namespace haven::scheme
