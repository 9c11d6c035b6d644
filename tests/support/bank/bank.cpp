#include "tests/support/bank/bank.hpp"

#include <cstdlib>

#include "common/core/hash.hpp"
#include "tests/support/bank/counter.hpp"
#include "tests/support/bank/disk.hpp"
#include "tests/support/bank/order_file.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

std::filesystem::path with_folders(std::filesystem::path folder) {
  for (const char* name : {"in", "out", "outbox", "done"}) {
    std::filesystem::create_directories(folder / name);
  }
  return folder;
}

// In done/ a file has its number before its name: names may come again.
std::string name_when_done(const TakenFile& file) {
  return std::to_string(file.number) + '-' + file.name;
}

}  // namespace

// What one pass works with.
struct Bank::Work {
  Desk desk;
  std::string slips;  // answers at the counter
};

Bank::Bank(std::filesystem::path folder, Clock clock, std::filesystem::path schema, Watch watch)
    : folder_(with_folders(std::move(folder))),
      clock_(std::move(clock)),
      schema_(std::move(schema)),
      watch_(std::move(watch)),
      books_(folder_ / "journal") {
  const auto hold = books_.hold();
  catch_up();
}

void Bank::catch_up() {
  books_.read_on();
  Mailroom{books_, folder_, {}, {}}.deliver();
  finish_taking();
}

Result<void> Bank::found(const Founding& founding) {
  const auto hold = books_.hold();
  catch_up();
  if (!books_.accounts().empty()) {
    return refuse(ErrorKind::conflict, "bank_exists", "there is a bank in this folder already");
  }
  for (const auto& [number, opening] : founding.accounts) books_.open_account(number, opening);
  const Habits& habits = founding.habits;
  books_.set("seed", std::to_string(habits.seed));
  books_.set("repeats", habits.rejects_repeats ? "reject" : "answer");
  books_.set("late_days", std::to_string(habits.late_days));
  for (const auto& [mode, weight] : habits.weights) {
    books_.set("weight." + std::string{name_of(mode)}, std::to_string(weight));
  }
  for (const auto& [ending, mode] : habits.endings) {
    books_.set("ending." + ending, std::string{name_of(mode)});
  }
  books_.set("offset_minutes", std::to_string(founding.offset.count()));
  if (founding.first_day) books_.set("first_day", text_of(*founding.first_day));
  books_.commit();
  write_report(folder_, books_);
  return {};
}

Habits Bank::habits() const {
  Habits habits;
  for (const auto& [name, value] : books_.settings()) {
    if (name == "seed") habits.seed = std::stoull(value);
    if (name == "late_days") habits.late_days = std::stoi(value);
    if (name == "repeats") habits.rejects_repeats = value == "reject";
    if (name.starts_with("weight.")) {
      habits.weights[mode_from(name.substr(7)).value()] = std::stoi(value);
    }
    if (name.starts_with("ending.")) {
      habits.endings[name.substr(7)] = mode_from(value).value();
    }
  }
  return habits;
}

Date Bank::today(Instant now) const {
  const std::string first = books_.setting("first_day");
  if (!first.empty()) return *date_from(first) + std::chrono::days{books_.day() - 1};
  return day_of(now, std::chrono::minutes{std::stoi(books_.setting("offset_minutes"))});
}

bool Bank::pass() {
  const auto hold = books_.hold();
  catch_up();
  return pass_under_hold();
}

bool Bank::pass_under_hold() {
  const auto files = files_in(folder_ / "in");
  const Instant now = clock_();
  Work work{Desk{books_, habits(), today(now)}, ""};
  if (files.empty() && !work.desk.has_due()) return false;
  books_.begin_pass();
  work.desk.perform_due();
  for (const auto& file : files) take(file, work);
  Mailroom mailroom{books_, folder_, now, today(now)};
  mailroom.send(work.desk.news());
  if (!work.slips.empty()) mailroom.send_text("counter.csv", work.slips);
  commit(mailroom);
  return true;
}

void Bank::take(const std::filesystem::path& file, Work& work) {
  TakenFile taken;
  taken.number = static_cast<int>(books_.taken_files().size()) + 1;
  taken.name = file.filename().string();
  taken.sha256 = sha256_hex(bytes_of(file));
  if (file.extension() == ".csv") {
    work.slips += take_slips(bytes_of(file), books_, work.desk);
    books_.take_file(taken);
    return;
  }
  OrderFile orders = read_order_file(file, schema_, books_.accounts());
  for (const auto& [number, earlier] : books_.taken_files()) {
    if (orders.refusal || earlier.message_id.empty()) continue;
    if (earlier.message_id == orders.message_id && earlier.sha256 != taken.sha256) {
      orders.refusal = {"DU01", "has the MsgId of another file", 0};
    }
  }
  if (!orders.refusal) taken.message_id = orders.message_id;
  books_.take_file(taken);
  work.desk.take(orders);
}

void Bank::end_day() {
  const auto hold = books_.hold();
  catch_up();
  pass_under_hold();
  const Instant now = clock_();
  Mailroom mailroom{books_, folder_, now, today(now)};
  mailroom.end_day();
  commit(mailroom);
}

void Bank::commit(Mailroom& mailroom) {
  if (watch_) watch_(Moment::drafted);
  books_.commit();
  if (watch_) watch_(Moment::committed);
  mailroom.deliver();
  if (watch_) watch_(Moment::delivered);
  finish_taking();
  write_report(folder_, books_);
}

// A file that the books have taken leaves in/. One of the same name and content that has come since
// then is another delivery: the books' file has its place in done/.
void Bank::finish_taking() {
  for (const auto& file : files_in(folder_ / "in")) {
    const std::string hash = sha256_hex(bytes_of(file));
    for (const auto& [number, taken] : books_.taken_files()) {
      const bool is_this = taken.name == file.filename().string() && taken.sha256 == hash;
      if (!is_this || std::filesystem::exists(folder_ / "done" / name_when_done(taken))) continue;
      move_durably(file, folder_ / "done" / name_when_done(taken));
      break;
    }
  }
}

std::filesystem::path schema_at_hand() {
  const char* given = std::getenv("HAVEN_SHARED");
  const auto file = std::filesystem::path{given == nullptr ? "../shared" : given} / "standards" /
                    "iso20022" / "pain.001.001.10.xsd";
  return std::filesystem::exists(file) ? file : std::filesystem::path{};
}

}  // namespace haven::bank
