#include "common/scheme/payees.hpp"

#include <algorithm>

namespace haven::scheme {
namespace {

/// "claimant" stands for whoever filed, as everywhere else.
constexpr const char* claimant = "claimant";

std::vector<Share> equally(const std::vector<std::string>& parties, const Money& amount) {
  std::vector<Share> shares;
  if (parties.empty()) return shares;
  const auto parts = equal_shares(amount, parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) shares.push_back({parties[i], parts[i]});
  return shares;
}

bool may_take(const Case& facts, const Nominee& nominee) {
  const Relative* relative = relative_of(facts, nominee.id);  // need not be in the family
  return relative == nullptr || counts(*relative);
}

std::vector<Share> by_stated_shares(const std::vector<const Nominee*>& nominees,
                                    const Money& amount) {
  std::vector<std::int64_t> weights;
  std::vector<Share> shares;
  for (const Nominee* each : nominees) weights.push_back(each->share_percent.value_or(0));
  const auto parts = weighted_shares(amount, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) shares.push_back({nominees[i]->id, parts[i]});
  return shares;
}

bool any_living(const Case& facts, const std::vector<std::string>& relations) {
  return std::ranges::any_of(facts.family, [&](const Relative& each) {
    return counts(each) && is_one_of(relations, each.relation);
  });
}

bool is_young_enough(const Case& facts, const OneRelative::Choice& choice, const Relative& one) {
  if (!choice.under_age) return true;
  return one.born && full_years(*one.born, facts.incident.date) < *choice.under_age;
}

bool meets_the_rest(const OneRelative::Choice& choice, const Relative& one) {
  return !(choice.unmarried && one.married) && !(choice.in_school && one.school.empty());
}

bool is_older(const Relative& one, const Relative& other) {
  return one.born && (!other.born || *one.born < *other.born);
}

struct SharesBy {
  const Situation& at;
  const Money& amount;

  std::vector<Share> operator()(const NomineesPay& rule) const {
    std::vector<const Nominee*> living;
    bool all_stated = true;
    for (const Nominee& each : at.facts.nominees) {
      if (!may_take(at.facts, each)) continue;
      living.push_back(&each);
      all_stated = all_stated && each.share_percent.value_or(0) > 0;
    }
    if (rule.shares == ShareRule::stated && all_stated && !living.empty()) {
      return by_stated_shares(living, amount);
    }
    std::vector<std::string> ids;
    for (const Nominee* each : living) ids.push_back(each->id);
    return equally(ids, amount);
  }

  std::vector<Share> operator()(const ClassesPay& rule) const {
    for (const auto& relations : rule.classes) {
      std::vector<std::string> ids;
      for (const Relative& each : at.facts.family) {
        if (counts(each) && is_one_of(relations, each.relation)) ids.push_back(each.id);
      }
      if (!ids.empty()) return equally(ids, amount);
    }
    return {};
  }

  std::vector<Share> operator()(const OneRelative&) const {
    if (at.beneficiary == nullptr) return {};
    return {{at.beneficiary->id, amount}};
  }

  std::vector<Share> operator()(const AdvancedBy& rule) const {
    Money advanced{0, amount.currency()};
    bool found = false;
    for (const PastPayment& each : at.facts.history) {
      if (each.scheme != rule.scheme || each.benefit != rule.benefit) continue;
      if (!is_for_this_incident(at.facts, each)) continue;
      found = true;
      // An advance in another currency bought the same ticket: the whole cost goes back.
      advanced = each.amount.currency() == amount.currency() ? advanced + each.amount : amount;
    }
    if (!found) return {};
    const Money back = min(advanced, amount);
    if (back == amount) return {{rule.scheme, amount}};
    return {{rule.scheme, back}, {claimant, amount - back}};
  }
};

}  // namespace

Picked pick(const Situation& situation, const OneRelative& rule) {
  const Case& facts = situation.facts;
  std::string reason = "not_entitled_relation";
  for (const auto& choice : rule.choices) {
    if (!choice.without.empty() && any_living(facts, choice.without)) continue;
    const Relative* best = nullptr;
    for (const Relative& each : facts.family) {
      if (!counts(each) || !is_one_of(choice.relations, each.relation)) continue;
      if (!meets_the_rest(choice, each)) {
        if (reason == "not_entitled_relation") reason = "not_eligible_status";
      } else if (!is_young_enough(facts, choice, each)) {
        reason = "age_limit";
      } else if (best == nullptr || (choice.eldest && is_older(each, *best))) {
        best = &each;
      }
    }
    if (best != nullptr) return {best, ""};
  }
  return {nullptr, reason};
}

std::vector<Share> shares_of(const Situation& situation, const PayeeRule& rule,
                             const Money& amount) {
  return std::visit(SharesBy{situation, amount}, rule.rule);
}

}  // namespace haven::scheme
