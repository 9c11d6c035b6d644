#include "common/iso20022/open_statement.hpp"

#include <algorithm>

#include "common/iso20022/fields.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t balances_max = 1000;

}  // namespace

OpenStatement::OpenStatement(XmlCursor& cursor, const StatementHandlers& handlers,
                             bool is_statement)
    : cursor_(cursor), handlers_(handlers) {
  head_.is_statement = is_statement;
  head_.line = cursor.line();
}

void OpenStatement::read_field() {
  const std::string& name = cursor_.name();
  if (name == "Id") {
    set_once(cursor_, head_.id, cursor_.text());
  } else if (name == "ElctrncSeqNb") {
    head_.electronic_sequence = read_count(cursor_);
  } else if (name == "LglSeqNb") {
    head_.legal_sequence = read_count(cursor_);
  } else if (name == "CreDtTm") {
    head_.created = cursor_.text();
  } else if (name == "CpyDplctInd") {
    head_.is_copy = !cursor_.text().empty();
  } else if (name == "StmtPgntn" || name == "NtfctnPgntn") {
    read_pages();
  } else if (name == "Acct") {
    read_account_of_statement();
  } else if (name == "Bal") {
    read_balance();
  }
}

void OpenStatement::read_pages() {
  cursor_.children([&] {
    if (cursor_.name() == "PgNb") {
      head_.page = read_count(cursor_);
    } else if (cursor_.name() == "LastPgInd") {
      head_.is_last_page = read_flag(cursor_);
    }
  });
}

void OpenStatement::read_account_of_statement() {
  const int line = cursor_.line();
  std::string code;
  const Account account = read_account(cursor_, &code);
  if (!head_.account.empty()) cursor_.refuse("stands here a second time");
  head_.account = account;
  if (code.empty() || cursor_.has_stopped()) return;
  if (const auto currency = Currency::from(code)) {
    take_currency(*currency, line);
  } else {
    cursor_.refuse_at(line, "the account's currency is not one that the fund keeps");
  }
}

void OpenStatement::read_balance() {
  const int line = cursor_.line();
  Typed typed;
  std::optional<Money> amount;
  std::optional<Direction> direction;
  const auto type = [&] {
    if (cursor_.name() == "CdOrPrtry") typed.type = cursor_.text_or_choice();
  };
  cursor_.children([&] {
    if (cursor_.name() == "Tp") {
      cursor_.children(type);
    } else if (cursor_.name() == "Amt") {
      set_once(cursor_, amount, read_amount(cursor_));
    } else if (cursor_.name() == "CdtDbtInd") {
      set_once(cursor_, direction, read_direction(cursor_));
    } else if (cursor_.name() == "Dt") {
      typed.balance.on = read_day(cursor_);
    }
  });
  if (!amount) return cursor_.refuse_at(line, "a balance has no Amt");
  if (!direction) return cursor_.refuse_at(line, "a balance has no CdtDbtInd");
  take_currency(amount->currency(), line);
  const Money nothing{0, amount->currency()};
  typed.balance.amount = *direction == Direction::credit ? *amount : nothing - *amount;
  keep(std::move(typed));
}

void OpenStatement::keep(Typed typed) {
  for (const Typed& other : balances_) {
    if (other.type != typed.type || other.balance.on != typed.balance.on) continue;
    const bool is_proof = typed.type == "OPBD" || typed.type == "CLBD";
    if (is_proof && other.balance.amount.minor() != typed.balance.amount.minor()) {
      cursor_.refuse("the same balance is given twice with different amounts");
    }
  }
  if (balances_.size() == balances_max) return cursor_.refuse("there are too many balances");
  balances_.push_back(std::move(typed));
}

void OpenStatement::take_currency(const Currency& currency, int line) {
  if (!currency_) currency_ = currency;
  if (*currency_ != currency) {
    cursor_.refuse_at(line, "is in another currency than the account");
  }
}

void OpenStatement::deliver_head() {
  if (head_delivered_) return;
  head_delivered_ = true;
  if (head_.id.empty()) return cursor_.refuse_at(head_.line, "the statement has no Id");
  if (head_.account.empty()) {
    return cursor_.refuse_at(head_.line, "the statement does not name its account");
  }
  if (currency_) head_.currency = *currency_;
  deliver(cursor_, head_.line, handlers_.head, head_);
}

void OpenStatement::add(const Entry& entry) {
  take_currency(entry.amount.currency(), entry.line);
  deliver_head();
  ++entries_;
  if (entry.status != EntryStatus::booked) return;
  (entry.direction == Direction::credit ? credits_ : debits_) += entry.amount.minor();
}

Money OpenStatement::kept(Wide minor) {
  if (minor > INT64_MAX) {
    cursor_.refuse_at(head_.line, "the entries come to more than can be kept");
    minor = 0;
  }
  return Money{static_cast<std::int64_t>(minor), currency_.value_or(Currency{})};
}

const OpenStatement::Typed* OpenStatement::earliest(std::string_view type) const {
  const Typed* found = nullptr;
  for (const Typed& each : balances_) {
    if (each.type != type) continue;
    if (found == nullptr || each.balance.on < found->balance.on) found = &each;
  }
  return found;
}

const OpenStatement::Typed* OpenStatement::latest(std::string_view type) const {
  const Typed* found = nullptr;
  for (const Typed& each : balances_) {
    if (each.type != type) continue;
    if (found == nullptr || each.balance.on >= found->balance.on) found = &each;
  }
  return found;
}

// An interim balance stands for a missing one, but never for both.
void OpenStatement::choose_balances(StatementEnd& end) const {
  const auto first_interim = std::ranges::find(balances_, "ITBD", &Typed::type);
  const Typed* interim = first_interim == balances_.end() ? nullptr : &*first_interim;
  const Typed* opening = earliest("OPBD");
  if (opening == nullptr) opening = earliest("PRCD");
  const Typed* closing = latest("CLBD");
  if (closing == nullptr) closing = latest("ITBD");
  if (opening == nullptr && interim != closing) opening = interim;
  if (opening != nullptr) end.opening = opening->balance;
  if (closing != nullptr) end.closing = closing->balance;
}

void OpenStatement::prove(StatementEnd& end) {
  const bool is_whole = head_.is_last_page && head_.page.value_or(1) == 1;
  if (!is_whole || !end.opening || !end.closing) return;
  const Wide reached = Wide{end.opening->amount.minor()} + credits_ - debits_;
  if (reached != end.closing->amount.minor()) {
    return cursor_.refuse_at(head_.line, "the balances do not add up: opening " +
                                             decimal_text(end.opening->amount) + ", booked +" +
                                             decimal_text(end.booked_credits) + " -" +
                                             decimal_text(end.booked_debits) + ", closing " +
                                             decimal_text(end.closing->amount));
  }
  end.is_proved = true;
}

void OpenStatement::finish() {
  deliver_head();
  StatementEnd end;
  end.entries = entries_;
  end.booked_credits = kept(credits_);
  end.booked_debits = kept(debits_);
  choose_balances(end);
  prove(end);
  deliver(cursor_, cursor_.line(), handlers_.end, end);
}

}  // namespace haven::iso20022
