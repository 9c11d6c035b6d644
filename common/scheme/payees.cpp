#include "common/scheme/payees.hpp"

#include <algorithm>

#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

/// "claimant" stands for whoever filed, as everywhere else.
constexpr const char* claimant = "claimant";
/// The class of those whom the worker named.
constexpr const char* nominees = "nominees";

std::vector<Share> equally(const std::vector<std::string>& parties, const Money& amount) {
  std::vector<Share> shares;
  if (parties.empty()) return shares;
  const auto parts = equal_shares(amount, parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) shares.push_back({parties[i], parts[i]});
  return shares;
}

/// A nominee need not be in the family.
std::vector<const Nominee*> living_nominees(const Case& facts) {
  std::vector<const Nominee*> living;
  for (const Nominee& each : facts.nominees) {
    const Relative* relative = relative_of(facts, each.id);
    if (relative == nullptr || counts(*relative)) living.push_back(&each);
  }
  return living;
}

std::vector<std::string> ids_of(const std::vector<const Nominee*>& list) {
  std::vector<std::string> ids;
  for (const Nominee* each : list) ids.push_back(each->id);
  return ids;
}

/// In hundredths of a percent; 0 where none is stated.
std::int64_t share_of(const Nominee& nominee) {
  return std::int64_t{100} * nominee.share_percent.value_or(0) + nominee.share_hundredths;
}

std::vector<Share> by_stated_shares(const std::vector<const Nominee*>& list, const Money& amount) {
  std::vector<std::int64_t> weights;
  std::vector<Share> shares;
  for (const Nominee* each : list) weights.push_back(share_of(*each));
  const auto parts = weighted_shares(amount, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) shares.push_back({list[i]->id, parts[i]});
  return shares;
}

bool is_older(const Relative& one, const Relative& other) {
  return one.born && (!other.born || *one.born < *other.born);
}

/// How many of a choice's tests somebody passes.
std::size_t passed_by(Situation& at, const OneRelative::Choice& choice, const Relative& one) {
  at.sheet.set_person(&one);
  std::size_t passed = 0;
  while (passed < choice.only.size() && holds(at, choice.only[passed].needs)) ++passed;
  at.sheet.set_person(nullptr);
  return passed;
}

struct SharesBy {
  Situation& at;
  const Money& amount;

  std::vector<Share> operator()(const NomineesPay& rule) const {
    const auto living = living_nominees(at.facts);
    const bool all_stated =
        std::ranges::all_of(living, [](const Nominee* each) { return share_of(*each) > 0; });
    if (rule.as_stated && all_stated && !living.empty()) return by_stated_shares(living, amount);
    return equally(ids_of(living), amount);
  }

  std::vector<Share> operator()(const ClassesPay& rule) const {
    for (const auto& relations : rule.classes) {
      auto ids = is_one_of(relations, nominees) ? ids_of(living_nominees(at.facts))
                                                : std::vector<std::string>{};
      for (const Relative& each : at.facts.family) {
        const bool is_in_class = counts(each) && is_one_of(relations, each.relation);
        if (is_in_class && !is_one_of(ids, each.id)) ids.push_back(each.id);
      }
      if (!ids.empty()) return equally(ids, amount);
    }
    return {};
  }

  std::vector<Share> operator()(const FamilyTable& rule) const {
    const feel::Value found = value_of(at, rule.relations);
    const auto items =
        found.kind() == feel::Kind::list ? found.items() : std::span<const feel::Value>{&found, 1};
    std::vector<std::string> ids;
    for (const Relative& each : at.facts.family) {
      if (!counts(each)) continue;
      const bool is_named = std::ranges::any_of(items, [&](const feel::Value& item) {
        return item.kind() == feel::Kind::text && item.text() == each.relation;
      });
      if (is_named && may_take(rule, each)) ids.push_back(each.id);
    }
    return equally(ids, amount);
  }

  std::vector<Share> operator()(const OneRelative&) const {
    if (at.beneficiary == nullptr) return {};
    return {{at.beneficiary->id, amount}};
  }

  std::vector<Share> operator()(const Fractions& rule) const { return shares_of(at, rule, amount); }

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

 private:
  [[nodiscard]] bool may_take(const FamilyTable& rule, const Relative& one) const {
    if (!rule.only) return true;
    at.sheet.set_person(&one);
    const bool may = holds(at, *rule.only);
    at.sheet.set_person(nullptr);
    return may;
  }
};

}  // namespace

Picked pick(Situation& at, const OneRelative& rule) {
  std::string reason = "not_entitled_relation";
  std::size_t furthest = 0;
  for (const auto& choice : rule.choices) {
    const Relative* best = nullptr;
    for (const Relative* each : people_of(at, choice.of)) {
      const std::size_t passed = passed_by(at, choice, *each);
      if (passed == choice.only.size()) {
        if (best == nullptr || (choice.eldest && is_older(*each, *best))) best = each;
      } else if (passed + 1 > furthest) {
        furthest = passed + 1;
        reason = choice.only[passed].otherwise;
      }
    }
    if (best != nullptr) return {best, ""};
  }
  return {nullptr, reason};
}

std::vector<Share> shares_of(Situation& situation, const PayeeRule& rule, const Money& amount) {
  return std::visit(SharesBy{situation, amount}, rule.rule);
}

}  // namespace haven::scheme
