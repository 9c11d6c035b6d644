#include "common/scheme/decide.hpp"

#include <algorithm>

#include "common/scheme/amount.hpp"
#include "common/scheme/payees.hpp"
#include "common/scheme/trial.hpp"

namespace haven::scheme {
namespace {

struct Verdict {
  Outcome outcome = Outcome::refuse;
  std::string reason, rule, source;
};

const Version* version_on(const Benefit& benefit, Date day) {
  const Version* found = nullptr;
  for (const Version& each : benefit.versions) {
    if (each.from <= day) found = &each;
  }
  return found;
}

bool opens(const Situation& at, const Opening& opening, const Benefit& benefit) {
  const Case& facts = at.facts;
  if (opening.incident != facts.incident.kind) return false;
  if (opening.on_application && !is_one_of(facts.apply, benefit.name)) return false;
  const auto is_of_a_head = [&](const Cost& cost) {
    return is_one_of(opening.cost_heads, cost.head);
  };
  if (!opening.cost_heads.empty() && std::ranges::none_of(facts.costs, is_of_a_head)) return false;
  return !opening.when || holds(at, *opening.when);
}

/// The line of one benefit while it is being decided: each step is noted, the first test that fails
/// ends it.
class LineInWork {
 public:
  LineInWork(Situation& at, const Benefit& benefit, const Opened& opened)
      : at_(at),
        scheme_(at.pack.schemes[at.scheme]),
        benefit_(benefit),
        opening_(*opened.opening),
        version_(opened.version) {
    line_.scheme = scheme_.name;
    line_.layer = scheme_.layer;
    line_.benefit = benefit.name;
    line_.trace.reserve(8);
  }

  void decide() {
    at_.beneficiary = nullptr;
    if (const auto verdict = first_objection()) {
      end(*verdict);
    } else if (const auto* nothing = std::get_if<NoAmount>(&version_->gives)) {
      end({nothing->outcome, nothing->reason, "rules_leave_it_open", version_->source});
    } else {
      settle(work_out(std::get<Amount>(version_->gives), at_));
    }
    at_.decision.lines.push_back(std::move(line_));
    at_.owed.push_back(owed_);
    at_.benefits.push_back(&benefit_);
  }

 private:
  // The order of these tests is the order of the reasons that a family hears.
  std::optional<Verdict> first_objection() {
    if (auto verdict = cover_objects()) return verdict;
    if (version_ == nullptr) {
      note("rule_is_on_file", "no rule is on file for " + text_of(at_.facts.incident.date));
      return Verdict{Outcome::refer, "committee_decides", "rule_is_on_file", scheme_.source};
    }
    note("version_is_in_force", "from " + text_of(version_->from) + ", chosen by the incident of " +
                                    text_of(at_.facts.incident.date));
    for (const Test& test : version_->tests) {
      if (test.stage >= Stage::condition && !beneficiary_was_sought_) {
        if (auto verdict = beneficiary_objects()) return verdict;
      }
      Trial trial = try_test(at_, benefit_, test);
      if (!trial.found.empty()) note(test.rule, std::move(trial.found));
      if (!trial.passed) return Verdict{test.outcome, test.reason, test.rule, test.source};
    }
    return beneficiary_was_sought_ ? std::nullopt : beneficiary_objects();
  }

  std::optional<Verdict> cover_objects() {
    if (!scheme_.cover || opening_.cover == CoverNeeded::not_tested) return {};
    const CoverOnDay& cover = at_.covers[at_.scheme];
    const auto objection = [&](const char* rule, const char* reason) {
      return Verdict{Outcome::refuse, reason, rule, scheme_.cover->source};
    };
    if (cover.status == CoverStatus::not_member) {
      note("worker_is_registered", cover.found);
      return objection("worker_is_registered", "not_member");
    }
    note("cover_includes_incident", cover.found);
    if (cover.status == CoverStatus::not_started) {
      return objection("cover_includes_incident", "cover_not_started");
    }
    if (cover.status == CoverStatus::ended && opening_.cover == CoverNeeded::active) {
      return objection("cover_includes_incident", "cover_ended");
    }
    return {};
  }

