#include "services/adjudication/domain/award.hpp"

#include <algorithm>
#include <map>
#include <ranges>
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

void add_to(ByParty& totals, const std::string& party, const Money& amount) {
  const auto [entry, is_new] = totals.try_emplace(party, amount);
  if (!is_new) entry->second += amount;
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

// All that stands under one benefit.
struct Before {
  std::vector<const Standing*> entitlements;
  ByParty stands, paid;
  int instalments = 1;  // awarded so far, and once at least
};

std::map<Key, Before> before_of(const std::vector<Standing>& standing) {
  std::map<Key, Before> all;
  for (const auto& entitlement : standing) {
    Before& before = all[key_of(entitlement)];
    before.entitlements.push_back(&entitlement);
    before.instalments = std::max(before.instalments, entitlement.instalment);
    for (const auto& share : entitlement.shares) {
      add_to(before.stands, share.party, entitlement.withdrawn ? share.paid : share.amount);
      add_to(before.paid, share.party, share.paid);
    }
  }
  return all;
}

// What each payee is owed so far under the new decision, in the order of the line.
std::vector<Share> owed_so_far(const DecidedLine& line, const Before& before) {
  std::vector<Share> owed = line.line.shares;
  if (!line.line.instalments) return owed;
  for (auto& share : owed) share.amount = share.amount.times(before.instalments);
  return owed;
}

bool covers(const std::vector<Share>& owed, const ByParty& stands) {
  return std::ranges::all_of(stands, [&](const auto& stood) {
    const auto share = std::ranges::find(owed, stood.first, &Share::party);
    return stood.second.is_zero() ||
           (share != owed.end() && !share->amount.less_than(stood.second));
  });
}

// The shares beyond what each payee has already. What `had` holds beyond them stays in it.
std::vector<Share> beyond(const std::vector<Share>& owed, ByParty& had) {
  std::vector<Share> rest;
  for (const auto& share : owed) {
    Money more = share.amount;
    if (const auto before = had.find(share.party); before != had.end()) {
      const Money covered = min(more, before->second);
      more -= covered;
      before->second -= covered;
    }
    if (more.minor() > 0) rest.push_back({share.party, more});
  }
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

// Withdraws what stands, and finds what was paid beyond what is owed. Returns the shares that are
// still to be paid.
std::vector<Share> take_back(AwardPlan& plan, const Before& before,
                             const std::vector<Share>& owed) {
  for (const auto* entitlement : before.entitlements) {
    if (!entitlement->withdrawn) plan.withdrawn.push_back(entitlement->id);
  }
  ByParty too_much = before.paid;
  auto rest = beyond(owed, too_much);
  // Found on the entitlements that paid it, the latest first.
  for (const auto* entitlement : before.entitlements | std::views::reverse) {
    Overpayment found{
        entitlement->id, entitlement->scheme, entitlement->layer, entitlement->benefit, {}};
    for (const auto& share : entitlement->shares) {
      Money& left = too_much.at(share.party);
      const Money here = min(left, share.paid);
      if (here.is_zero()) continue;
      left -= here;
      found.overpaid.push_back({share.party, here});
    }
    if (!found.overpaid.empty()) plan.overpayments.push_back(std::move(found));
  }
  return rest;
}

}  // namespace

AwardPlan plan_awards(const std::vector<DecidedLine>& lines,
                      const std::vector<Standing>& standing) {
  AwardPlan plan;
  auto all_before = before_of(standing);
  std::set<Key> decided;
  for (auto& line : owed_by(lines)) {
    decided.insert(key_of(line));
    Before& before = all_before[key_of(line)];
    const auto owed = owed_so_far(line, before);
    auto rest =
        covers(owed, before.stands) ? beyond(owed, before.stands) : take_back(plan, before, owed);
    award(plan, std::move(line), std::move(rest));
  }
  for (const auto& [key, before] : all_before) {
    if (!decided.contains(key)) take_back(plan, before, {});
  }
  return plan;
}

int instalment_of(const scheme::Line& line, const std::vector<Standing>& standing) {
  if (!line.instalments) return 0;
  const auto before = before_of(standing);
  const auto found = before.find(key_of(DecidedLine{line, {}, ""}));
  return found == before.end() ? 1 : found->second.instalments;
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
