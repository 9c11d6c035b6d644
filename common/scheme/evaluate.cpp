#include "common/scheme/decide.hpp"
#include "common/scheme/doubts.hpp"
#include "common/scheme/pack.hpp"
#include "common/scheme/quote.hpp"
#include "common/scheme/release.hpp"

namespace haven::scheme {
namespace {

/// What the table of the scheme at hand gives, where the case names that table.
void find_percent(Situation& at) {
  const bool is_asked = at.covers[at.scheme].registration != nullptr && !at.decision.percent;
  if (!is_asked || at.impairment_percent.kind() != feel::Kind::number) return;
  at.decision.percent = at.impairment_percent.number().text();
}

}  // namespace

Result<Decision> evaluate(const Pack& pack, const Case& facts) {
  if (auto doubts = doubts_about(pack, facts); !doubts.empty()) {
    std::string sentence = doubts.front().pointer + ": " + doubts.front().detail;
    return refuse(ErrorKind::invalid, "invalid_case", std::move(sentence), std::move(doubts));
  }
  if (facts.ask == "quote") return quote(pack, facts);

  Situation situation{pack, facts, fresh_evaluation()};
  for (std::size_t i = 0; i < pack.schemes.size(); ++i) {
    situation.enter(i);
    if (facts.ask == "percent") find_percent(situation);
    for (const Benefit& benefit : pack.schemes[i].benefits) {
      if (const auto opened = opened_by(situation, benefit)) {
        decide_line(situation, benefit, *opened);
      }
    }
  }
  find_needs(situation);
  find_due_dates(situation);
  raise_flags(situation);
  return std::move(situation.decision);
}

}  // namespace haven::scheme