  std::optional<Verdict> beneficiary_objects() {
    beneficiary_was_sought_ = true;
    const PayeeRule* rule = payee_rule();
    const auto* one = rule == nullptr ? nullptr : std::get_if<OneRelative>(&rule->rule);
    if (one == nullptr) return {};
    const Picked picked = pick(at_, *one);
    at_.beneficiary = picked.relative;
    note("a_relative_may_receive_it",
         picked.relative != nullptr ? picked.relative->id : "none: " + picked.reason);
    if (picked.relative != nullptr) return {};
    return Verdict{Outcome::refuse, picked.reason, "a_relative_may_receive_it", rule->source};
  }

  void settle(Worked worked) {
    note(worked.rule, std::move(worked.how));
    if (!worked.amount) {
      end({worked.outcome, worked.reason, std::string{worked.rule}, version_->source});
      return;
    }
    owed_ = *worked.amount;
    if (owed_.is_zero() && !benefit_.when_nothing.empty()) {
      end({Outcome::refuse, benefit_.when_nothing, std::string{worked.rule}, version_->source});
      return;
    }
    const auto paid = paid_already(owed_.currency());
    if (!paid) {
      end({Outcome::refer, "committee_decides", "earlier_payments_are_deducted", version_->source});
      return;
    }
    pay(owed_ - min(owed_, *paid), std::string{worked.rule});
  }

  /// What was paid for this incident; nothing when it was paid in another currency.
  std::optional<Money> paid_already(const Currency& currency) {
    Money paid{0, currency};
    for (const PastPayment& each : at_.facts.history) {
      const bool same =
          each.scheme == scheme_.name && is_one_of(version_->instead_of, each.benefit);
      if (!(same || is_of_this_benefit(each)) || !is_for_this_incident(at_.facts, each)) continue;
      if (each.amount.currency() != currency) {
        note("earlier_payments_are_deducted", "paid in " + each.amount.currency().code());
        return {};
      }
      paid += each.amount;
    }
    if (!paid.is_zero()) {
      note("earlier_payments_are_deducted", decimal_text(paid) + " of " + decimal_text(owed_));
    }
    return paid;
  }

  void pay(const Money& rest, std::string rule) {
    if (rest.is_zero() && !owed_.is_zero() && !benefit_.when_used_up.empty()) {
      end({Outcome::refuse, benefit_.when_used_up, "earlier_payments_are_deducted",
           version_->source});
      return;
    }
    end({Outcome::pay, "", std::move(rule), version_->source});
    line_.amount = rest;
    const PayeeRule* payees = payee_rule();
    if (payees == nullptr) return;
    line_.shares = shares_of(at_, *payees, rest);
    std::string names;
    for (const Share& share : line_.shares) names += (names.empty() ? "" : ", ") + share.party;
    note("payees_are_named", names.empty() ? "nobody" : names);
  }

  [[nodiscard]] const PayeeRule* payee_rule() const {
    const auto found = scheme_.payees.find(benefit_.payees);
    return found == scheme_.payees.end() ? nullptr : &found->second;
  }

  [[nodiscard]] bool is_of_this_benefit(const PastPayment& payment) const {
    return payment.scheme == scheme_.name && payment.benefit == benefit_.name;
  }

  void note(std::string_view rule, std::string result) {
    line_.trace.push_back({std::string{rule}, std::move(result)});
  }

  void end(const Verdict& verdict) {
    line_.outcome = verdict.outcome;
    line_.reason = verdict.reason;
    line_.rule = verdict.rule;
    line_.source = verdict.source;
  }

  Situation& at_;
  const Scheme& scheme_;
  const Benefit& benefit_;
  const Opening& opening_;
  const Version* version_;
  Line line_;
  Money owed_;
  bool beneficiary_was_sought_ = false;
};

}  // namespace

std::optional<Opened> opened_by(const Situation& situation, const Benefit& benefit) {
  for (const Opening& each : benefit.openings) {
    if (!opens(situation, each, benefit)) continue;
    const Version* version = version_on(benefit, situation.facts.incident.date);
    if (version == nullptr) return Opened{&each, nullptr};
    if (std::holds_alternative<NotOpen>(version->gives)) return {};
    if (version->when && !holds(situation, *version->when)) return {};
    return Opened{&each, version};
  }
  return {};
}

void decide_line(Situation& situation, const Benefit& benefit, const Opened& opened) {
  LineInWork{situation, benefit, opened}.decide();
}

}  // namespace haven::scheme
