#include "common/scheme/compare.hpp"

#include <algorithm>
#include <tuple>

#include "common/scheme/phrases.hpp"

namespace haven::scheme {
namespace {

using Lines = std::vector<const Line*>;

std::string outcome_words(const Line& line) {
  if (line.outcome == Outcome::refuse) return "refused: " + words_of(line.reason);
  if (line.outcome == Outcome::refer) return "a person decides: " + words_of(line.reason);
  std::string text = amount_words(line);
  for (const Share& share : line.shares) {
    text += (&share == line.shares.data() ? " (" : ", ") + words_of(share.party) + " " +
            amount_words(share.amount);
  }
  return line.shares.empty() ? text : text + ")";
}

/// A benefit can have several lines: what is paid of it, and the bills that are refused.
std::string outcome_words(const Lines& lines) {
  std::string text;
  for (const Line* line : lines) text += (text.empty() ? "" : "; ") + outcome_words(*line);
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
         one.reason == other.reason && one.instalments == other.instalments;
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

/// What a decision says beside its lines.
struct Aspect {
  const char* name;
  bool (*is_same)(const Decision&, const Decision&);
  std::string (*words)(const Decision&);
};

template <auto member>
bool is_same_in(const Decision& one, const Decision& other) {
  return one.*member == other.*member;
}

std::string joined(const auto& list, const auto& words) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "" : "; ") + words(each);
  return text.empty() ? "none" : text;
}

constexpr Aspect aspects[] = {
    {"papers", is_same_in<&Decision::need>,
     [](const Decision& of) { return joined(of.need, paper_words); }},
    {"last days", is_same_in<&Decision::due>,
     [](const Decision& of) {
       return joined(of.due, [](const DueDate& due) {
         return due.scheme + " " + words_of(due.benefit) + " by " + text_of(due.date);
       });
     }},
    {"flags", is_same_in<&Decision::flags>,
     [](const Decision& of) { return joined(of.flags, words_of); }},
    {"percent", is_same_in<&Decision::percent>,
     [](const Decision& of) { return of.percent.value_or("none"); }},
    {"price", is_same_in<&Decision::quote>, [](const Decision& of) {
       return joined(of.quote, [](const QuoteLine& line) {
         return line.scheme + " " + words_of(line.item) + " " + amount_words(line.amount);
       });
     }}};

/// Made-up cases are numbered, so that a longer id comes later.
bool comes_before(const std::string& one, const std::string& other) {
  return std::pair{one.size(), std::string_view{one}} <
         std::pair{other.size(), std::string_view{other}};
}

/// `words` gives how the case came out before and after; it is asked only where that is kept.
void note_change(Comparison::Row& row, const Case& facts, const auto& words) {
  const Date day = facts.incident.date;
  if (row.changed == 0) row.first_day = row.last_day = day;
  if (row.changed == 0 || comes_before(facts.id, row.first_case)) {
    row.first_case = facts.id;
    std::tie(row.before, row.after) = words();
  }
  ++row.changed;
  if (!facts.incident.kind.empty()) ++row.kinds[facts.incident.kind];
  if (!facts.incident.cause.empty()) ++row.causes[facts.incident.cause];
  row.first_day = std::min(row.first_day, day);
  row.last_day = std::max(row.last_day, day);
}

void merge_change(Comparison::Row& row, const Comparison::Row& other) {
  if (other.changed == 0) return;
  if (row.changed == 0) {
    row.first_day = other.first_day;
    row.last_day = other.last_day;
  }
  if (row.changed == 0 || comes_before(other.first_case, row.first_case)) {
    row.first_case = other.first_case;
    row.before = other.before;
    row.after = other.after;
  }
  row.changed += other.changed;
  for (const auto& [kind, count] : other.kinds) row.kinds[kind] += count;
  for (const auto& [cause, count] : other.causes) row.causes[cause] += count;
  row.first_day = std::min(row.first_day, other.first_day);
  row.last_day = std::max(row.last_day, other.last_day);
}

struct Turn {
  bool more = false, less = false;
};

/// Counts one benefit in one currency.
Turn add_payment(Comparison::Row& row, const Money& was, const Money& is) {
  row.paid_before += was.is_zero() ? 0 : 1;
  row.paid_after += is.is_zero() ? 0 : 1;
  row.cost_before += was.minor();
  row.cost_after += is.minor();
  const Turn turn{was.less_than(is), is.less_than(was)};
  row.winners += turn.more ? 1 : 0;
  row.losers += turn.less ? 1 : 0;
  return turn;
}

}  // namespace

std::vector<Difference> differences_between(const Decision& before, const Decision& after) {
  std::vector<Difference> found;
  for (const auto& [name, pair] : paired(before, after)) {
    if (are_same(pair.before, pair.after)) continue;
    found.push_back({std::string{name.first}, std::string{name.second}, outcome_words(pair.before),
                     outcome_words(pair.after)});
  }
  for (const Aspect& aspect : aspects) {
    if (aspect.is_same(before, after)) continue;
    found.push_back({"", aspect.name, aspect.words(before), aspect.words(after)});
  }
  return found;
}

void Comparison::add(const Case& facts, const Decision& before, const Decision& after) {
  bool differs = false;
  Turn all;
  for (const auto& [name, pair] : paired(before, after)) {
    const bool line_differs = !are_same(pair.before, pair.after);
    for (const Currency& currency : currencies_of(pair)) {
      Row& row = rows_[{std::string{name.first}, std::string{name.second}, code_of(currency)}];
      const Turn turn =
          add_payment(row, paid_in(pair.before, currency), paid_in(pair.after, currency));
      all = {all.more || turn.more, all.less || turn.less};
      if (!line_differs) continue;
      note_change(row, facts, [&lines = pair] {
        return std::pair{outcome_words(lines.before), outcome_words(lines.after)};
      });
    }
    differs = differs || line_differs;
  }
  for (const Aspect& aspect : aspects) {
    if (aspect.is_same(before, after)) continue;
    differs = true;
    note_change(rows_[{"", aspect.name, ""}], facts, [&] {
      return std::pair{aspect.words(before), aspect.words(after)};
    });
  }
  ++cases_;
  changed_ += differs ? 1 : 0;
  winners_ += all.more && !all.less ? 1 : 0;
  losers_ += all.less && !all.more ? 1 : 0;
  mixed_ += all.more && all.less ? 1 : 0;
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
