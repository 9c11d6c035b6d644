#include "services/disbursement/app/statement_intake.hpp"

#include <algorithm>

#include "common/iso20022/amounts.hpp"
#include "services/disbursement/app/line_names.hpp"
#include "services/disbursement/app/return_reason.hpp"

namespace haven::disbursement {
namespace {

constexpr std::size_t text_max = 400;

std::string without_spaces(std::string_view number) {
  std::string text;
  std::ranges::copy_if(number, std::back_inserter(text), [](char c) { return c != ' '; });
  return text;
}

std::string name_of(iso20022::EntryStatus status) {
  switch (status) {
    case iso20022::EntryStatus::booked:
      return "booked";
    case iso20022::EntryStatus::pending:
      return "pending";
    case iso20022::EntryStatus::future:
      return "future";
    case iso20022::EntryStatus::information:
      break;
  }
  return "information";
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (text.size() > text_max) break;
    if (!text.empty()) text += ' ';
    text += line;
  }
  return shortened(text, text_max);
}

// The fund's account that a statement is about.
Result<const FundAccount*> account_of(const PaymentPolicy& policy,
                                      const iso20022::StatementHead& head) {
  const std::string number =
      head.account.iban.empty() ? without_spaces(head.account.other) : head.account.iban;
  const FundAccount* with_number = nullptr;
  for (const FundAccount& account : policy.accounts) {
    if (without_spaces(account.number) != number) continue;
    with_number = &account;
    if (account.currency == head.currency || head.currency == Currency{}) return with_number;
  }
  if (with_number != nullptr) {
    return refuse(ErrorKind::invalid, "statement_in_another_currency",
                  "The statement is not in the currency of the fund's account.");
  }
  return refuse(ErrorKind::invalid, "statement_of_another_account",
                "The statement is of an account that is not the fund's.");
}

}  // namespace

iso20022::StatementHandlers StatementIntake::handlers() {
  iso20022::StatementHandlers handlers;
  handlers.head = [this](const auto& head) { return begin(head); };
  handlers.entry = [this](const auto& entry) { return take(entry); };
  handlers.batch = [this](const auto& batch) {
    batch_ = batch;
    return Result<void>{};
  };
  handlers.detail = [this](const auto& detail) { return take(detail); };
  handlers.entry_end = [this](const auto& entry_end) { return end_entry(entry_end); };
  handlers.end = [this](const auto& statement_end) { return end(statement_end); };
  return handlers;
}

Result<void> StatementIntake::begin(const iso20022::StatementHead& head) {
  const auto account = account_of(policy_, head);
  if (!account) return pass(account);
  const int number = part_.number + 1;
  part_ = {};
  part_.number = number;
  part_.bank_id = head.id;
  part_.created = head.created;
  part_.book = (*account)->book;
  part_.currency = (*account)->currency;
  part_.electronic_sequence = head.electronic_sequence;
  part_.page = head.page;
  part_.is_last_page = head.is_last_page;
  part_.is_copy = head.is_copy;
  is_statement_ = head.is_statement;
  return takers_.begin(part_);
}

Result<void> StatementIntake::take(const iso20022::Entry& entry) {
  entry_ = entry;
  batch_.reset();
  const bool is_credit = entry.direction == iso20022::Direction::credit;
  rest_ = is_credit ? Wide{entry.amount.minor()} : -Wide{entry.amount.minor()};
  return {};
}

// What a line has from its entry, whatever it is of it.
StatementLine StatementIntake::line_of_entry(int file_line) {
  StatementLine line;
  line.number = ++lines_;
  line.file_line = file_line;
  line.part = part_.number;
  line.is_statement = is_statement_;
  line.book = part_.book;
  // An entry of nothing moves nothing.
  line.status = entry_.amount.is_zero() ? "information" : name_of(entry_.status);
  line.is_credit = entry_.direction == iso20022::Direction::credit;
  line.is_reversal = entry_.is_reversal;
  line.is_return = iso20022::is_return(entry_, {});
  line.booked_on = entry_.booked_on.value_or(entry_.valued_on.value_or(today_));
  line.entry_name = entry_.servicer_reference;
  line.entry_amount = entry_.amount;
  return line;
}

Result<void> StatementIntake::take(const iso20022::Detail& detail) {
  const bool is_credit = detail.direction == iso20022::Direction::credit;
  if (detail.amount)
    rest_ -= is_credit ? Wide{detail.amount->minor()} : -Wide{detail.amount->minor()};
  if (part_.is_copy) return {};
  StatementLine line = line_of_entry(detail.line);
  line.is_credit = is_credit;
  line.is_return = iso20022::is_return(entry_, detail);
  line.amount = detail.amount;
  line.names = names_in(detail);
  line.own_name = detail.servicer_reference;
  line.counterparty = shortened(is_credit ? detail.debtor.name : detail.creditor.name, 140);
  line.remittance = joined(detail.remittance);
  if (detail.returned) {
    const BankReason reason = reason_of(*detail.returned);
    line.reason_code = reason.code;
    line.reason = reason.words;
  }
  takers_.line(line);
  return {};
}

Result<void> StatementIntake::end_entry(const iso20022::EntryEnd& end) {
  if (part_.is_copy) return {};
  if (end.details > 0) return give_rest();
  StatementLine line = line_of_entry(entry_.line);
  line.is_whole_entry = true;
  line.amount = entry_.amount;
  line.remittance = shortened(end.additional, text_max);
  line.names = names_in(end.additional);
  if (batch_) {
    takers_.batch(line, *batch_);
  } else {
    takers_.line(line);
  }
  return {};
}

// Money that the entry moved and none of its details names.
Result<void> StatementIntake::give_rest() {
  if (rest_ == 0 || entry_.status != iso20022::EntryStatus::booked) return {};
  const Wide size = rest_ < 0 ? -rest_ : rest_;
  if (size > iso20022::amount_minor_max) {
    return refuse(ErrorKind::invalid, "bank_file_refused",
                  "The details of an entry come to more than can be kept.");
  }
  StatementLine line = line_of_entry(entry_.line);
  line.is_credit = rest_ > 0;
  line.is_return = false;
  line.amount = Money{static_cast<std::int64_t>(size), entry_.amount.currency()};
  line.status = "booked";
  if (!line.entry_name.empty()) line.own_name = "rest";
  takers_.line(line);
  return {};
}

Result<void> StatementIntake::end(const iso20022::StatementEnd& end) {
  part_.entries = end.entries;
  part_.credits = Money{end.booked_credits.minor(), part_.currency};
  part_.debits = Money{end.booked_debits.minor(), part_.currency};
  part_.is_proved = end.is_proved;
  if (end.opening) {
    part_.opening = end.opening->amount;
    part_.opening_on = end.opening->on;
  }
  if (end.closing) {
    part_.closing = end.closing->amount;
    part_.closing_on = end.closing->on;
  }
  takers_.end(part_);
  return {};
}

}  // namespace haven::disbursement
