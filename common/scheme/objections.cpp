#include "common/scheme/line_in_work.hpp"
#include "common/scheme/payees.hpp"
#include "common/scheme/trial.hpp"

/// Why nothing is paid, or nothing yet: in the order in which a family hears the reasons.
namespace haven::scheme {

// The order of these tests is the order of the reasons that a family hears.
std::optional<Verdict> LineInWork::first_objection() {
  if (auto verdict = cover_objects()) return verdict;
  if (auto verdict = version_objects()) return verdict;
  for (const Test& test : version_->tests) {
    if (test.stage >= Stage::condition && !beneficiary_was_sought_) {
      if (auto verdict = beneficiary_objects()) return verdict;
    }
    Trial trial = try_test(at_, test);
    if (!trial.found.empty()) note(test.rule, std::move(trial.found));
    if (!trial.passed) {
      return Verdict{trial.outcome, std::move(trial.reason), test.rule, test.source};
    }
  }
  return beneficiary_was_sought_ ? std::nullopt : beneficiary_objects();
}

std::optional<Verdict> LineInWork::version_objects() {
  if (version_ != nullptr) {
    note("version_is_in_force",
         "from " + text_of(version_->from) + ", chosen by " + text_of(*day_));
    return {};
  }
  note("rule_is_on_file", day_ ? "no rule is on file for " + text_of(*day_)
                               : "the day that chooses the rule is not known");
  return Verdict{Outcome::refer, "committee_decides", "rule_is_on_file", scheme_.source};
}

std::optional<Verdict> LineInWork::limit_objects(const Within& within) {
  if (within.limit == nullptr) return {};
  const Limit& limit = *within.limit;
  note(limit.name, within.found);
  if (!within.is_known) {
    return Verdict{Outcome::refer, "committee_decides", limit.name, limit.source};
  }
  if (within.rest) return {};
  return Verdict{limit.outcome, limit.reason, limit.name, limit.source};
}

std::optional<Verdict> LineInWork::cover_objects() {
  if (!scheme_.cover || opening_.cover == CoverNeeded::not_tested) return {};
  const CoverOnDay& cover = at_.covers[at_.scheme];
  const auto objection = [&](const char* rule, const char* reason) {
    return Verdict{Outcome::refuse, reason, rule, scheme_.cover->source};
  };
  if (cover.status == CoverStatus::not_member) {
    note("worker_is_registered", found_by(cover, scheme_));
    return objection("worker_is_registered", "not_member");
  }
  note("cover_includes_incident", found_by(cover, scheme_));
  if (cover.status == CoverStatus::not_started) {
    return objection("cover_includes_incident", "cover_not_started");
  }
  if (cover.status == CoverStatus::ended && opening_.cover == CoverNeeded::active) {
    return objection("cover_includes_incident", "cover_ended");
  }
  return {};
}

std::optional<Verdict> LineInWork::beneficiary_objects() {
  beneficiary_was_sought_ = true;
  const PayeeRule* rule = payee_rule();
  const auto* one = rule == nullptr ? nullptr : std::get_if<OneRelative>(&rule->rule);
  if (one == nullptr) return {};
  const Picked picked = pick(at_, *one);
  at_.choose(picked.relative);
  note("a_relative_may_receive_it",
       picked.relative != nullptr ? picked.relative->id : "none: " + picked.reason);
  if (picked.relative != nullptr) return {};
  return Verdict{Outcome::refuse, picked.reason, "a_relative_may_receive_it", rule->source};
}

}  // namespace haven::scheme
