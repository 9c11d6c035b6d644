#include "common/scheme/release.hpp"

#include <algorithm>
#include <map>

#include "common/scheme/clock.hpp"
#include "common/scheme/formula.hpp"

namespace haven::scheme {
namespace {

bool is_owed(const Line& line) {
  return line.outcome == Outcome::pay && !line.amount.is_zero();
}

/// Payees of the lines of a checklist that are owed, each once; nothing when none is owed.
std::optional<std::vector<std::string>> payees_of(const Situation& at, const Checklist& list) {
  std::optional<std::vector<std::string>> payees;
  for (const Line& line : at.decision.lines) {
    if (line.scheme != list.scheme || !is_one_of(list.benefits, line.benefit)) continue;
    if (!is_owed(line)) continue;
    if (!payees) payees.emplace();
    for (const Share& share : line.shares) {
      if (!is_one_of(*payees, share.party)) payees->push_back(share.party);
    }
  }
  return payees;
}

bool is_asked_for(Situation& at, const PaperRule& rule, const std::vector<std::string>& payees) {
  if (!holds(at, rule.when)) return false;
  if (rule.payee_relations.empty()) return true;
  return std::ranges::any_of(payees, [&](const std::string& id) {
    const Relative* relative = relative_of(at.facts, id);
    return relative != nullptr && is_one_of(rule.payee_relations, relative->relation);
  });
}

/// The papers that a rule asks for: one, or one for each payee who is young enough.
std::vector<Paper> papers_of(Situation& at, const PaperRule& rule,
                             const std::vector<std::string>& payees) {
  if (!is_asked_for(at, rule, payees)) return {};
  if (!rule.per_payee_under) return {{rule.document, ""}};
  std::vector<Paper> papers;
  for (const std::string& id : payees) {
    const Relative* relative = relative_of(at.facts, id);
    if (relative == nullptr || !relative->born) continue;
    if (full_years(*relative->born, at.facts.today) < *rule.per_payee_under) {
      papers.push_back({rule.document, id});
    }
  }
  return papers;
}

bool is_held(const std::vector<Paper>& held, const Paper& wanted) {
  return std::ranges::any_of(held, [&](const Paper& paper) {
    return paper.document == wanted.document &&
           (wanted.for_whom.empty() || paper.for_whom == wanted.for_whom);
  });
}

bool is_there(const Situation& at, const Paper& wanted, const Alternatives& alternatives) {
  if (!at.facts.documents) return true;  // all that the checklist asks for
  const auto& held = *at.facts.documents;
  if (is_held(held, wanted)) return true;
  return std::ranges::any_of(alternatives, [&](const auto& set) {
    return std::ranges::all_of(set, [&](const std::string& document) {
      return is_held(held, {document, wanted.for_whom});
    });
  });
}

bool has_needs(const Situation& at, const std::string& scheme) {
  return std::ranges::any_of(at.decision.need,
                             [&](const Need& need) { return is_one_of(need.schemes, scheme); });
}

void raise(Situation& at, const std::string& flag) {
  auto& flags = at.decision.flags;
  const auto place = std::ranges::lower_bound(flags, flag);
  if (place == flags.end() || *place != flag) flags.insert(place, flag);
}

std::size_t index_of(const Pack& pack, const std::string& scheme) {
  const auto found = std::ranges::find(pack.schemes, scheme, &Scheme::name);
  return static_cast<std::size_t>(found - pack.schemes.begin());
}

/// Whether a payment of another name counts as this benefit's: the one was paid, the other is owed.
bool stands_for(const Benefit& benefit, const std::string& paid) {
  return benefit.name == paid || std::ranges::any_of(benefit.versions, [&](const Version& each) {
           return is_one_of(each.instead_of, paid);
         });
}

/// A scheme that paid something for this incident and still owes a rest.
bool paid_less_than_owed(const Situation& at, const Scheme& scheme) {
  bool owes = false, paid = false;
  for (std::size_t i = 0; i < at.decision.lines.size(); ++i) {
    const Line& line = at.decision.lines[i];
    if (line.scheme != scheme.name || !at.benefits[i]->deducts_payments) continue;
    owes = owes || is_owed(line);
    paid = paid || std::ranges::any_of(at.facts.history, [&](const PastPayment& each) {
             return each.scheme == line.scheme && stands_for(*at.benefits[i], each.benefit) &&
                    !each.amount.is_zero() && is_for_this_incident(at.facts, each);
           });
  }
  return owes && paid;
}

}  // namespace

void find_needs(Situation& at) {
  std::map<Paper, Need> needs;
  for (const Checklist& list : at.pack.checklists) {
    const auto payees = payees_of(at, list);
    if (!payees) continue;
    at.enter(index_of(at.pack, list.scheme));
    for (const PaperRule& rule : list.papers) {
      const Alternatives& alternatives = at.pack.documents.at(rule.document);
      for (const Paper& paper : papers_of(at, rule, *payees)) {
        if (is_there(at, paper, alternatives)) continue;
        Need& need = needs[paper];
        need.paper = paper;
        need.alternatives = alternatives;
        if (!is_one_of(need.schemes, list.scheme)) need.schemes.push_back(list.scheme);
        if (!rule.flag_when_missing.empty()) raise(at, rule.flag_when_missing);
      }
    }
  }
  for (auto& [paper, need] : needs) at.decision.need.push_back(std::move(need));
}

void find_due_dates(Situation& at) {
  for (std::size_t i = 0; i < at.decision.lines.size(); ++i) {
    const Line& line = at.decision.lines[i];
    const std::size_t scheme = index_of(at.pack, line.scheme);
    const auto& own = at.benefits[i]->clock;
    const auto& clock = own ? own : at.pack.schemes[scheme].clock;
    if (!clock || line.outcome != Outcome::pay || !(is_owed(line) || clock->always)) continue;
    if (has_needs(at, line.scheme)) continue;
    at.enter(scheme);
    if (const auto due = last_day_of(at, *clock)) {
      at.decision.due.push_back({line.scheme, line.benefit, *due});
      ++at.moment;
    }
  }
}

void raise_flags(Situation& at) {
  for (std::size_t i = 0; i < at.pack.schemes.size(); ++i) {
    const Scheme& scheme = at.pack.schemes[i];
    if (!scheme.flags.empty()) at.enter(i);
    for (const FlagRule& rule : scheme.flags) {
      if (holds(at, rule.when)) raise(at, rule.flag);
    }
    if (paid_less_than_owed(at, scheme)) raise(at, at.pack.flag_paid_less);
  }
}

}  // namespace haven::scheme
