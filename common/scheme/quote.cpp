#include "common/scheme/quote.hpp"

#include "common/scheme/amount.hpp"
#include "common/scheme/formula.hpp"
#include "common/scheme/trial.hpp"

namespace haven::scheme {
namespace {

constexpr const char* total = "total";

/// Adds to the line of a scheme and item, which exists once.
void add(std::vector<QuoteLine>& lines, const QuoteLine& more) {
  for (QuoteLine& line : lines) {
    if (line.scheme != more.scheme || line.item != more.item) continue;
    if (line.amount.currency() != more.amount.currency()) continue;
    line.amount += more.amount;
    return;
  }
  lines.push_back(more);
}

void add_item(std::vector<QuoteLine>& lines, const QuoteLine& item) {
  add(lines, item);
  if (item.item != total) add(lines, {item.scheme, total, item.amount});
}

Line refusal_of_cover(const Scheme& scheme) {
  Line line;
  line.scheme = scheme.name;
  line.layer = scheme.layer;
  line.benefit = "cover";
  line.outcome = Outcome::refuse;
  return line;
}

std::optional<Line> objection(Situation& at, const Scheme& scheme) {
  for (const Test& test : scheme.contribution->tests) {
    Trial trial = try_test(at, test);
    if (trial.passed) continue;
    Line line = refusal_of_cover(scheme);
    line.outcome = trial.outcome;
    line.reason = std::move(trial.reason);
    line.rule = test.rule;
    line.source = test.source;
    line.trace.push_back({test.rule, std::move(trial.found)});
    return line;
  }
  return {};
}

Line without_rate(const Scheme& scheme, std::string how) {
  Line line = refusal_of_cover(scheme);
  line.reason = "no_rate";
  line.rule = "rate_is_published";
  line.source = scheme.contribution->source;
  line.trace.push_back({line.rule, std::move(how)});
  return line;
}

const Contribution::Rate* rate_on(const Contribution::Item& item, Date today) {
  const Contribution::Rate* rate = nullptr;
  for (const auto& each : item.rates) {
    if (each.from <= today) rate = &each;
  }
  return rate;
}

const Version* version_in_force(const Benefit& benefit, Date today) {
  const Version* version = nullptr;
  for (const Version& each : benefit.versions) {
    if (each.from <= today) version = &each;
  }
  return version;
}

bool may_be_meant(Situation& at, const Benefit& benefit) {
  for (const Opening& each : benefit.openings) {
    // In a batch there is no incident; only facts such as the declared calamity tell entries apart.
    if (!each.when || at.facts.facts.empty() || holds(at, *each.when)) return true;
  }
  return false;
}

/// The amount of one like payment where no single case is looked at: as if it happened today.
std::optional<Money> amount_of(const Pack& pack, const Case& batch, const BatchLine& line) {
  const Scheme* scheme = pack.scheme(line.scheme);
  if (scheme == nullptr) return {};
  Case like = batch;
  like.incident.kind = line.benefit;
  like.incident.date = batch.today;
  Situation at{pack, like, fresh_evaluation()};
  Registration registration;
  registration.scheme = line.scheme;
  registration.registered = registration.paid = registration.starts = batch.today;
  CoverAtHand cover;
  cover.status = line.status == "inactive" ? "ended" : "active";
  cover.starts = batch.today;
  at.sheet.set_registration(&registration);
  at.sheet.set_cover(&cover);
  for (const Benefit& benefit : scheme->benefits) {
    if (benefit.name != line.benefit || !may_be_meant(at, benefit)) continue;
    const Version* version = version_in_force(benefit, at.facts.today);
    const auto* amount = version == nullptr ? nullptr : std::get_if<Amount>(&version->gives);
    if (amount == nullptr || !std::holds_alternative<Formula>(*amount)) continue;
    return work_out(at, *amount, version->currency).amount;
  }
  return {};
}

}  // namespace

Price price_of(Situation& at, const Scheme& scheme, const Registration& registration) {
  Price price;
  at.sheet.set_registration(&registration);
  if ((price.refusal = objection(at, scheme))) return price;
  for (const auto& item : scheme.contribution->items) {
    if (!holds(at, item.when)) continue;
    const auto* rate = rate_on(item, at.facts.today);
    const auto amount = rate == nullptr || !rate->amount
                            ? std::nullopt
                            : money_of(at, *rate->amount, item.currency);
    if (!amount) return {{}, without_rate(scheme, "no rate for " + item.name)};
    add_item(price.items, {scheme.name, item.name, *amount});
  }
  if (price.items.empty()) price.refusal = without_rate(scheme, "nothing is charged for this");
  return price;
}

namespace {

Decision quote_of_registrations(const Pack& pack, const Case& facts) {
  Situation at{pack, facts, fresh_evaluation()};
  for (const Registration& each : facts.registrations) {
    const Scheme* scheme = pack.scheme(each.scheme);
    if (scheme == nullptr || !scheme->contribution) continue;
    Price price = price_of(at, *scheme, each);
    if (price.refusal) at.decision.lines.push_back(std::move(*price.refusal));
    for (const QuoteLine& item : price.items) add(at.decision.quote, item);
  }
  return std::move(at.decision);
}

}  // namespace

Result<Decision> quote(const Pack& pack, const Case& facts) {
  Decision decision = quote_of_registrations(pack, facts);
  for (std::size_t i = 0; i < facts.batch.size(); ++i) {
    const auto amount = amount_of(pack, facts, facts.batch[i]);
    if (!amount) {
      return refuse_field("/batch/" + std::to_string(i) + "/benefit",
                          "is a benefit with one amount for all, such as a calamity grant");
    }
    add(decision.quote, {facts.batch[i].scheme, "batch", amount->times(facts.batch[i].count)});
  }
  return decision;
}

}  // namespace haven::scheme
