#pragma once
#include <gtest/gtest.h>

#include "common/core/ensure.hpp"
#include "common/scheme/pack.hpp"

/// Cases and packs that the tests of this folder start from.
namespace haven::scheme::sample {

inline Date day(const char* text) {
  const auto read = date_from(text);
  ensure(read.has_value(), "a day written in a test exists");
  return *read;
}

inline PackPtr philippines() {
  static const auto pack = load_pack("ops/schemes/ph");
  ensure(pack.has_value(), "the pack of the Philippines is in order");
  return *pack;
}

inline Relative relative(const std::string& id, const std::string& relation, const char* born) {
  Relative one;
  one.id = id;
  one.relation = relation;
  one.born = day(born);
  return one;
}

/// A cook, member and insured, who died of an illness abroad; every rule is met.
inline Case death_of_a_cook() {
  Case facts;
  facts.pack = "ph";
  facts.today = day("2023-09-10");
  facts.member = {day("1992-11-03"), "male", "", true, "PH"};
  facts.registrations = {
      {"owwa", "new", "agency", {}, day("2022-01-17"), {}, {}, false, ""},
      {"oci", "new", "agency", {}, {}, day("2022-02-01"), day("2024-01-31"), false, ""}};
  facts.contract = Contract{day("2022-02-01"), day("2024-01-31"),   "agency", "cook",
                            "services",        money(520'00, "USD")};
  facts.incident = {"death", "illness", day("2023-08-01"), "AE", {}};
  facts.family = {relative("wife", "spouse", "1993-05-21"), relative("son", "child", "2016-10-09")};
  facts.nominees = {{"wife", {}}, {"son", {}}};
  return facts;
}

inline Decision decide(const Case& facts) {
  auto decision = evaluate(*philippines(), facts);
  EXPECT_TRUE(decision.has_value()) << (decision ? "" : decision.error().detail);
  return decision.value_or(Decision{});
}

inline const Line* line_of(const Decision& decision, const std::string& scheme,
                           const std::string& benefit) {
  for (const Line& line : decision.lines) {
    if (line.scheme == scheme && line.benefit == benefit) return &line;
  }
  return nullptr;
}

/// "pay 100000.00 PHP", "refuse cover_ended", or "none".
inline std::string outcome_of(const Decision& decision, const std::string& scheme,
                              const std::string& benefit) {
  const Line* line = line_of(decision, scheme, benefit);
  if (line == nullptr) return "none";
  if (line->outcome != Outcome::pay) return name_of(line->outcome) + " " + line->reason;
  return "pay " + decimal_text(line->amount) + " " + line->amount.currency().code();
}

}  // namespace haven::scheme::sample
