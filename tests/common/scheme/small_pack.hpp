#pragma once
#include <sstream>

#include "tests/common/scheme/sample.hpp"

/// Packs of one scheme, written into the test that needs them.
namespace haven::scheme::sample {

inline constexpr const char* small_codes = R"(
codes:
  scheme: [fund, earlier]
  layer: [fund, insurer]
  benefit: [grant, extra, care, visit, cover]
  incident.kind: [death, disability, illness]
  incident.cause: [accident, illness, suicide, execution]
  incident.circumstances: [workplace, emergency]
  impairments.part: [eye, hand, foot, mind]
  impairments.kind: [loss, paralysis]
  costs.head: [bed, taxi, ticket]
  relation: [spouse, child, father, mother, brother, sister]
  school: [primary, college]
  registration.kind: [new, renewal]
  quote.item: [fee, tax, total, batch]
  flag: [look_at_it, paid_less_than_owed]
  facts: [note, days, day, declared, fare.amount, fare.currency]
fact_types: {days: number, day: date, declared: boolean, fare.amount: number}
)";

inline constexpr const char* small_reasons[] = {
    "not_member",        "cover_not_started",     "cover_ended",
    "committee_decides", "outside_band",          "age_limit",
    "no_rate",           "not_entitled_relation", "not_eligible_status",
    "cause_not_covered", "cause_excluded",        "filed_late",
    "cap_used_up",       "expense_out_of_time",   "minimum_not_reached",
    "frequency_limit",   "above_maximum"};

/// What a test writes; the rest of the pack is the least that loading asks for.
struct SmallPack {
  std::string scheme;        // of `fund`, below its head, indented as in a file
  std::string parameters{};  // "months: 3, most: 100"
  std::string tables{};      // fund.dmn
  std::string pack{};        // more lines of pack.yaml
  std::string papers{"documents: {}"};
  std::string earlier{};  // the benefits of a scheme that is decided before

  [[nodiscard]] std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files;
    files["codes.yaml"] = small_codes;
    files["sources.yaml"] = "sources: {law: {cite: \"the law\", confidence: F}}\n";
    files["readings.yaml"] =
        "readings: {r-1: {value: \"so\", reason: \"why\", parameters: {" + parameters + "}}}\n";
    files["reasons.yaml"] = "reasons:\n";
    for (const char* reason : small_reasons) {
      files["reasons.yaml"] +=
          "  " + std::string{reason} + ": {means: \"It is so.\", what_you_can_do: \"Ask.\"}\n";
    }
    files["pack.yaml"] = "pack: small\ntitle: Small\nschemes: [" +
                         std::string{earlier.empty() ? "fund" : "earlier, fund"} +
                         "]\nflag_paid_less_than_owed: paid_less_than_owed\n"
                         "readings_of_the_whole_pack: [r-1]\n" +
                         pack;
    files["papers.yaml"] = papers;
    files["fund.yaml"] = head("fund") + scheme;
    if (!earlier.empty()) files["earlier.yaml"] = head("earlier") + earlier;
    if (!tables.empty()) files["fund.dmn"] = tables;
    return files;
  }

  [[nodiscard]] PackPtr load() const {
    const auto loaded = pack_from("small", files());
    EXPECT_EQ(problems(), "");
    return loaded.value();  // throws, which ends the test
  }

  /// Every problem of loading, one a line; empty when it is in order.
  [[nodiscard]] std::string problems() const {
    const auto loaded = pack_from("small", files());
    std::string all;
    if (loaded) return all;
    for (const auto& each : loaded.error().fields) {
      all += (all.empty() ? "" : "\n") + each.pointer + ": " + each.detail;
    }
    return all;
  }

 private:
  static std::string head(const std::string& name) {
    return "scheme: " + name + "\ntitle: A scheme\nlayer: fund\ncurrency: USD\nsource: law\n";
  }
};

/// A benefit `grant` for a death, below `benefits:`, with these lines; `version` is what its one
/// version says, such as `amount: "100"`.
inline std::string grant(const std::string& version, const std::string& lines = "") {
  return R"(  - benefit: grant
    opened_by: [{incident: death}]
    source: law
)" + lines +
         "    versions:\n      - {from: 1900-01-01, source: law, " + version + "}\n";
}

/// A death on 1 May 2024, asked about on 1 June.
inline Case small_case() {
  Case facts;
  facts.pack = "small";
  facts.today = day("2024-06-01");
  facts.member.country = "PH";
  facts.incident = {"death", "illness", day("2024-05-01"), "SA", {}};
  return facts;
}

inline Decision decide(const PackPtr& pack, const Case& facts) {
  auto decision = evaluate(*pack, facts);
  EXPECT_TRUE(decision.has_value()) << (decision ? "" : decision.error().detail);
  return decision.value_or(Decision{});
}

/// "pay 100.00 USD", "refuse cover_ended" or "none" of the fund's benefit.
inline std::string outcome(const PackPtr& pack, const Case& facts,
                           const std::string& benefit = "grant") {
  return outcome_of(decide(pack, facts), "fund", benefit);
}

/// "wife 50.00, son 50.00"
inline std::string shares(const PackPtr& pack, const Case& facts) {
  const Decision decision = decide(pack, facts);
  const Line* line = line_of(decision, "fund", "grant");
  std::string text;
  if (line == nullptr) return "none";
  for (const Share& each : line->shares) {
    text += (text.empty() ? "" : ", ") + each.party + " " + decimal_text(each.amount);
  }
  return text;
}

inline Cost bill(const char* head, std::int64_t minor, const char* currency = "USD") {
  Cost cost;
  cost.head = head;
  cost.amount = money(minor, currency);
  return cost;
}

inline PastPayment payment(const char* on, std::int64_t minor, const char* benefit = "grant") {
  return {"fund", benefit, day(on), money(minor, "USD"), false};
}

inline Registration registration(const char* starts, const char* ends) {
  Registration made;
  made.scheme = "fund";
  made.kind = "new";
  made.starts = day(starts);
  made.ends = day(ends);
  return made;
}

}  // namespace haven::scheme::sample
