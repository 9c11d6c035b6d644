#include "services/disbursement/app/take_status_report.hpp"

#include <algorithm>
#include <array>

#include "common/iso20022/status_report.hpp"
#include "services/disbursement/app/payment_event.hpp"
#include "services/disbursement/app/return_reason.hpp"
#include "services/disbursement/store/bank_files.hpp"
#include "services/disbursement/store/outcomes.hpp"

namespace haven::disbursement {
namespace {

constexpr int orders_at_once = 1000;

// "I have it already" is no word about what became of the order that the bank has.
bool says_repeated(const std::string& code) {
  constexpr std::array<std::string_view, 7> codes{"AM05", "DU01", "DU02", "DU03",
                                                  "DU04", "DU05", "RF01"};
  return std::ranges::find(codes, code) != codes.end();
}

Said said_by(const iso20022::Status& status, const std::string& reason_code) {
  using enum iso20022::StatusMeaning;
  switch (status.meaning) {
    case received:
    case accepted:
    case settled:
    case pending:
      return Said::has_it;
    case rejected:
    case cancelled:
      return says_repeated(reason_code) ? Said::repeated : Said::rejected;
    case partly:
    case unrecognised:
      break;
  }
  return Said::something;
}

void set_reason(ReportedOrder& report, const std::vector<iso20022::ReturnReason>& reasons) {
  if (reasons.empty()) return;
  const BankReason reason = reason_of(reasons.front());
  report.reason_code = reason.code;
  report.reason = reason.words;
}

// One report on its way: orders are heard of some hundreds at a time.
class Hearing {
 public:
  Hearing(db::Transaction& tx, const Statement& report, Date today, Instant now)
      : tx_(tx), report_(report), today_(today), now_(now) {}

  iso20022::StatusHandlers handlers();
  /// What was said of the whole file.
  void finish();
  [[nodiscard]] int lines() const { return lines_; }

 private:
  Result<void> take(const iso20022::TransferStatus& transfer);
  void flush();
  std::vector<Match> hear_all(const std::vector<ReportedOrder>& reports, Orders& orders);
  void hear_of_file(const OrderFile& file, const ReportedOrder& said);
  void say(const Orders& before, const Orders& after, const std::vector<Payment>& saved);
  store::LineView view_of(const ReportedOrder& report, const Match& match, const Orders& orders);

