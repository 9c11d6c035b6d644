#include <gtest/gtest.h>

#include <algorithm>

#include "common/core/id.hpp"
#include "services/haven/store/invariants.hpp"
#include "tests/support/database.hpp"

namespace haven::store {
namespace {

std::string quoted(const std::string& text) {
  return '\'' + text + '\'';
}
std::string id(const std::string& name) {
  return quoted(named_uuid(name));
}

/// Tables as services would leave them, written by hand: what is tested is whether a sentence sees
/// that they differ.
struct MoneyInvariants : testing::Test {
  test::Database database;

  void write(const std::string& sql) {
    test::execute(database, "set session_replication_role = replica; " + sql);
  }
  /// The accounts that break the sentence that begins so.
  std::string broken(const std::string& beginning) {
    const auto all = db::in_transaction(database.pool("haven_auditor"), check_invariants);
    const auto found = std::ranges::find_if(
        all, [&](const Invariant& each) { return each.name.starts_with(beginning); });
    if (found == all.end()) return "no such sentence";
    std::string examples;
    for (const auto& example : found->examples)
      examples += (examples.empty() ? "" : ", ") + example;
    return examples;
  }
  std::string bank() { return broken("the books' bank account"); }
  std::string transit() { return broken("deposits in transit"); }
  std::string suspense() { return broken("suspense"); }

