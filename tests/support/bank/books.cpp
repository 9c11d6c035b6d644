#include "tests/support/bank/books.hpp"

#include "common/core/ensure.hpp"

namespace haven::bank {
namespace {

std::string text_of(const Money& amount) {
  return std::to_string(amount.minor());
}

}  // namespace

std::string OutFile::name() const {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits + '-' + kind;
}

void Books::read_on() {
  journal_.read_on([this](const Record& record) { apply(record); });
}

void Books::put(const Record& record) {
  journal_.add(record);
  apply(record);
}

void Books::set(const std::string& name, const std::string& value) {
  put({"setting", name, value});
}

void Books::open_account(const std::string& number, const Money& opening) {
  put({"account", number, text_of(opening), opening.currency().code()});
}

void Books::take_file(const TakenFile& file) {
  put({"file", std::to_string(file.number), file.name, file.sha256, file.message_id});
}

void Books::take_order(const Order& order) {
  ensure(!orders_.contains(order.reference), "a reference names one order");
  put({"order", order.reference, order.instruction_id, order.message_id, order.batch_id,
       order.account, text_of(order.amount), order.amount.currency().code(), order.payee_name,
       order.payee_account, order.remittance, std::string{name_of(order.mode)}});
}

void Books::complete_step(const Order& order) {
  put({"step", order.reference});
}

int Books::post(Entry entry) {
  const bool pays_order = entry.kind == "payment";
  ensure(!pays_order || !orders_.at(entry.reference).is_debited, "a reference is debited once");
  entry.number = static_cast<int>(entries_.size()) + 1;
  put({"entry", std::to_string(entry.number), entry.account, entry.is_debit ? "debit" : "credit",
       text_of(entry.amount), entry.amount.currency().code(), entry.kind, entry.reference,
       entry.name, entry.text});
  return entry.number;
}

void Books::book(int entry, Date day) {
  put({"booked", std::to_string(entry), haven::text_of(day)});
}

void Books::say(const Order& order, const std::string& status, const std::string& reason) {
  put({"said", order.reference, status, reason});
}

void Books::notify(const std::string& account) {
  put({"notification", account});
}

void Books::state(const std::string& account) {
  put({"statement", account});
}

void Books::send(const OutFile& file) {
  put({"out", file.draft, file.kind, std::to_string(last_out_number_ + 1)});
}

void Books::hold_back(const OutFile& file) {
  put({"held", file.draft, file.kind, std::to_string(file.held_until)});
}

void Books::begin_pass() {
  put({"pass"});
}

void Books::end_day() {
  put({"day"});
}

std::string Books::setting(const std::string& name) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? "" : found->second;
}

const Order* Books::order(const std::string& reference) const {
  const auto found = orders_.find(reference);
  return found == orders_.end() ? nullptr : &found->second;
}

int Books::orders_of(const std::string& message_id) const {
  const auto found = orders_of_file_.find(message_id);
  return found == orders_of_file_.end() ? 0 : found->second;
}

std::vector<const Entry*> Books::unstated(const std::string& account) const {
  std::vector<const Entry*> found;
  const auto numbers = unstated_.find(account);
  if (numbers == unstated_.end()) return found;
  for (const int number : numbers->second) found.push_back(&entries_.at(number));
  return found;
}

void Books::apply(const Record& r) {
  const std::string& kind = r.front();
  if (kind == "setting") {
    settings_[r.at(1)] = r.at(2);
  } else if (kind == "account") {
    accounts_[r.at(1)] = {r.at(1), money(std::stoll(r.at(2)), r.at(3)), 0, 0};
  } else if (kind == "file") {
    taken_files_[std::stoi(r.at(1))] = {std::stoi(r.at(1)), r.at(2), r.at(3), r.at(4)};
  } else if (kind == "order") {
    apply_order(r);
  } else if (kind == "step") {
    Order& order = orders_.at(r.at(1));
    if (++order.steps_done == steps_of(order.mode, 0).size()) unfinished_.erase(r.at(1));
  } else if (kind == "entry") {
    apply_entry(r);
  } else if (kind == "booked") {
    Entry& entry = entries_.at(std::stoi(r.at(1)));
    entry.booked = date_from(r.at(2));
    unstated_[entry.account].insert(entry.number);
  } else if (kind == "said") {
    orders_.at(r.at(1)).status = r.at(2);
    orders_.at(r.at(1)).reason = r.at(3);
  } else if (kind == "notification") {
    ++accounts_.at(r.at(1)).notifications;
  } else if (kind == "statement") {
    apply_statement(r.at(1));
  } else if (kind == "out") {
    last_out_number_ = std::stoi(r.at(3));
    out_files_[r.at(1)] = {r.at(1), r.at(2), 0, last_out_number_};
  } else if (kind == "held") {
    out_files_[r.at(1)] = {r.at(1), r.at(2), std::stoi(r.at(3)), 0};
  } else if (kind == "pass") {
    ++passes_;
  } else {
    ensure(kind == "day", "the journal holds records that the bank knows");
    ++day_;
  }
}

void Books::apply_order(const Record& r) {
  Order order;
  order.reference = r.at(1);
  order.instruction_id = r.at(2);
  order.message_id = r.at(3);
  order.batch_id = r.at(4);
  order.account = r.at(5);
  order.amount = money(std::stoll(r.at(6)), r.at(7));
  order.payee_name = r.at(8);
  order.payee_account = r.at(9);
  order.remittance = r.at(10);
  order.mode = mode_from(r.at(11)).value();
  order.taken_on_day = day_;
  order.taken_in_pass = passes_;
  if (!steps_of(order.mode, 0).empty()) unfinished_.insert(order.reference);
  ++orders_of_file_[order.message_id];
  orders_[order.reference] = std::move(order);
}

void Books::apply_entry(const Record& r) {
  Entry entry;
  entry.number = std::stoi(r.at(1));
  entry.account = r.at(2);
  entry.is_debit = r.at(3) == "debit";
  entry.amount = money(std::stoll(r.at(4)), r.at(5));
  entry.kind = r.at(6);
  entry.reference = r.at(7);
  entry.name = r.at(8);
  entry.text = r.at(9);
  if (entry.kind == "payment") {
    Order& order = orders_.at(entry.reference);
    order.is_debited = true;
    order.entry = entry.number;
  }
  if (entry.kind == "return") orders_.at(entry.reference).is_returned = true;
  entries_[entry.number] = std::move(entry);
}

void Books::apply_statement(const std::string& number) {
  CustomerAccount& account = accounts_.at(number);
  ++account.statements;
  for (const int each : unstated_[number]) {
    Entry& entry = entries_.at(each);
    entry.is_stated = true;
    entry.is_debit ? account.stated -= entry.amount : account.stated += entry.amount;
  }
  unstated_[number].clear();
}

}  // namespace haven::bank
