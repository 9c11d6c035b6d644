#include "services/contributions/app/claim_line.hpp"

#include "services/contributions/app/say.hpp"
#include "services/contributions/app/say_money.hpp"
#include "services/contributions/store/bank_lines.hpp"
#include "services/contributions/store/deposits.hpp"

namespace haven::contributions {
namespace {

struct Claim {
  DepositId deposit;
  std::string partner;
  std::string reason;
  std::string why;  // in a person's words; empty when a rule found it
};

void claim(db::Transaction& tx, const Occasion& occasion, BankLine line, const Claim& claim) {
  line.state = LineState::claimed;
  line.deposit = claim.deposit;
  line.reason = claim.reason;
  store::save_line(tx, line);
  store::save_claimant(tx, line.id, occasion.by, claim.why);
  refresh_deposit(tx, occasion, claim.deposit);
  say(tx, occasion, {deposit_matched(line, claim.partner)});
}

tl::unexpected<Error> refuse_line(std::string detail) {
  return refuse(ErrorKind::conflict, "bank_line_not_unmatched", std::move(detail));
}

}  // namespace

Error no_deposit() {
  return {ErrorKind::not_found, "deposit_not_found", "This fund has no such deposit.", {}};
}

void recognise(db::Transaction& tx, const Occasion& occasion, const BankLine& line) {
  if (line.state != LineState::unmatched) return;
  const auto choice = choose_deposit(line, store::candidates_for(tx, occasion.fund, line));
  if (!choice) return;
  claim(tx, occasion, line, {choice->deposit.id, choice->deposit.partner, choice->reason, ""});
}

void find_line_of(db::Transaction& tx, const Occasion& occasion, const Deposit& deposit) {
  std::vector<std::pair<BankLine, Choice>> fitting;
  for (BankLine& line : store::lines_like(tx, occasion.fund, deposit)) {
    auto choice = choose_deposit(line, store::candidates_for(tx, occasion.fund, line));
    if (!choice || choice->deposit.id != deposit.id) continue;
    fitting.emplace_back(std::move(line), *std::move(choice));
  }
  if (fitting.size() != 1) return;  // two lines that fit are for people to tell apart
  const auto& [line, choice] = fitting.front();
  claim(tx, occasion, line, {deposit.id, deposit.partner, choice.reason, ""});
}

Result<void> match_deposit(db::Transaction& tx, const Occasion& occasion,
                           const MatchDeposit& command) {
  const auto line = store::find_line_for_update(tx, occasion.fund, command.line);
  if (!line) return refuse_field("/line_id", "the id of an unmatched bank line");
  const auto deposit = store::find_deposit_for_update(tx, occasion.fund, command.deposit);
  if (!deposit) return tl::unexpected{no_deposit()};
  if (line->state != LineState::unmatched || line->amount.minor() <= 0) {
    return refuse_line("The line was recognised before; list the unmatched ones again.");
  }
  if (deposit->state == DepositState::cancelled) {
    return refuse(ErrorKind::conflict, "deposit_cancelled",
                  "The partner took this deposit back; it announces another.");
  }
  if (deposit->amount.currency() != line->amount.currency()) {
    return refuse_field("/line_id", "a line in " + deposit->amount.currency().code());
  }
  claim(tx, occasion, *line, {deposit->id, deposit->partner, "by a person", command.reason});
  return {};
}

void refresh_deposit(db::Transaction& tx, const Occasion& occasion, const DepositId& id) {
  const auto deposit = store::find_deposit_for_update(tx, occasion.fund, id);
  if (!deposit) return;
  const DepositState state = state_of(*deposit, store::lines_of(tx, id));
  if (state != deposit->state) store::save_deposit_state(tx, id, state);
}

}  // namespace haven::contributions
