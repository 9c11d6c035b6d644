#include "services/adjudication/domain/award.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "common/core/ensure.hpp"

namespace haven::adjudication {
namespace {

using scheme::Outcome;
using scheme::Share;

using Key = std::tuple<std::string, std::string, std::string>;  // scheme, benefit, currency
using ByParty = std::map<std::string, Money>;

Key key_of(const DecidedLine& line) {
  return {line.line.scheme, line.line.benefit, line.line.amount.currency().code()};
}

Key key_of(const Standing& standing) {
  ensure(!standing.shares.empty(), "an entitlement has a share");
  return {standing.scheme, standing.benefit, standing.shares.front().amount.currency().code()};
}

std::string text_of(const Key& key) {
  return std::get<0>(key) + " " + std::get<1>(key);
}

void add_to(ByParty& totals, const Share& share) {
  const auto [entry, is_new] = totals.try_emplace(share.party, share.amount);
  if (!is_new) entry->second += share.amount;
}

// What the decision owes through haven, one line per key. Shares of one party come together.
std::vector<DecidedLine> owed_by(const std::vector<DecidedLine>& lines) {
  std::vector<DecidedLine> owed;
  for (const auto& line : lines) {
    if (line.line.outcome != Outcome::pay || !pays_through_haven(line.line.layer)) continue;
    if (line.line.amount.is_zero()) continue;
    const auto same = std::ranges::find_if(
        owed, [&](const DecidedLine& other) { return key_of(other) == key_of(line); });
    if (same == owed.end()) {
      owed.push_back(line);
      continue;
    }
    same->line.amount += line.line.amount;
    for (const auto& share : line.line.shares) {
      const auto party = std::ranges::find(same->line.shares, share.party, &Share::party);
      if (party == same->line.shares.end()) {
        same->line.shares.push_back(share);
      } else {
        party->amount += share.amount;
      }
    }
  }
  return owed;
}

// The shares of `line` beyond what stands; nothing when a share would become smaller.
std::optional<std::vector<Share>> beyond(const DecidedLine& line, const ByParty& standing) {
  std::vector<Share> rest;
  ByParty left = standing;
  for (const auto& share : line.line.shares) {
    Money more = share.amount;
    if (const auto had = left.find(share.party); had != left.end()) {
      more -= had->second;
      left.erase(had);
    }
    if (more.minor() < 0) return {};
    if (more.minor() > 0) rest.push_back({share.party, more});
  }
  if (!left.empty()) return {};
  return rest;
}

void award(AwardPlan& plan, DecidedLine line, std::vector<Share> shares) {
  if (shares.empty()) return;
  Money sum{0, line.line.amount.currency()};
  for (const auto& share : shares) sum += share.amount;
  line.line.amount = sum;
  line.line.shares = std::move(shares);
  plan.awards.push_back(std::move(line));
}

}  // namespace

AwardPlan plan_awards(const std::vector<DecidedLine>& lines,
                      const std::vector<Standing>& standing) {
  AwardPlan plan;
  std::map<Key, ByParty> before;
  for (const auto& entitlement : standing) {
    for (const auto& share : entitlement.shares) add_to(before[key_of(entitlement)], share);
  }
  std::set<Key> owed;
  for (auto& line : owed_by(lines)) {
    const Key key = key_of(line);
    owed.insert(key);
    if (auto rest = beyond(line, before[key])) {
      award(plan, std::move(line), std::move(*rest));
    } else {
      plan.recover.push_back(text_of(key) +
                             ": a payee was awarded more than the new decision gives; nothing more "
                             "is awarded under this benefit until a person has settled it");
    }
  }
  for (const auto& entitlement : standing) {
    const Key key = key_of(entitlement);
    if (owed.contains(key)) continue;
    if (entitlement.paid) {
      plan.recover.push_back(text_of(key) + ": paid, but no longer owed");
    } else {
      plan.withdrawn.push_back(entitlement.id);
    }
  }
  return plan;
}

int payments_of(const std::vector<DecidedLine>& awards) {
  std::size_t payments = 0;
  for (const auto& award : awards) payments += award.line.shares.size();
  return static_cast<int>(payments);
}

EntitlementId entitlement_id_of(const DecisionId& decision, const scheme::Line& line) {
  return EntitlementId{named_uuid("entitlement/" + decision.text() + "/" + line.scheme + "/" +
                                  line.benefit + "/" + line.amount.currency().code())};
}

}  // namespace haven::adjudication
