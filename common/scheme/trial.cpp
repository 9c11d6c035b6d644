#include "common/scheme/trial.hpp"

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

constexpr const char* committee = "committee_decides";

struct Try {
  Situation& at;
  const Test& test;

  Trial operator()(const Needs& needs) const {
    const feel::Value value = value_of(at, needs.condition);
    std::string found = found_by(at, needs.condition);
    if (value.is_true()) return {true, {}, {}, std::move(found)};
    if (value.is_false()) return {false, test.outcome, test.reason, std::move(found)};
    return {false, Outcome::refer, committee, std::move(found)};
  }

  Trial operator()(const FailsWhen& fails) const {
    const bool failed = holds(at, fails.condition);
    return {!failed, test.outcome, test.reason, found_by(at, fails.condition)};
  }

  Trial operator()(const ReasonFrom& from) const {
    const feel::Value value = value_of(at, from.reason);
    std::string found = found_by(at, from.reason);
    if (value.is_null()) return {true, {}, {}, std::move(found)};
    const std::string reason{value.kind() == feel::Kind::text ? value.text() : ""};
    // A text that is no reason code is a mistake in a table, which must not refuse anybody.
    const bool is_refusal = reason != committee && at.pack.reasons.contains(reason);
    if (is_refusal) return {false, Outcome::refuse, reason, std::move(found)};
    return {false, Outcome::refer, committee, std::move(found)};
  }

  Trial operator()(const FactsKnown& known) const {
    const auto& names = at.pack.vocabulary->names().variables();
    for (const std::size_t slot : known.slots) {
      if (at.sheet.value(slot).is_null()) {
        return {false, test.outcome, test.reason, names[slot] + " is not known"};
      }
    }
    return {};
  }
};

}  // namespace

Trial try_test(Situation& situation, const Test& test) {
  return std::visit(Try{situation, test}, test.test);
}

}  // namespace haven::scheme
