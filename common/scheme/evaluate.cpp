#include "common/scheme/decide.hpp"
#include "common/scheme/doubts.hpp"
#include "common/scheme/pack.hpp"
#include "common/scheme/quote.hpp"
#include "common/scheme/release.hpp"

namespace haven::scheme {
Result<Decision> evaluate(const Pack& pack, const Case& facts) {
  if (auto doubts = doubts_about(pack, facts); !doubts.empty()) {
    std::string sentence = doubts.front().pointer + ": " + doubts.front().detail;
    return refuse(ErrorKind::invalid, "invalid_case", std::move(sentence), std::move(doubts));
  }
  if (facts.ask == "quote") return quote(pack, facts);

  Situation situation = situation_of(pack, facts);
  for (; situation.scheme < pack.schemes.size(); ++situation.scheme) {
    for (const Benefit& benefit : pack.schemes[situation.scheme].benefits) {
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
