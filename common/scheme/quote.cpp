#include "common/scheme/quote.hpp"

#include "common/scheme/amount.hpp"

namespace haven::scheme {
namespace {

/// Adds to the line of a scheme and item, which exists once.
void add(std::vector<QuoteLine>& lines, const std::string& scheme, const std::string& item,
         const Money& amount) {
  for (QuoteLine& line : lines) {
    if (line.scheme != scheme || line.item != item) continue;
    if (line.amount.currency() != amount.currency()) continue;
    line.amount += amount;
    return;
  }
  lines.push_back({scheme, item, amount});
}

const Amount* amount_in_force(const Benefit& benefit, Date today) {
  const Amount* amount = nullptr;
  for (const Version& each : benefit.versions) {
    if (each.from <= today) amount = std::get_if<Amount>(&each.gives);
  }
  return amount;
}

bool may_be_meant(const Situation& at, const Benefit& benefit) {
  for (const Opening& each : benefit.openings) {
    // In a batch there is no incident; only facts such as the declared calamity tell entries apart.
    if (!each.when || at.facts.facts.empty() || holds(at, *each.when)) return true;
  }
  return false;
}

std::optional<Money> amount_of(const Situation& at, const BatchLine& line) {
  const Scheme* scheme = at.pack.scheme(line.scheme);
  if (scheme == nullptr) return {};
  for (const Benefit& benefit : scheme->benefits) {
    if (benefit.name != line.benefit || !may_be_meant(at, benefit)) continue;
    const Amount* amount = amount_in_force(benefit, at.facts.today);
    if (amount != nullptr) return amount_of_batch(*amount, line.status);
  }
  return {};
}

}  // namespace

Result<Decision> quote(const Pack& pack, const Case& facts) {
  Situation at = situation_of(pack, facts);
  auto& lines = at.decision.quote;
  for (const Registration& each : facts.registrations) {
    const Scheme* scheme = pack.scheme(each.scheme);
    const auto due = contribution_due(pack, each.scheme, each.kind, facts.today);
    if (scheme == nullptr || !due) continue;
    add(lines, each.scheme, scheme->contribution->item, *due);
    add(lines, each.scheme, "total", *due);
  }
  for (std::size_t i = 0; i < facts.batch.size(); ++i) {
    const auto amount = amount_of(at, facts.batch[i]);
    if (!amount) {
      return refuse_field("/batch/" + std::to_string(i) + "/benefit",
                          "is a benefit with one amount for all, such as a calamity grant");
    }
    add(lines, facts.batch[i].scheme, "batch", amount->times(facts.batch[i].count));
  }
  return std::move(at.decision);
}

}  // namespace haven::scheme
