#include "tests/support/bank/desk.hpp"

#include <algorithm>

namespace haven::bank {
namespace {

Answer answer_about(const Order& order, const std::string& status, const std::string& reason) {
  return {order.batch_id, order.reference, order.instruction_id, status, reason, order.mode};
}

bool orders_the_same(const Order& one, const Order& other) {
  return one.account == other.account && one.amount == other.amount &&
         one.payee_account == other.payee_account;
}

}  // namespace

bool Desk::is_due(const Order& order, bool is_asked, int pass) const {
  const auto steps = steps_of(order.mode, habits_.late_days);
  if (order.steps_done == steps.size()) return false;
  const Step& next = steps[order.steps_done];
  switch (next.when) {
    case When::at_once:
      return true;
    case When::next_pass:
      return order.taken_in_pass < pass;
    case When::asked:
      return is_asked;
    case When::days_later:
      return books_.day() >= order.taken_on_day + next.days;
  }
  return false;
}

bool Desk::has_due() const {
  return std::ranges::any_of(books_.unfinished(), [this](const std::string& reference) {
    return is_due(*books_.order(reference), false, books_.passes() + 1);
  });
}

void Desk::perform_due() {
  const auto unfinished = books_.unfinished();  // a copy: steps take references out of it
  for (const std::string& reference : unfinished) perform(reference, false);
}

void Desk::perform(const std::string& reference, bool is_asked) {
  const Order& order = *books_.order(reference);
  const auto steps = steps_of(order.mode, habits_.late_days);
  while (is_due(order, is_asked, books_.passes())) {
    perform(order, steps[order.steps_done].deed);
    books_.complete_step(order);
  }
}

void Desk::perform(const Order& order, Deed deed) {
  switch (deed) {
    case Deed::debit:
      books_.post({0,
                   order.account,
                   true,
                   order.amount,
                   "payment",
                   order.reference,
                   order.payee_name,
                   order.remittance,
                   {},
                   false});
      break;
    case Deed::book:
      news_.entries.push_back(order.entry);
      [[fallthrough]];
    case Deed::book_quietly:
      books_.book(order.entry, today_);
      break;
    case Deed::say_accepted:
      say(order, "ACSP", "");
      break;
    case Deed::say_done:
      say(order, "ACSC", "");
      break;
    case Deed::say_rejected:
      say(order, "RJCT", std::string{reason_for(order.payee_account)});
      break;
    case Deed::give_back:
      give_back(order);
      break;
  }
}

void Desk::give_back(const Order& order) {
  const int entry = books_.post({0,
                                 order.account,
                                 false,
                                 order.amount,
                                 "return",
                                 order.reference,
                                 order.payee_name,
                                 order.remittance,
                                 {},
                                 false});
  books_.book(entry, today_);
  news_.entries.push_back(entry);
}

void Desk::say(const Order& order, const std::string& status, const std::string& reason) {
  books_.say(order, status, reason);
  Answer answer = answer_about(order, status, reason);
  if (!answering_.empty()) answer.batch_id = answering_batch_;
  report_on(answering_.empty() ? order.message_id : answering_).answers.push_back(answer);
}

void Desk::take(const OrderFile& file) {
  if (file.refusal) {
    FileAnswer answer;
    answer.message_id = file.message_id;
    answer.count = static_cast<std::int64_t>(file.orders.size());
    answer.refusal = file.refusal;
    news_.reports.push_back(answer);
    return;
  }
  answering_ = file.message_id;
  for (const GivenOrder& given : file.orders) {
    answering_batch_ = given.order.batch_id;
    take(given);
  }
  answering_.clear();
  for (FileAnswer& report : news_.reports) {
    if (report.message_id != file.message_id) continue;
    report.count = static_cast<std::int64_t>(file.orders.size());
  }
}

void Desk::take(const GivenOrder& given) {
  const Order* known = books_.order(given.order.reference);
  if (known != nullptr) return take_again(*known, given.order);
  if (!given.fault.empty()) {
    report_on(answering_).answers.push_back(answer_about(given.order, "RJCT", given.fault));
    return;
  }
  Order order = given.order;
  order.mode = mode_of(habits_, order.reference, order.payee_account);
  books_.take_order(order);
  perform(order.reference, false);
}

void Desk::take_again(const Order& known, const Order& given) {
  Answer answer = answer_about(given, known.status, known.reason);
  answer.mode = known.mode;
  if (!orders_the_same(known, given)) {
    answer.status = "RJCT";
    answer.reason = "DU04";
  } else if (known.mode == Mode::lost) {
    return;
  } else {
    const std::string said_before = known.status;
    perform(known.reference, true);
    if (known.status != said_before) return;  // the steps have answered
    if (habits_.rejects_repeats && known.is_debited) {
      answer.status = "RJCT";
      answer.reason = "AM05";
    }
  }
  if (!answer.status.empty()) report_on(answering_).answers.push_back(answer);
}

std::string Desk::ask(const std::string& reference) {
  const Order* order = books_.order(reference);
  if (order == nullptr) return "unknown";
  perform(reference, true);
  if (order->is_returned) return "returned";
  return order->is_debited ? "debited" : "not_executed";
}

void Desk::deposit(const std::string& account, const Money& amount, const std::string& kind,
                   const std::string& reference, const std::string& name) {
  const int entry =
      books_.post({0, account, kind == "charge", amount, kind, reference, name, "", {}, false});
  books_.book(entry, today_);
  news_.entries.push_back(entry);
}

FileAnswer& Desk::report_on(const std::string& message_id) {
  const auto found = std::ranges::find_if(news_.reports, [&](const FileAnswer& each) {
    return each.message_id == message_id && !each.refusal;
  });
  if (found != news_.reports.end()) return *found;
  news_.reports.push_back({message_id, 0, {}, {}});
  return news_.reports.back();
}

}  // namespace haven::bank
