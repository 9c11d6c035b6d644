// Whatever happens, in any order and twice: the books and the ages say the same of what is under
// way.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "haven/contributions/v1/events.pb.h"
#include "services/contributions/app/ask_refund.hpp"
#include "services/contributions/app/decide_refund.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "tests/contributions/bank.hpp"

namespace haven::contributions {
namespace {

struct InTransit : BankDesk {
  std::string partner;
  std::vector<ReceiptId> receipts;
  std::vector<DepositId> deposits;
  std::vector<disbursement::v1::BankLineTaken> lines_heard;
  std::int64_t assigned_minor = 0;  // to this partner, as the books hear of it

  void begin(int run) {
    partner = "partner_" + std::to_string(run);
    receipts.clear();
    deposits.clear();
    lines_heard.clear();
    assigned_minor = 0;
    test::execute(database,
                  "update contributions.bank_line set state = 'elsewhere', deposit_id = null "
                  "where state in ('unmatched', 'claimed')");
  }

  template <class Item>
  static const Item* any_of(const std::vector<Item>& items, std::uint32_t pick) {
    return items.empty() ? nullptr : &items[pick % items.size()];
  }

  void receive(std::uint32_t pick) {
    const std::string number = pick % 2 == 0 ? "M-0001" : "M-9999";
    Payment one = payment(number, "R-" + std::to_string(receipts.size()));
    one.partner = partner;
    one.kind = "renewal";
    const auto taken = take(one);
    ASSERT_TRUE(taken) << taken.error().detail;
    receipts.push_back(taken->receipt.id);
    ASSERT_FALSE(take(one)->first_time);
  }

  void give_up(std::uint32_t pick) {
    const ReceiptId* receipt = any_of(receipts, pick);
    if (!receipt) return;
    for (int twice = 0; twice < 2; ++twice) {
      static_cast<void>(in([&](db::Transaction& tx, const Occasion& now) {
        return reverse_receipt(tx, now, {*receipt, "bounced"});
      }));
    }
  }

  void give_back(std::uint32_t pick) {
    const ReceiptId* receipt = any_of(receipts, pick);
    if (!receipt) return;
    const auto asked = in([&](db::Transaction& tx, const Occasion& now) {
      return ask_refund(tx, now, {*receipt, {}, "left", "payer", {"payer", "BPIPHMM", "0123456"}});
    });
    if (!asked || pick % 3 == 0) return;
    static_cast<void>(in([&](db::Transaction& tx, Occasion now) {
      now.by = "approver-1";
      return approve_refund(tx, now, asked->id);
    }));
  }

  void pay_in(std::uint32_t pick) {
    AnnounceDeposit command = told(partner);
    command.amount = joining_price().times(1 + pick % 3);
    if (const ReceiptId* receipt = any_of(receipts, pick)) command.covered.receipts = {*receipt};
    const auto made = announce(command);
    if (made) deposits.push_back(made->deposit.id);
  }

  void bank(std::uint32_t pick) {
    const DepositId* deposit = any_of(deposits, pick);
    const std::string reference = deposit && pick % 2 == 0 ? view(*deposit).deposit.reference : "";
    lines_heard.push_back(line(partner + std::to_string(lines_heard.size()),
                               joining_price().times(1 + pick % 3), reference));
    hear(lines_heard.back());
    hear(lines_heard.back());
  }

  // Disbursement says what a line was, once; the bus may tell it twice.
  void assign(std::uint32_t pick) {
    if (lines_heard.empty()) return;
    const auto taken = lines_heard[pick % lines_heard.size()];
    const auto known = value(
        "select state || ' ' || coalesce(deposit_id::text, '') from "
        "contributions.bank_line where line_id = '" +
        taken.line_id() + "'");
    const bool is_open = known.starts_with("unmatched") || known.starts_with("claimed");
    if (!is_open) return;
    const bool as_deposit = pick % 4 != 0;
    const DepositId* deposit = any_of(deposits, pick);
    const std::string item = known.starts_with("claimed") ? known.substr(8)
                             : deposit                    ? deposit->text()
                                                          : "";
    const auto said = assigned(taken, as_deposit ? "deposit" : "receivable", item, partner);
    hear(said);
    hear(said);
    if (as_deposit) assigned_minor += taken.amount().minor();
  }

  // The sum of an event's amounts, of receipts of this partner.
  template <class Event>
  std::int64_t said(bool (*counts)(const Event&) = [](const Event&) { return true; }) {
    std::set<std::string> ours;
    for (const ReceiptId& id : receipts) ours.insert(id.text());
    std::int64_t sum = 0;
    db::Transaction tx{pool};
    db::Bytes payload;
    const std::string type = Event::descriptor()->full_name();
    db::each(
        tx, "select payload from bus.event where type = :type",
        [&] {
          Event event;
          ASSERT_TRUE(event.ParseFromString(payload.data));
          if (ours.contains(event.receipt_id()) && counts(event)) sum += event.amount().minor();
        },
        db::use(type), db::into(payload));
    return sum;
  }

  std::int64_t as_the_books_hear_it() {
    return said<v1::ReceiptUnmatched>() - said<v1::UnmatchedReversed>() +
           said<v1::ContributionReceived>(
               [](const v1::ContributionReceived& event) { return !event.was_unmatched(); }) -
           said<v1::ContributionReversed>() - assigned_minor;
  }

  // What deposits are over or short, from the deposits themselves.
  std::int64_t differences() {
    const auto views = in([&](db::Transaction& tx, const Occasion& now) {
      return store::page_of_deposits(tx, now.fund, {"", partner}, "", 1000);
    });
    std::int64_t sum = 0;
    for (const DepositView& each : views) {
      const bool matched = each.deposit.state == DepositState::matched;
      const Money& told_of = matched ? each.banked : each.deposit.amount;
      sum += each.covered.minor() - told_of.minor();
    }
    const auto strays = value(
        "select coalesce(sum(amount_minor), 0) from contributions.bank_line where partner = '" +
        partner + "' and deposit_id is null");
    return sum - std::stoll(strays);
  }

  store::PartnerAges our_ages() {
    for (const auto& row : ages()) {
      if (row.partner == partner) return row;
    }
    return {};
  }
};

TEST_F(InTransit, IsWhatTheBooksHearOfIt) {
  hear_enrolled("M-0001");
  int run = 0;
  const bool holds = rc::check("in transit", [&] {
    begin(++run);
    const auto steps = *rc::gen::container<std::vector<std::pair<int, std::uint32_t>>>(
        12, rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::arbitrary<std::uint32_t>()));
    for (const auto& [what, pick] : steps) {
      if (what < 3) receive(pick);
      if (what == 3) give_up(pick);
      if (what == 4) give_back(pick);
      if (what == 5) pay_in(pick);
      if (what == 6) bank(pick);
      if (what == 7) assign(pick);
    }
    const auto row = our_ages();
    RC_ASSERT(row.in_transit_minor == as_the_books_hear_it());
    RC_ASSERT(row.differences_minor == differences());
    RC_ASSERT(row.in_transit_minor ==
              row.uncovered.total() + row.announced.total() + row.differences_minor);
  });
  EXPECT_TRUE(holds);
  EXPECT_EQ(value("select count(*) from (select subject from bus.event where type like "
                  "'%DepositMatched' group by subject having count(*) > 1) twice"),
            "0")
      << "a line is taken for one deposit";
}

}  // namespace
}  // namespace haven::contributions
