#include <algorithm>
#include <iterator>

#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

using std::chrono::days;

Outcome outcome_from(const std::string& text) {
  return text == "refer" ? Outcome::refer : Outcome::refuse;
}

Stage stage_at(Fields& fields) {
  static const std::map<std::string, Stage> stages = {
      {"filing", Stage::filing},       {"age", Stage::age},
      {"cause", Stage::cause},         {"relation", Stage::relation},
      {"condition", Stage::condition}, {"cap", Stage::cap}};
  const auto found = stages.find(fields.text("stage"));
  if (found != stages.end()) return found->second;
  fields.problem("stage", "is filing, age, cause, relation, condition or cap");
  return Stage::condition;
}

/// Reads the one kind of test that a map holds.
void read_test_kind(Fields& fields, Loading& loading, Test& read) {
  int kinds = 0;
  const auto formula = [&](const char* key) {
    auto found = formula_at(fields, key, loading);
    if (found) ++kinds;
    return found;
  };
  if (auto found = formula("needs")) read.test = Needs{std::move(*found)};
  if (auto found = formula("fails_when")) read.test = FailsWhen{std::move(*found)};
  if (auto found = formula("reason_from")) read.test = ReasonFrom{std::move(*found)};
  if (kinds != 1) fields.problem("tests one of needs, fails_when, reason_from");
}

Opening opening_from(Fields& fields, Loading& loading) {
  Opening read;
  read.ask = fields.text_or("asked", "claim");
  if (read.ask != "claim" && read.ask != "percent") fields.problem("asked", "is claim or percent");
  if (fields.has("incident")) {
    read.incident = fields.text("incident");
    check_code(fields, "incident", "incident.kind", read.incident, loading);
  } else if (read.ask == "claim") {
    fields.problem("incident", "is needed");
  }
  read.on_application = fields.flag("on_application", false);
  read.cost_heads = fields.texts("on_cost");
  for (const auto& head : read.cost_heads)
    check_code(fields, "on_cost", "costs.head", head, loading);
  read.when = formula_at(fields, "when", loading);
  const std::string cover = fields.text_or("cover", "active");
  if (cover == "may_have_ended") {
    read.cover = CoverNeeded::active_or_ended;
  } else if (cover == "not_tested") {
    read.cover = CoverNeeded::not_tested;
  } else if (cover != "active") {
    fields.problem("cover", "is active, may_have_ended or not_tested");
  }
  return read;
}

/// What a version gives: an amount, an outcome without one, or nothing at all.
void read_gives(Fields& fields, Loading& loading, Version& read) {
  int kinds = 0;
  if (fields.has("amount")) {
    ++kinds;
    read.gives = amount_from(fields, loading);
  }
  for (const char* outcome : {"refer", "refuse"}) {
    if (!fields.has(outcome)) continue;
    ++kinds;
    read.gives = NoAmount{outcome_from(outcome), reason_from(fields, outcome, loading)};
  }
  if (fields.flag("not_open", false)) {
    ++kinds;
    read.gives = NotOpen{};
  }
  if (kinds != 1) fields.problem("gives one of amount, refer, refuse, not_open");
}

Test facts_known(Fields& fields, Loading& loading, const std::string& source) {
  FactsKnown known;
  for (const auto& name : fields.texts("facts_needed")) {
    const auto slot = loading.names->slot_of(name);
    if (!slot) fields.problem("facts_needed", "\"" + name + "\" is not a fact");
    if (slot) loading.used.insert(*slot);
    if (slot) known.slots.push_back(*slot);
  }
  // After the limits that need no such fact, before every test that may.
  return {"facts_are_known", Stage::age, known, Outcome::refer, "committee_decides", source};
}

