#include "services/recoveries/app/take_line.hpp"

#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/say.hpp"
#include "services/recoveries/domain/reference.hpp"
#include "services/recoveries/store/bank_lines.hpp"
#include "services/recoveries/store/receivables.hpp"

namespace haven::recoveries {
namespace {

template <class Event>
Result<BankLine> line_from(const Occasion& occasion, const Event& event) {
  const auto id = id_from<LineId>(event.line_id());
  if (!id) return refuse(ErrorKind::invalid, "line_unreadable", "The event names no line.");
  const auto amount = money_from(event.amount());
  if (!amount) return pass(amount);
  BankLine line;
  line.id = *id;
  line.fund = occasion.fund;
  line.amount = *amount;
  line.booked = date_from(event.booked()).value_or(occasion.today);
  return line;
}

std::optional<Match> find_match(db::Transaction& tx, const BankLine& line) {
  std::vector<std::string> references;
  for (const std::string& name : line.names) {
    for (std::string& reference : references_in(name)) references.push_back(std::move(reference));
  }
  const auto named = store::receivables_named(tx, line.fund, references);
  const auto by_amount = store::receivables_with_left(tx, line.fund, line.amount);
  return match_of(line.amount, named, by_amount);
}

void note_match(BankLine& line, const ReceivableId& receivable, const std::string& reason,
                const std::string& by) {
  line.state = LineState::matched;
  line.receivable = receivable;
  line.reason = reason;
  line.matched_by = by;
}

// The line as we know it; it may be told of for the first time.
BankLine known_line(db::Transaction& tx, const BankLine& told) {
  store::insert_line(tx, told);
  return *store::find_line_for_update(tx, told.fund, told.id);
}

bool is_assigned(const BankLine& line) {
  return line.state == LineState::ours || line.state == LineState::of_others;
}

Result<void> pay_by_line(db::Transaction& tx, const Occasion& occasion, const BankLine& told,
                         const ReceivableId& id) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, id);
  if (!receivable) return no_receivable();
  BankLine line = known_line(tx, told);
  if (is_assigned(line)) return {};
  if (line.amount.currency() != receivable->amount.currency()) {
    return refuse(ErrorKind::conflict, "currency_differs",
                  "The line is in another currency than the debt that it is to pay.");
  }
  line.state = LineState::ours;
  line.receivable = id;
  store::save_line(tx, line);
  take_money(tx, occasion, *receivable, how_of_a_line(*receivable), line.amount,
             {"line/" + line.id.text(), line.id.text(), line.booked, occasion.by});
  return {};
}

}  // namespace

Result<void> take_line(db::Transaction& tx, const Occasion& occasion,
                       const disbursement::v1::BankLineTaken& event) {
  if (!event.is_credit()) return {};
  auto line = line_from(occasion, event);
  if (!line) return pass(line);
  line->names.assign(event.references().begin(), event.references().end());
  const auto match = find_match(tx, *line);
  if (match) note_match(*line, match->receivable.id, match->reason, "recoveries");
  if (!store::insert_line(tx, *line) || !match) return {};
  say(tx, occasion, {receivable_matched(match->receivable, *line)});
  return {};
}

Result<void> take_assignment(db::Transaction& tx, const Occasion& occasion,
                             const disbursement::v1::BankLineAssigned& event) {
  if (!event.is_credit()) return {};
  const auto told = line_from(occasion, event);
  if (!told) return pass(told);
  if (event.as() == "receivable") {
    return pay_by_line(tx, occasion, *told, ReceivableId{event.item_id()});
  }
  BankLine line = known_line(tx, *told);
  if (is_assigned(line)) return {};
  line.state = LineState::of_others;
  line.receivable = {};
  store::save_line(tx, line);
  return {};
}

Result<Receivable> match_line(db::Transaction& tx, const Occasion& occasion, const ReceivableId& id,
                              const LineId& line_id) {
  const auto receivable = store::find_receivable_for_update(tx, occasion.fund, id);
  if (!receivable) return no_receivable();
  auto line = store::find_line_for_update(tx, occasion.fund, line_id);
  if (!line) return refuse_field("/line_id", "a line of money that came in");
  if (line->state != LineState::open) {
    return refuse(ErrorKind::conflict, "line_is_matched",
                  "This line is matched or assigned already; see the statement.");
  }
  if (line->amount.currency() != receivable->amount.currency()) {
    return refuse(ErrorKind::conflict, "currency_differs",
                  "The line is in another currency than the debt.");
  }
  note_match(*line, id, "by a person", occasion.by);
  store::save_line(tx, *line);
  say(tx, occasion, {receivable_matched(*receivable, *line)});
  return *receivable;
}

}  // namespace haven::recoveries