  db::Transaction& tx_;
  const Statement& report_;
  Date today_;
  Instant now_;
  iso20022::GroupStatus group_;
  iso20022::BatchStatus batch_;
  std::vector<ReportedOrder> waiting_;
  int lines_ = 0;
};

iso20022::StatusHandlers Hearing::handlers() {
  iso20022::StatusHandlers handlers;
  handlers.group = [this](const auto& group) {
    group_ = group;
    return Result<void>{};
  };
  handlers.batch = [this](const auto& batch) {
    batch_ = batch;
    return Result<void>{};
  };
  handlers.transfer = [this](const auto& transfer) { return take(transfer); };
  return handlers;
}

Result<void> Hearing::take(const iso20022::TransferStatus& transfer) {
  ReportedOrder report;
  report.number = ++lines_;
  report.file_line = transfer.line;
  report.names = {{transfer.original_end_to_end_id, MatchedBy::reference},
                  {transfer.original_instruction_id, MatchedBy::instruction_id}};
  std::erase_if(report.names, [](const LineName& name) { return name.text.empty(); });
  report.status = transfer.status.code;
  set_reason(report, group_.reasons);
  set_reason(report, batch_.reasons);
  set_reason(report, transfer.reasons);
  report.said = said_by(transfer.status, report.reason_code);
  report.amount = transfer.original_amount;
  waiting_.push_back(std::move(report));
  if (waiting_.size() == orders_at_once) flush();
  return {};
}

// The payments that came back, and those that are with the bank after all.
void Hearing::say(const Orders& before, const Orders& after, const std::vector<Payment>& saved) {
  std::vector<Payment> returned, released;
  for (const Payment& payment : saved) {
    const PaymentState was = before.at(payment.bank_reference).state;
    if (was == after.at(payment.bank_reference).state) continue;
    (payment.state == PaymentState::returned ? returned : released).push_back(payment);
  }
  auto sayings = ended_sayings(returned);
  std::ranges::move(released_sayings(released), std::back_inserter(sayings));
  messaging::append_all(tx_, {"disbursement", report_.fund, report_.id.text()}, sayings, now_);
}

std::vector<Match> Hearing::hear_all(const std::vector<ReportedOrder>& reports, Orders& orders) {
  std::vector<std::string> references;
  for (const ReportedOrder& report : reports) {
    for (const LineName& name : report.names) references.push_back(name.text);
  }
  const Orders before = store::orders_for_update(tx_, report_.fund, references);
  orders = before;
  std::vector<Match> matches;
  std::vector<std::pair<std::string, std::string>> statuses;
  for (const ReportedOrder& report : reports) {
    matches.push_back(hear(report, orders, today_));
    const Match& match = matches.back();
    if (!match.reference.empty()) statuses.emplace_back(match.reference, report.status);
  }
  say(before, orders, store::save_orders(tx_, report_.fund, orders));
  store::note_statuses(tx_, report_.fund, report_.id, statuses, now_);
  return matches;
}

store::LineView Hearing::view_of(const ReportedOrder& report, const Match& match,
                                 const Orders& orders) {
  store::LineView view;
  view.line = report.number;
  view.file_line = report.file_line;
  view.bank_reference = match.reference;
  if (view.bank_reference.empty() && !report.names.empty()) {
    view.bank_reference = report.names.front().text;
  }
  if (const auto order = orders.find(match.reference); order != orders.end()) {
    view.payment = order->second.payment;
    view.amount = order->second.amount;
  }
  view.booked_on = today_;
  view.status = "reported";
  view.reason = report.status;
  if (!report.reason_code.empty()) view.reason += ' ' + report.reason_code;
  if (!report.reason.empty()) view.reason += ": " + report.reason;
  view.result = match.result;
  view.matched_by = match.by;
  return view;
}

void Hearing::flush() {
  if (waiting_.empty()) return;
  Orders orders;
  const auto matches = hear_all(waiting_, orders);
  std::vector<store::LineView> views;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    views.push_back(view_of(waiting_[i], matches[i], orders));
  }
  store::insert_lines(tx_, report_.id, views);
  waiting_.clear();
}

void Hearing::hear_of_file(const OrderFile& file, const ReportedOrder& said) {
  Orders orders;
  const auto hear_of = [&](const std::vector<std::string>& references) {
    std::vector<ReportedOrder> reports(references.size(), said);
    for (std::size_t i = 0; i < references.size(); ++i) {
      reports[i].names = {{references[i], MatchedBy::batch}};
    }
    hear_all(reports, orders);
  };
  std::string last;
  for (;;) {
    auto references = store::references_in_file(tx_, file, report_.id, last, orders_at_once);
    if (references.empty()) return;
    last = references.back();
    hear_of(references);
  }
}

void Hearing::finish() {
  flush();
  const bool is_of_batch = !batch_.status.code.empty();
  const iso20022::Status& status = is_of_batch ? batch_.status : group_.status;
  ReportedOrder said;
  said.file_line = group_.line;
  said.status = status.code;
  set_reason(said, group_.reasons);
  set_reason(said, batch_.reasons);
  said.said = said_by(status, said.reason_code);
  if (said.said == Said::something) return;
  const auto file = store::find_bank_file(tx_, report_.fund, group_.original_message_id);
  Match match{LineResult::unmatched, MatchedBy::none, group_.original_message_id};
  if (file) {
    hear_of_file(*file, said);
    match.by = MatchedBy::batch;
    match.result = said.said == Said::rejected ? LineResult::returned : LineResult::noted;
  }
  said.number = ++lines_;
  store::insert_lines(tx_, report_.id, {view_of(said, match, {})});
}

}  // namespace

Result<Statement> take_status_report(db::Transaction& tx, const TakeStatement& command, Date today,
                                     Instant now) {
  auto statement = begin_file(tx, command, FileKind::status_report, now);
  if (!statement) return statement;

  Hearing hearing{tx, *statement, today, now};
  const auto file = iso20022::read_status_report(command.open(), hearing.handlers());
  if (!file) return pass(file);
  hearing.finish();

  return finish_file(tx, *std::move(statement), file->message, file->report_id, hearing.lines());
}

}  // namespace haven::disbursement
