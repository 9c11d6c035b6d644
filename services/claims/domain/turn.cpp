#include "services/claims/domain/turn.hpp"

#include <algorithm>
#include <array>

namespace haven::claims {
namespace {

using std::chrono::days;

constexpr std::array party_names = {"family", "employer", "mission", "insurer", "bank", "fund"};

// The fund's own service standards; the rules of a scheme can only shorten them (clock_ends).
constexpr days notice_to_claim{30};
constexpr days draft_to_claim{14};
constexpr days papers{30};
constexpr days decision{2};
constexpr days review{5};
constexpr days approval{2};
constexpr days release{2};
constexpr days purse_filling{7};
constexpr days settlement{3};
constexpr days unknown_outcome{1};
constexpr days corrected_account{14};
constexpr days appeal{15};

// Who can give a paper, where it is not the family.
Party giver_of(const std::string& document) {
  if (document == "mortuary_certificate" || document == "post_certification" ||
      document == "labour_attache_certificate") {
    return Party::mission;
  }
  if (document == "accident_report") return Party::employer;
  return Party::family;
}

// The family comes first: as long as it can do something itself, it is told so.
Party giver_of(const std::vector<std::string>& missing) {
  Party giver = Party::family;
  bool first = true;
  for (const std::string& document : missing) {
    const Party next = giver_of(document);
    if (next == Party::family) return next;
    if (first) giver = next;
    first = false;
  }
  return giver;
}

Party filler_of(const std::string& layer) {
  if (layer == "insurer") return Party::insurer;
  if (layer == "employer" || layer == "agency") return Party::employer;
  return Party::fund;
}

Turn turn_of_approved(const TurnFacts& facts) {
  if (facts.short_of) {
    return {"cashier", "fill_purse", facts.now + purse_filling, filler_of(*facts.short_of)};
  }
  return {"cashier", "release_payments", facts.now + release, Party::fund};
}

Turn turn_of_paying(const TurnFacts& facts) {
  if (facts.payments_returned > 0) {
    return {"intake", "correct_account", facts.now + corrected_account, Party::family};
  }
  if (facts.payments_unknown > 0) {
    return {"cashier", "ask_bank", facts.now + unknown_outcome, Party::bank};
  }
  return {"cashier", "await_settlement", facts.now + settlement, Party::bank};
}

std::optional<Turn> fresh_turn(State state, const TurnFacts& facts) {
  const Instant now = facts.now;
  switch (state) {
    case State::notified:
      return Turn{"intake", "file_claim", now + notice_to_claim, Party::family};
    case State::draft:
      return Turn{facts.drafted_by, "finish_draft", now + draft_to_claim, Party::family};
    case State::filed:
      return Turn{"intake", "send_papers", now + papers, giver_of(facts.missing)};
    case State::ready:
      return Turn{"adjudicator", "decide", now + decision, Party::fund};
    case State::in_review:
      return Turn{"adjudicator", "decide_referral", now + review, Party::fund};
    case State::decided:
      return Turn{"approver", "approve_decision", now + approval, Party::fund};
    case State::approved:
      return turn_of_approved(facts);
    case State::paying:
      return turn_of_paying(facts);
    case State::appealed:
      return Turn{"adjudicator", "decide_appeal", now + appeal, Party::fund};
    case State::unborn:
    case State::closed:
    case State::withdrawn:
      return {};
  }
  return {};
}

bool same_duty(const Turn& a, const Turn& b) {
  return a.owner == b.owner && a.next_step == b.next_step && a.waiting_for == b.waiting_for;
}

}  // namespace

std::string_view name_of(Party party) {
  return party_names[static_cast<std::size_t>(party)];
}

std::optional<Party> party_from(std::string_view name) {
  const auto found = std::ranges::find(party_names, name);
  if (found == party_names.end()) return {};
  return static_cast<Party>(found - party_names.begin());
}

std::optional<Turn> whose_turn(State state, const TurnFacts& facts) {
  std::optional<Turn> turn = fresh_turn(state, facts);
  if (!turn) return {};
  if (facts.before && same_duty(*facts.before, *turn)) turn->due_at = facts.before->due_at;
  if (facts.clock_ends && turn->waiting_for != Party::family) {
    turn->due_at = std::min(turn->due_at, *facts.clock_ends);
  }
  return turn;
}

}  // namespace haven::claims