  void post(const std::string& account, std::int64_t minor) {
    write("insert into ledger.posting values (gen_random_uuid(), 1, 'owwa', " + quoted(account) +
          ", 'PHP', " + std::to_string(minor) + ")");
  }
  /// A file of the bank with one statement or notification in it.
  void take(const std::string& file, int sequence, std::int64_t opening, std::int64_t closing,
            const std::string& kind = "statement") {
    const std::int64_t moved = closing - opening;
    write(
        "insert into disbursement.account_statement (statement_id, number, fund, kind, bank_id, "
        "created, book, currency, electronic_sequence, is_last_page, is_copy, opening_minor, "
        "closing_minor, closing_on, is_proved, entries, credits_minor, debits_minor) values (" +
        id(file) + ", 1, 'owwa', " + quoted(kind) + ", " + quoted(file) +
        ", '2024-06-20', 'PHP', 'PHP', " + std::to_string(sequence) + ", true, false, " +
        std::to_string(opening) + ", " + std::to_string(closing) + ", '2024-06-20', true, 1, " +
        std::to_string(std::max<std::int64_t>(moved, 0)) + ", " +
        std::to_string(std::max<std::int64_t>(-moved, 0)) + ")");
  }
  /// What a line of a file says: `more` are columns of what it is about, `values` theirs.
  void line(const std::string& file, int number, std::int64_t minor, const std::string& result,
            const std::string& more, const std::string& values) {
    write(
        "insert into disbursement.statement_line (statement_id, line, bank_reference, currency, "
        "is_credit, amount_minor, booked_on, status, reason, result, " +
        more + ") values (" + id(file) + ", " + std::to_string(number) + ", 'HV1', 'PHP', " +
        (minor > 0 ? "true, " : "false, ") + std::to_string(std::abs(minor)) +
        ", '2024-06-20', 'booked', '', " + quoted(result) + ", " + values + ")");
  }
  void bank_line(const std::string& file, std::int64_t minor) {
    write(
        "insert into disbursement.bank_line (line_id, fund, statement_id, line, book, is_credit, "
        "currency, amount_minor, booked_on, names, counterparty, remittance, taken_at) values (" +
        id("line") + ", 'owwa', " + id(file) + ", 1, 'PHP', " + (minor > 0 ? "true" : "false") +
        ", 'PHP', " + std::to_string(std::abs(minor)) + ", '2024-06-20', '{}', '', '', now())");
    show_bank_line(file, minor);
  }
  void show_bank_line(const std::string& file, std::int64_t minor) {
    line(file, 1, minor, "unmatched", "line_id, matched_by", id("line") + ", 'none'");
  }
  void payment(std::int64_t minor, const std::string& state) {
    const bool is_settled = state == "settled";
    write(
        "insert into disbursement.payment (payment_id, attempt, fund, claim_id, claim_reference, "
        "entitlement_id, party, payee_name, currency, amount_minor, bank_reference, owner_name, "
        "bank, account, state, batch_id, filed_by, decided_by, decision_approved_by, "
        "batch_approved_by, released_by, created_at, sent_at, settled_on, return_reason) values "
        "(" +
        id("payment") + ", 1, 'owwa', " + id("claim") + ", 'C', " + id("award") +
        ", 'member', 'M', 'PHP', " + std::to_string(minor) + ", 'HV1', 'M', 'B', 'A', " +
        quoted(state) + ", " + id("batch") + ", 'f', 'd', 'a', 'b', 'r', now(), now(), " +
        (is_settled ? "'2024-06-20', null)" : "null, 'closed')"));
  }
  void show_payment(const std::string& file, int number, std::int64_t minor,
                    const std::string& result) {
    line(file, number, minor, result, "payment_id", id("payment"));
  }
};

TEST_F(MoneyInvariants, HoldWhereThereIsNothing) {
  EXPECT_EQ(bank() + transit() + suspense(), "");
}

TEST_F(MoneyInvariants, ABookingOfTheBankThatNoLineExplainsSetsBooksAndStatementsApart) {
  take("one", 1, 900, 1000);
  bank_line("one", 100);
  post("bank:PHP", 100);
  EXPECT_EQ(bank(), "");  // what was there before the first statement is left out
  post("bank:PHP", 500);
  EXPECT_EQ(bank(), "owwa PHP by 500");
}

TEST_F(MoneyInvariants, ALineThatTheBooksLackSetsThemApart) {
  take("one", 1, 0, 100);
  bank_line("one", 100);
  EXPECT_EQ(bank(), "owwa PHP by -100");
}

TEST_F(MoneyInvariants, ALineOfANotificationCountsUntilAStatementShowsIt) {
  take("advice", 1, 0, 0, "notification");
  bank_line("advice", 100);
  post("bank:PHP", 100);
  EXPECT_EQ(bank(), "");
  take("one", 1, 0, 100);
  EXPECT_EQ(bank(), "owwa PHP by -100");  // the balance has moved, and no line of it is this one
  show_bank_line("one", 100);
  EXPECT_EQ(bank(), "");
}

TEST_F(MoneyInvariants, APaymentCountsFromItsSettlementAndOnce) {
  take("one", 1, 100, 100);
  payment(30, "settled");
  EXPECT_EQ(bank(), "owwa PHP by 30");  // settled, and not in the books
  post("bank:PHP", -30);
  EXPECT_EQ(bank(), "");  // two people or a notification said so
  take("two", 2, 100, 70);
  show_payment("two", 1, -30, "already");
  EXPECT_EQ(bank(), "");
  take("three", 3, 70, 40);
  show_payment("three", 1, -30, "already");
  EXPECT_EQ(bank(), "owwa PHP by 30");  // the bank debited it a second time
}

TEST_F(MoneyInvariants, AnOrderThatCameBackMovesNothingOnceBothSidesAreStated) {
  take("one", 1, 100, 70);
  payment(30, "returned");
  show_payment("one", 1, -30, "settled");
  EXPECT_EQ(bank(), "");  // its way back is known from a notification
  take("two", 2, 70, 100);
  show_payment("two", 1, 30, "returned");
  EXPECT_EQ(bank(), "");
}

TEST_F(MoneyInvariants, AFileBookedAsOneEntryStatesItsPayments) {
  write(
      "insert into disbursement.bank_file (message_id, batch_id, sha256, currency, transfers, "
      "total_minor, bytes, written_at) values ('HV1', " +
      id("batch") + ", 'x', 'PHP', 1, 30, 1, now())");
  payment(30, "settled");
  post("bank:PHP", -30);
  take("one", 1, 100, 70);
  EXPECT_EQ(bank(), "owwa PHP by 30");
  line("one", 1, -30, "settled", "matched_by", "'batch'");
  EXPECT_EQ(bank(), "");
}

TEST_F(MoneyInvariants, AnEntryWithoutDetailsStatesWhatItsNotificationTold) {
  take("advice", 1, 0, 0, "notification");
  payment(30, "settled");
  post("bank:PHP", -30);
  line("advice", 1, -30, "settled", "payment_id, entry_key", id("payment") + ", " + id("entry"));
  take("one", 1, 100, 70);
  EXPECT_EQ(bank(), "owwa PHP by 30");
  line("one", 1, -30, "already", "matched_by, entry_key", "'none', " + id("entry"));
  EXPECT_EQ(bank(), "");
}

TEST_F(MoneyInvariants, WhereStatementsDoNotJoinUpTheirLinesStandForTheBalance) {
  take("one", 1, 0, 100);
  bank_line("one", 100);
  post("bank:PHP", 100);
  take("three", 3, 900, 900);
  EXPECT_EQ(bank(), "");
}

TEST_F(MoneyInvariants, DepositsInTransitAreHeldPartnerByPartner) {
  write(
      "insert into contributions.receipt (receipt_id, fund, partner, reference, member_number, "
      "scheme, kind, channel, amount_minor, currency, paid_on, state, received_by, received_at) "
      "values (" +
      id("receipt") +
      ", 'owwa', 'acme', 'R', 'M', 'owwa', 'new', 'direct', 100, "
      "'PHP', '2024-06-20', 'unmatched', 'c', now())");
  EXPECT_EQ(transit(), "owwa deposits_in_transit:acme:PHP by -100");
  post("deposits_in_transit:acme:PHP", 100);
  EXPECT_EQ(transit(), "");
  write(
      "insert into contributions.bank_line (line_id, fund, amount_minor, currency, booked_on, "
      "state, partner, heard_at) values (" +
      id("line") + ", 'owwa', 60, 'PHP', '2024-06-20', 'matched', 'acme', now())");
  EXPECT_EQ(transit(), "owwa deposits_in_transit:acme:PHP by 60");
  post("deposits_in_transit:other:PHP", -60);
  EXPECT_NE(transit(), "");  // as much in all, of another partner
  post("deposits_in_transit:other:PHP", 60);
  post("deposits_in_transit:acme:PHP", -60);
  EXPECT_EQ(transit(), "");
}

TEST_F(MoneyInvariants, SuspenseIsTheOpenLinesOfBothSides) {
  bank_line("one", 100);
  EXPECT_EQ(suspense(), "owwa PHP by -100");
  post("suspense:PHP", -100);
  EXPECT_EQ(suspense(), "");
  write(
      "update disbursement.bank_line set state = 'assigned', assigned_as = 'interest', "
      "assigned_by = 'c', assigned_at = now(), reason = 'x'");
  EXPECT_EQ(suspense(), "owwa PHP by 100");
  post("suspense:PHP", 100);
  EXPECT_EQ(suspense(), "");
}

}  // namespace
}  // namespace haven::store
