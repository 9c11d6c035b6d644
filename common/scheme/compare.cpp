#include "common/scheme/compare.hpp"

#include <algorithm>

namespace haven::scheme {
namespace {

using Lines = std::vector<const Line*>;

std::string words_of(const Line& line) {
  if (line.outcome != Outcome::pay) return name_of(line.outcome) + " " + line.reason;
  std::string text = "pay " + decimal_text(line.amount) + " " + line.amount.currency().code();
  for (const Share& share : line.shares) {
    text += (&share == line.shares.data() ? " (" : ", ") + share.party + " " +
            decimal_text(share.amount);
  }
  return line.shares.empty() ? text : text + ")";
}

/// A benefit can have several lines: what is paid of it, and the bills that are refused.
std::string words_of(const Lines& lines) {
  std::string text;
  for (const Line* line : lines) text += (text.empty() ? "" : "; ") + words_of(*line);
  return text.empty() ? "not opened" : text;
}

struct Pair {
  Lines before, after;
};
using Name = std::pair<std::string_view, std::string_view>;  // scheme, benefit

std::vector<std::pair<Name, Pair>> paired(const Decision& before, const Decision& after) {
  std::vector<std::pair<Name, Pair>> pairs;
  const auto pair_of = [&](const Line& line) -> Pair& {
    const Name name{line.scheme, line.benefit};
    const auto found = std::ranges::find(pairs, name, [](const auto& each) { return each.first; });
    return found == pairs.end() ? pairs.emplace_back(name, Pair{}).second : found->second;
  };
  for (const Line& line : before.lines) pair_of(line).before.push_back(&line);
  for (const Line& line : after.lines) pair_of(line).after.push_back(&line);
  return pairs;
}

bool is_same(const Line& one, const Line& other) {
  return one.outcome == other.outcome && one.amount == other.amount && one.shares == other.shares &&
         one.reason == other.reason;
}

bool are_same(const Lines& one, const Lines& other) {
  return std::ranges::equal(one, other,
                            [](const Line* a, const Line* b) { return is_same(*a, *b); });
}

Money paid_in(const Lines& lines, const Currency& currency) {
  Money sum{0, currency};
  for (const Line* line : lines) {
    if (line->outcome == Outcome::pay && line->amount.currency() == currency) sum += line->amount;
  }
  return sum;
}

/// The currencies in which a benefit is paid, each once; one without a code when it is not paid.
std::vector<Currency> currencies_of(const Pair& pair) {
  std::vector<Currency> found;
  for (const Lines* lines : {&pair.before, &pair.after}) {
    for (const Line* line : *lines) {
      if (line->outcome != Outcome::pay) continue;
      if (std::ranges::find(found, line->amount.currency()) == found.end()) {
        found.push_back(line->amount.currency());
      }
    }
  }
  if (found.empty()) found.emplace_back();
  return found;
}

std::string code_of(const Currency& currency) {
  return currency == Currency{} ? "" : currency.code();
}

void note_change(Comparison::Row& row, const Case& facts, const Pair& pair) {
  if (row.changed++ == 0) {
    row.first_case = facts.id;
    row.before = words_of(pair.before);
    row.after = words_of(pair.after);
    row.first_day = row.last_day = facts.incident.date;
  }
  ++row.kinds[facts.incident.kind];
  if (!facts.incident.cause.empty()) ++row.causes[facts.incident.cause];
  row.first_day = std::min(row.first_day, facts.incident.date);
  row.last_day = std::max(row.last_day, facts.incident.date);
}

void merge_change(Comparison::Row& row, const Comparison::Row& other) {
  if (other.changed == 0) return;
  if (row.changed == 0) {
    row.first_case = other.first_case;
    row.before = other.before;
    row.after = other.after;
    row.first_day = other.first_day;
    row.last_day = other.last_day;
  }
  row.changed += other.changed;
  for (const auto& [kind, count] : other.kinds) row.kinds[kind] += count;
  for (const auto& [cause, count] : other.causes) row.causes[cause] += count;
  row.first_day = std::min(row.first_day, other.first_day);
  row.last_day = std::max(row.last_day, other.last_day);
}

}  // namespace

std::vector<Difference> differences_between(const Decision& before, const Decision& after) {
  std::vector<Difference> found;
  for (const auto& [name, pair] : paired(before, after)) {
    if (are_same(pair.before, pair.after)) continue;
    found.push_back({std::string{name.first}, std::string{name.second}, words_of(pair.before),
                     words_of(pair.after)});
  }
  return found;
}

void Comparison::add(const Case& facts, const Decision& before, const Decision& after) {
  bool any = false, more = false, less = false;
  for (const auto& [name, pair] : paired(before, after)) {
    const bool differs = !are_same(pair.before, pair.after);
    for (const Currency& currency : currencies_of(pair)) {
      const Money was = paid_in(pair.before, currency), is = paid_in(pair.after, currency);
      Row& row = rows_[{std::string{name.first}, std::string{name.second}, code_of(currency)}];
      row.paid_before += was.is_zero() ? 0 : 1;
      row.paid_after += is.is_zero() ? 0 : 1;
      row.cost_before += was.minor();
      row.cost_after += is.minor();
      row.winners += was.less_than(is) ? 1 : 0;
      row.losers += is.less_than(was) ? 1 : 0;
      more = more || was.less_than(is);
      less = less || is.less_than(was);
      if (differs) note_change(row, facts, pair);
    }
    any = any || differs;
  }
  ++cases_;
  changed_ += any ? 1 : 0;
  winners_ += more && !less ? 1 : 0;
  losers_ += less && !more ? 1 : 0;
  mixed_ += more && less ? 1 : 0;
}

void Comparison::merge(const Comparison& other) {
  for (const auto& [key, row] : other.rows_) {
    Row& own = rows_[key];
    own.paid_before += row.paid_before;
    own.paid_after += row.paid_after;
    own.winners += row.winners;
    own.losers += row.losers;
    own.cost_before += row.cost_before;
    own.cost_after += row.cost_after;
    merge_change(own, row);
  }
  cases_ += other.cases_;
  changed_ += other.changed_;
  winners_ += other.winners_;
  losers_ += other.losers_;
  mixed_ += other.mixed_;
}

}  // namespace haven::scheme
