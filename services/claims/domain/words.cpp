#include "services/claims/domain/words.hpp"

#include <map>

namespace haven::claims {
namespace {

std::string who(Party party) {
  switch (party) {
    case Party::family:
      return "you";
    case Party::employer:
      return "the employer";
    case Party::mission:
      return "the mission abroad";
    case Party::insurer:
      return "the insurer";
    case Party::bank:
      return "the bank";
    case Party::fund:
      return "the fund";
  }
  return "the fund";
}

// By the next step of domain/turn.cpp, with the party in front.
const std::map<std::string, std::string>& deeds() {
  static const std::map<std::string, std::string> deeds = {
      {"file_claim", "to hand in the claim"},
      {"finish_draft", "to finish and hand in the claim"},
      {"send_papers", "to send the papers that are missing"},
      {"decide", "to decide"},
      {"decide_referral", "to have a person decide"},
      {"approve_decision", "to have a second person approve the decision"},
      {"fill_purse", "to provide the money"},
      {"release_payments", "to send the money"},
      {"await_settlement", "to pay the money out"},
      {"ask_bank", "to say whether the money was paid out"},
      {"correct_account", "to give an account that the money can be paid to"},
      {"decide_appeal", "to decide about your objection"}};
  return deeds;
}

}  // namespace

std::string words_of_state(const Claim& claim) {
  switch (claim.state) {
    case State::notified:
      return "We know what happened. The claim itself is not handed in yet.";
    case State::draft:
      return "The claim is being written and is not handed in yet.";
    case State::filed:
      return "The claim is handed in. Papers are still missing.";
    case State::ready:
      return "Everything is here. The claim can be decided.";
    case State::in_review:
      return "A person at the fund looks at the claim.";
    case State::decided:
      return "There is a decision. A second person checks it.";
    case State::approved:
      return "The decision is approved and the money is being prepared.";
    case State::paying:
      return "The money is on its way through the bank.";
    case State::appealed:
      return "Your objection is here. The claim is decided anew.";
    case State::withdrawn:
      return "The claim was withdrawn.";
    case State::closed:
      return claim.outcome == "paid" ? "Everything that was owed has been paid."
                                     : "The claim is closed; nothing is paid on it.";
    case State::unborn:
      break;
  }
  return "";
}

std::string words_of_turn(const Turn& turn) {
  const auto deed = deeds().find(turn.next_step);
  const std::string what = deed == deeds().end() ? "to go on" : deed->second;
  return "Now it is for " + who(turn.waiting_for) + ' ' + what + '.';
}

std::string words_of_payment(const std::string& stage) {
  if (stage == "released") return "The order is with the bank.";
  if (stage == "settled") return "The bank has paid it out.";
  if (stage == "returned") return "The bank sent it back; it will be sent again.";
  return "We are asking the bank whether it was paid out.";
}

}  // namespace haven::claims
