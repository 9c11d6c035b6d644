// A bank with a ledger of its own that tells of it in files: late, twice, backwards, with reports
// that it contradicts later. Whatever it sends, haven ends where the bank's ledger does.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "services/disbursement/store/checks.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

// A modest number: every run has a database of its own. RC_PARAMS in the environment asks for more.
const int configured = setenv("RC_PARAMS", "max_success=8 max_size=60", 0);

constexpr int orders_count = 4;

class SpeakingBank {
 public:
  explicit SpeakingBank(Desk& desk) : desk_(desk) {}

  // What the bank's ledger does, whether it tells or not.
  void debit(int order) {
    if (debited[order]) return;
    debited[order] = true;
    book(order, false);
  }
  void give_back(int order) {
    if (!debited[order] || returned[order]) return;
    returned[order] = true;
    book(order, true);
  }

  // Files. A statement may say everything once more, last first.
  void state(bool backwards) {
    auto said = bookings_;
    if (backwards) std::ranges::reverse(said);
    RC_ASSERT(desk_.statement(number(), said).has_value());
  }
  void notify(int which) {
    if (bookings_.empty()) return;
    const auto at = static_cast<std::size_t>(which) % bookings_.size();
    RC_ASSERT(desk_.notification(number(), {bookings_[at]}).has_value());
  }
  void send_last_file_again() {
    if (!last_.empty()) RC_ASSERT(!desk_.take(last_).has_value());
  }
  void report(int order, const std::string& status, const std::string& code) {
    last_ = pain002(number(), "HB0", {{reference(order), status, code}});
    RC_ASSERT(desk_.take(last_).has_value());
  }

  static std::int64_t amount(int order) { return 100 * (order + 1); }
  static std::string reference(int order) { return Desk::reference_of(std::to_string(order)); }

  std::array<bool, orders_count> debited{}, returned{};

 private:
  void book(int order, bool is_back) {
    Booking booking = Desk::line(reference(order), amount(order), is_back);
    booking.servicer = "B" + std::to_string(bookings_.size());
    bookings_.push_back(booking);
  }
  std::string number() { return "N-" + std::to_string(++numbers_); }

  Desk& desk_;
  std::vector<Booking> bookings_;
  std::string last_;
  int numbers_ = 0;
};

struct Step {
  int what = 0;
  int order = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << '{' << step.what << ' ' << step.order << '}';
}

rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(rc::gen::set(&Step::what, rc::gen::inRange(0, 11)),
                              rc::gen::set(&Step::order, rc::gen::inRange(0, orders_count)));
}

void act(Desk& desk, SpeakingBank& bank, const Step& step) {
  switch (step.what) {
    case 0:
    case 1:
      return bank.debit(step.order);
    case 2:
      return bank.give_back(step.order);
    case 3:
      return bank.state(false);
    case 4:
      return bank.state(true);
    case 5:
      return bank.notify(step.order);
    case 6:
      return bank.report(step.order, "RJCT", "AC01");
    case 7:
      return bank.report(step.order, "RJCT", "AM05");
    case 8:
      return bank.report(step.order, "ACSC", "");
    case 9:
      return bank.send_last_file_again();
    default:
      desk.silence();
      desk.resend(std::to_string(step.order));
  }
}

void holds_for(Desk& desk, const SpeakingBank& bank, int order) {
  const auto payment = desk.attempts(std::to_string(order)).at(0);
  if (!bank.debited[order]) {
    RC_ASSERT(payment.state != PaymentState::settled);
    RC_ASSERT(!payment.was_debited);
  } else if (bank.returned[order]) {
    RC_ASSERT(payment.state == PaymentState::returned);
  } else {
    // What was rejected and then debited is returned, and its debit is a bank line.
    RC_ASSERT(payment.was_debited);
    RC_ASSERT(payment.state == PaymentState::settled || payment.return_code == "AC01");
  }
}

std::int64_t sum(Desk& desk, const std::string& what, const std::string& from) {
  return std::stoll(
      test::value(desk.database, "select coalesce(sum(" + what + "), 0) from " + from));
}

TEST(BankHistory, EndsWhereTheBanksLedgerDoes) {
  ASSERT_EQ(configured, 0);
  const bool holds = rc::check([] {
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
    Desk desk;
    SpeakingBank bank{desk};
    std::int64_t total = 0;
    for (int order = 0; order < orders_count; ++order) {
      desk.payable(std::to_string(order), SpeakingBank::amount(order));
      total += SpeakingBank::amount(order);
    }
    desk.send(orders_count, total);
    for (const Step& step : steps) act(desk, bank, step);
    bank.state(false);

    std::int64_t moved = 0;
    for (int order = 0; order < orders_count; ++order) {
      holds_for(desk, bank, order);
      const bool is_out = bank.debited[order] && !bank.returned[order];
      if (is_out) moved += SpeakingBank::amount(order);
    }
    const std::int64_t settled =
        sum(desk, "amount_minor", "disbursement.payment where state = 'settled'");
    const std::int64_t unexplained =
        sum(desk, "case when is_credit then -amount_minor else amount_minor end",
            "disbursement.bank_line");
    RC_ASSERT(settled + unexplained == moved);
    RC_ASSERT(test::value(desk.database,
                          "select count(*) from (select from disbursement.statement_line "
                          "where result = 'settled' group by bank_reference "
                          "having count(*) > 1) twice") == "0");
    RC_ASSERT(desk.run([](db::Transaction& tx) { return store::broken_rules(tx); }) ==
              std::vector<std::string>{});
    RC_CLASSIFY(settled > 0, "something was paid");
    RC_CLASSIFY(unexplained != 0, "something was debited after its rejection");
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::disbursement
