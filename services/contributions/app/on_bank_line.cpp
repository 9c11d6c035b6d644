#include "services/contributions/app/on_bank_line.hpp"

#include "common/scheme/wire.hpp"
#include "services/contributions/app/claim_line.hpp"
#include "services/contributions/domain/deposit_reference.hpp"
#include "services/contributions/store/bank_lines.hpp"
#include "services/contributions/store/deposits.hpp"

namespace haven::contributions {
namespace {

constexpr int names_max = 20;

// The wire promises nothing, so nothing past this point has to doubt it.
template <class Message>
Result<BankLine> line_from(const Message& wire) {
  const auto amount = scheme::money_from(wire.amount());
  const auto booked = date_from(wire.booked());
  if (!is_uuid(wire.line_id())) return refuse_field("/line_id", "a UUID");
  if (!amount) return pass(amount);
  if (amount->minor() <= 0) return refuse_field("/amount", "more than nothing");
  if (!booked) return refuse_field("/booked", "a day such as 2024-05-14");
  BankLine line;
  line.id = LineId{wire.line_id()};
  line.amount = wire.is_credit() ? *amount : amount->times(-1);
  line.booked = *booked;
  return line;
}

// Where disbursement says it is a deposit, its partner counts even if the deposit is none of ours.
void assign(db::Transaction& tx, const Occasion& occasion,
            const disbursement::v1::BankLineAssigned& assigned, BankLine& line) {
  const bool is_deposit = assigned.as() == "deposit" && !assigned.party().empty();
  line.state = is_deposit ? LineState::matched : LineState::elsewhere;
  line.deposit = {};
  line.reason.clear();
  if (!is_deposit) return;
  line.partner = assigned.party();
  line.reason = assigned.reason();
  const auto id = id_from<DepositId>(assigned.item_id());
  if (!id) return;
  const auto deposit = store::find_deposit_for_update(tx, occasion.fund, *id);
  const bool fits = deposit && deposit->amount.currency() == line.amount.currency();
  if (fits) line.deposit = *id;
}

}  // namespace

Result<void> on_line_taken(db::Transaction& tx, const Occasion& occasion,
                           const disbursement::v1::BankLineTaken& taken) {
  auto line = line_from(taken);
  if (!line) return pass(line);
  if (!taken.is_credit()) return {};
  for (int i = 0; i < std::min(taken.references_size(), names_max); ++i) {
    std::string name = name_as_printed(taken.references(i));
    if (!name.empty()) line->names.push_back(std::move(name));
  }
  recognise(tx, occasion, store::keep_line(tx, occasion.fund, *line, occasion.now));
  return {};
}

Result<void> on_line_assigned(db::Transaction& tx, const Occasion& occasion,
                              const disbursement::v1::BankLineAssigned& assigned) {
  const auto told = line_from(assigned);
  if (!told) return pass(told);
  BankLine line = store::keep_line(tx, occasion.fund, *told, occasion.now);
  if (line.state == LineState::matched || line.state == LineState::elsewhere) return {};
  const DepositId claimed = line.deposit;
  assign(tx, occasion, assigned, line);
  store::save_line(tx, line);
  if (!claimed.empty()) refresh_deposit(tx, occasion, claimed);
  if (!line.deposit.empty()) refresh_deposit(tx, occasion, line.deposit);
  return {};
}

}  // namespace haven::contributions
