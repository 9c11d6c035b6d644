#include "services/disbursement/app/match_lines.hpp"

#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/store/bank_files.hpp"
#include "services/disbursement/store/bank_lines.hpp"
#include "services/disbursement/store/outcomes.hpp"

namespace haven::disbursement {
namespace {

constexpr std::size_t lines_at_once = 1000;

std::vector<std::string> references_in(const std::vector<StatementLine>& lines) {
  std::vector<std::string> references;
  for (const StatementLine& line : lines) {
    for (const LineName& name : line.names) {
      if (could_be_reference(name.text)) references.push_back(name.text);
    }
  }
  return references;
}

// As the line ended its payment, which a later line may have ended once more.
messaging::Saying saying_of(Payment payment, LineResult result) {
  payment.state = result == LineResult::settled ? PaymentState::settled : PaymentState::returned;
  return ended_sayings({payment}).front();
}

messaging::Saying saying_of(const BankLine& line) {
  v1::BankLineTaken event;
  event.set_line_id(line.id.text());
  event.set_statement_id(line.statement.text());
  event.set_is_credit(line.is_credit);
  event.mutable_amount()->set_minor(line.amount.minor());
  event.mutable_amount()->set_currency(line.amount.currency().code());
  event.set_booked(text_of(line.booked_on));
  for (const std::string& name : line.names) event.add_references(name);
  return messaging::saying_of(line.id.text(), event);
}

bool is_bank_line(const StatementLine& line, const Match& match) {
  return line.status == "booked" && line.amount && !line.amount->is_zero() &&
         !is_explained(match.result);
}

}  // namespace

void LineMatcher::say(const std::vector<messaging::Saying>& sayings) {
  messaging::append_all(tx_, {"disbursement", statement_.fund, statement_.id.text()}, sayings,
                        now_);
}

void LineMatcher::take(const StatementLine& line) {
  waiting_.push_back(line);
  if (waiting_.size() == lines_at_once) flush();
}

std::vector<LineMatcher::Matched> LineMatcher::match_all(const std::vector<StatementLine>& lines) {
  Orders orders = store::orders_for_update(tx_, statement_.fund, references_in(lines));
  std::vector<Matched> matched;
  for (const StatementLine& line : lines) {
    Matched one{line, match(line, orders), {}, {}, "", ""};
    if (!one.match.reference.empty()) one.payment = orders.at(one.match.reference).payment;
    matched.push_back(std::move(one));
  }
  std::map<std::string, Payment> ended;
  for (Payment& payment : store::save_orders(tx_, statement_.fund, orders)) {
    ended.emplace(payment.bank_reference, std::move(payment));
  }
  std::vector<messaging::Saying> sayings;
  for (const Matched& one : matched) {
    const LineResult result = one.match.result;
    if (result != LineResult::settled && result != LineResult::returned) continue;
    sayings.push_back(saying_of(ended.at(one.match.reference), result));
  }
  say(sayings);
  return matched;
}

BankLine LineMatcher::bank_line_of(const Matched& one) const {
  BankLine line;
  line.id = one.bank_line;
  line.fund = statement_.fund;
  line.statement = statement_.id;
  line.line = one.line.number;
  line.book = one.line.book;
  line.is_credit = one.line.is_credit;
  line.amount = *one.line.amount;
  line.booked_on = one.line.booked_on;
  for (const LineName& name : one.line.names) line.names.push_back(name.text);
  line.counterparty = one.line.counterparty;
  line.remittance = one.line.remittance;
  line.taken_at = now_;
  return line;
}

// Gives each line that no order explains its name. What another file has shown before is known.
void LineMatcher::keep_bank_lines(std::vector<Matched>& lines) {
  std::vector<std::string> keys, entries;
  for (Matched& one : lines) {
    if (one.line.status == "booked" && one.line.amount) {
      one.entry_key = entry_key_of(statement_.fund, one.line);
    }
    if (!is_bank_line(one.line, one.match)) continue;
    one.line_key = line_key_of(statement_.fund, one.line).text;
    keys.push_back(one.line_key);
    if (one.line.is_whole_entry && !one.entry_key.empty()) entries.push_back(one.entry_key);
  }
  auto seen = store::bookings_seen(tx_, statement_.id, statement_.kind, keys);
  const auto elsewhere = store::entries_elsewhere(tx_, statement_.id, entries);
  std::vector<BankLine> fresh;
  for (Matched& one : lines) {
    if (one.line_key.empty()) continue;
    const LineKey key = line_key_of(statement_.fund, one.line);
    store::Seen& before = seen[key.text];
    ++before.here;
    ++before.in_kind;
    one.bank_line = bank_line_id_of(key, key.has_bank_name ? before.here : before.in_kind);
    const bool has_details_elsewhere = one.line.is_whole_entry && elsewhere.contains(one.entry_key);
    if (has_details_elsewhere) {
      one.match.result = LineResult::already;
      one.bank_line = {};
    } else {
      fresh.push_back(bank_line_of(one));
    }
  }
  const auto written = store::insert_bank_lines(tx_, fresh);
  std::vector<messaging::Saying> sayings;
  for (const BankLine& line : fresh) {
    if (written.contains(line.id.text())) sayings.push_back(saying_of(line));
  }
  for (Matched& one : lines) {
    const bool is_known = !one.bank_line.empty() && !written.contains(one.bank_line.text());
    if (is_known) one.match.result = LineResult::already;
  }
  say(sayings);
}

store::LineView LineMatcher::view_of(const Matched& one) {
  const StatementLine& line = one.line;
  store::LineView view;
  view.line = line.number;
  view.part = line.part;
  view.file_line = line.file_line;
  view.bank_reference = one.match.reference;
  if (view.bank_reference.empty() && !line.names.empty()) {
    view.bank_reference = line.names.front().text;
  }
  view.is_credit = line.is_credit;
  view.is_return = line.is_return || line.is_reversal;
  view.amount = line.amount;
  view.booked_on = line.booked_on;
  view.status = line.status;
  view.reason = line.reason_code.empty() ? line.reason : line.reason_code + ": " + line.reason;
  view.result = one.match.result;
  view.matched_by = one.match.by;
  view.payment = one.payment;
  view.bank_line = one.bank_line;
  view.entry_key = one.entry_key;
  view.line_key = one.line_key;
  return view;
}

void LineMatcher::flush() {
  if (waiting_.empty()) return;
  auto lines = match_all(waiting_);
  waiting_.clear();
  keep_bank_lines(lines);
  std::vector<store::LineView> views;
  for (const Matched& one : lines) views.push_back(view_of(one));
  store::insert_lines(tx_, statement_.id, views);
}

// Whether one entry of the bank is all payments of our file, and can settle each of them.
bool LineMatcher::settle_file(const StatementLine& line, const OrderFile& file) {
  const auto standing = store::standing_of_batch(tx_, file.batch);
  if (standing.other > 0 || (standing.open > 0 && standing.debited > 0)) return false;
  std::string last;
  for (;;) {
    const auto references = store::references_in_file(tx_, file, {}, last, lines_at_once);
    if (references.empty()) return true;
    last = references.back();
    std::vector<StatementLine> lines;
    for (const auto& [reference, order] :
         store::orders_for_update(tx_, statement_.fund, references)) {
      lines.push_back(line);
      lines.back().amount = order.amount;
      lines.back().names = {{reference, MatchedBy::batch}};
    }
    match_all(lines);
  }
}

void LineMatcher::take_batch(const StatementLine& line, const iso20022::BatchInfo& batch) {
  flush();
  auto file = store::find_bank_file(tx_, statement_.fund, batch.message_id);
  if (!file) file = store::find_bank_file(tx_, statement_.fund, batch.payment_information_id);
  const bool is_ours =
      file && file->payment.empty() && file->book == line.book && line.status == "booked" &&
      !line.is_credit && !line.is_reversal && !line.is_return && batch.count == file->transfers &&
      *line.amount == file->total && batch.total.value_or(file->total) == file->total;
  if (!is_ours) return take(line);
  const bool was_known = store::standing_of_batch(tx_, file->batch).open == 0;
  if (!settle_file(line, *file)) return take(line);
  Matched one{
      line,
      {was_known ? LineResult::already : LineResult::settled, MatchedBy::batch, file->message_id},
      {},
      {},
      entry_key_of(statement_.fund, line),
      ""};
  store::insert_lines(tx_, statement_.id, {view_of(one)});
}

}  // namespace haven::disbursement
