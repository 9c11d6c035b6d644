#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/core/hash.hpp"
#include "services/contributions/app/ask_refund.hpp"
#include "services/contributions/app/book_file.hpp"
#include "services/contributions/app/decide_refund.hpp"
#include "services/contributions/app/reverse_receipt.hpp"
#include "services/contributions/domain/account.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/domain/payment_file.hpp"
#include "services/contributions/store/accounts.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {
namespace {

struct Statement : CollectorsDesk {
  std::string account(const std::string& number) {
    const auto entries = running_account(in([&](db::Transaction& tx, const Occasion&) {
      return store::entries_of(tx, id_of(number));
    }));
    std::string text;
    for (const auto& entry : entries) text += entry.kind + ' ';
    for (const auto& each : balances_of(entries)) text += decimal_text(each.balance);
    return text;
  }
  void give_back(const ReceiptId& receipt, std::optional<Money> amount = {}) {
    const auto asked = in([&](db::Transaction& tx, const Occasion& now) {
      return ask_refund(tx, now,
                        {receipt, amount, "left", "Maria", {"Maria", "BPIPHMM", "012345"}});
    });
    ASSERT_TRUE(asked);
    ASSERT_TRUE(in([&](db::Transaction& tx, Occasion now) {
      now.by = "approver-1";
      return approve_refund(tx, now, asked->id);
    }));
  }
};

TEST_F(Statement, EndsWithWhatIsDue) {
  const std::string price = decimal_text(joining_price());
  hear_enrolled("M-0001");
  EXPECT_EQ(account("M-0001"), "assessment " + price);
  const auto taken = take(payment("M-0001"));
  EXPECT_EQ(account("M-0001"), "receipt assessment 0.00");
  ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
    return reverse_receipt(tx, now, {taken->receipt.id, "bounced"});
  }));
  EXPECT_EQ(account("M-0001"), "receipt assessment reversal " + price);
  const auto again = take(payment("M-0001", "R-2"));
  give_back(again->receipt.id, money(1, joining_price().currency().code()));
  EXPECT_EQ(account("M-0001"), "receipt receipt assessment reversal refund waiver 0.00");
  give_back(again->receipt.id);
  EXPECT_EQ(account("M-0001"), "receipt receipt assessment reversal refund refund " + price);
}

TEST_F(Statement, FollowsAMember) {
  hear_enrolled("M-0002");
  hear_enrolled("M-0001");
  ASSERT_TRUE(take(payment("M-0002")));
  hear_merged("M-0002", "M-0001");
  EXPECT_EQ(account("M-0001"), "receipt assessment 0.00");
}

TEST_F(Statement, AFileMaySayWhoWasCharged) {
  hear_enrolled("M-0001");
  const auto path = std::filesystem::temp_directory_path() /
                    ("haven_charged_" + new_uuid(system_clock()()) + ".csv");
  const auto row = [](const char* number, const char* reference, const char* mark) {
    return std::string{reference} + ',' + number + ",owwa,new,agency," +
           decimal_text(joining_price()) + ',' + joining_price().currency().code() +
           ",2024-06-18," + mark + '\n';
  };
  const std::string text = std::string{file_header_with_charges} + '\n' +
                           row("M-0001", "R-1", "yes") + row("M-0002", "R-2", "no") +
                           row("M-0003", "R-3", "perhaps");
  std::ofstream{path, std::ios::binary} << text;
  const PartnerFile file{path, sha256_hex(text), "gulf"};
  const auto booked = in([&](db::Transaction& tx, const Occasion& now) {
    EXPECT_TRUE(stage_file(tx, now, file));
    return book_chunk(tx, now, file);
  });
  std::filesystem::remove(path);
  EXPECT_EQ(booked.matched + booked.unmatched, 2);
  EXPECT_EQ(booked.refused, 1);
  EXPECT_EQ(value("select agency || ' ' || member_number || ' ' || source from "
                  "contributions.premium_charge"),
            "gulf M-0001 file");
}

template <class State>
std::set<std::string> moves_in_code(const std::string& machine) {
  std::set<std::string> moves;
  for (const auto from : names_of(State{})) {
    for (const auto to : names_of(State{})) {
      if (!may_move(state_named<State>(from), state_named<State>(to))) continue;
      moves.insert(machine + ' ' + std::string{from} + ' ' + std::string{to});
    }
  }
  return moves;
}

TEST_F(Statement, TheDatabaseKnowsTheSameMovesAsTheCode) {
  std::set<std::string> stored, known;
  std::string move;
  db::Transaction tx{pool};
  db::each(
      tx,
      "select machine || ' ' || from_state || ' ' || to_state from contributions.transition "
      "where machine in ('deposit', 'bank_line', 'refund', 'premium_charge')",
      [&] { stored.insert(move); }, db::into(move));
  known.merge(moves_in_code<DepositState>("deposit"));
  known.merge(moves_in_code<LineState>("bank_line"));
  known.merge(moves_in_code<RefundState>("refund"));
  known.merge(moves_in_code<ChargeState>("premium_charge"));
  EXPECT_EQ(stored, known);
}

}  // namespace
}  // namespace haven::contributions