/// "USD"; everything else is FEEL, such as `award.currency`.
bool is_code(const std::string& text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Version version_from(Fields& fields, Loading& loading, const std::vector<Test>& common, Date from) {
  Version read;
  read.from = from;
  read.when = formula_at(fields, "when", loading);
  if (is_code(fields.text_or("currency", "XXX"))) {
    read.currency = currency_at(fields, "currency", loading);
  } else {
    read.currency_stated = formula_at(fields, "currency", loading);
  }
  read.tests = common;
  read.source = basis_of(fields, loading);
  fields.each("tests", [&](Fields& map) { read.tests.push_back(test_from(map, loading)); });
  read.instead_of = fields.texts("instead_of");
  for (const auto& other : read.instead_of) {
    check_code(fields, "instead_of", "benefit", other, loading);
  }
  read_gives(fields, loading, read);
  std::ranges::stable_sort(read.tests, {}, &Test::stage);
  return read;
}

void read_versions(Fields& fields, Loading& loading, const std::vector<Test>& common,
                   Benefit& read) {
  Order order;
  fields.each("versions", [&](Fields& map) {
    const Date from = map.needed_date("from");
    order.next(map, from);
    read.versions.push_back(version_from(map, loading, common, from));
  });
  order.end(fields, "versions");
}

}  // namespace

Test test_from(Fields& fields, Loading& loading) {
  Test read;
  read.rule = fields.text("rule");
  read.stage = stage_at(fields);
  read_test_kind(fields, loading, read);
  const bool refers = fields.has("refer"), refuses = fields.has("refuse");
  if (std::holds_alternative<ReasonFrom>(read.test)) {
    if (refers || refuses) fields.problem("takes its reason from reason_from alone");
  } else {
    if (refers == refuses) fields.problem("has one of refuse, refer");
    read.outcome = refers ? Outcome::refer : Outcome::refuse;
    read.reason = reason_from(fields, refers ? "refer" : "refuse", loading);
  }
  read.source = basis_of(fields, loading);
  return read;
}

namespace {

PaidAgain instalments_from(Fields& fields, Loading& loading) {
  PaidAgain read{fields.text("every"), formula_at(fields, "times", loading),
                 fields.text_or("while", "")};
  if (read.every != "month" && read.every != "year") {
    fields.problem("every", "is month or year");
  }
  return read;
}

bool deducts_from(Fields& fields) {
  const std::string deducts = fields.text_or("deducts", "for_this_incident");
  if (deducts != "for_this_incident" && deducts != "never") {
    fields.problem("deducts", "is for_this_incident or never");
  }
  return deducts == "for_this_incident";
}

}  // namespace

Benefit benefit_from(Fields& fields, Loading& loading) {
  Benefit read;
  read.name = fields.text("benefit");
  check_code(fields, "benefit", "benefit", read.name, loading);
  fields.each("opened_by",
              [&](Fields& map) { read.openings.push_back(opening_from(map, loading)); });
  if (read.openings.empty()) fields.problem("opened_by", "names at least one incident");
  read.payees = fields.text_or("payees", "");
  if (!read.payees.empty() && !loading.payees.contains(read.payees)) {
    fields.problem("payees", "names a rule under payees of the scheme");
  }
  read.deducts_payments = deducts_from(fields);
  for (const auto& [key, reason] :
       {std::pair{"when_nothing", &read.when_nothing}, {"when_used_up", &read.when_used_up}}) {
    if (fields.has(key)) *reason = reason_from(fields, key, loading);
  }
  read.version = formula_at(fields, "version_by", loading);
  fields.map("instalments",
             [&](Fields& map) { read.instalments = instalments_from(map, loading); });
  fields.map("clock", [&](Fields& map) { read.clock = clock_from(map, loading); });
  std::vector<Test> common;
  const std::string source = basis_of(fields, loading);
  if (fields.has("facts_needed")) common.push_back(facts_known(fields, loading, source));
  fields.each("tests", [&](Fields& map) { common.push_back(test_from(map, loading)); });
  read_versions(fields, loading, common, read);
  loading.benefits[loading.scheme].insert(read.name);
  return read;
}

void Order::next(Fields& fields, Date from) {
  if (last_ && from <= *last_) {
    fields.problem("from", "overlaps the version before: versions go by rising first day");
  }
  if (until_ && *until_ + days{1} != from) {
    fields.problem("from", *until_ >= from
                               ? "overlaps the version before, which ends on " + text_of(*until_)
                               : "leaves a hole: the version before ends on " + text_of(*until_));
  }
  last_ = from;
  until_ = fields.date("until");
  if (until_ && *until_ < from) fields.problem("until", "is not before from");
}

void Order::end(Fields& fields, const std::string& key) {
  if (!last_) fields.problem(key, "has at least one version");
  if (until_) fields.problem(key, "leaves a hole after " + text_of(*until_));
}

}  // namespace haven::scheme
