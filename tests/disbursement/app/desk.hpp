#pragma once
#include <gtest/gtest.h>

#include "common/core/hash.hpp"
#include "services/disbursement/app/cancel_payments.hpp"
#include "services/disbursement/app/create_batch.hpp"
#include "services/disbursement/app/move_batch.hpp"
#include "services/disbursement/app/plan_payments.hpp"
#include "services/disbursement/app/repair_payment.hpp"
#include "services/disbursement/app/sweep_unknown.hpp"
#include "services/disbursement/app/take_accounts.hpp"
#include "services/disbursement/app/take_statement.hpp"
#include "services/disbursement/app/take_status_report.hpp"
#include "services/disbursement/domain/payment_policy.hpp"
#include "services/disbursement/domain/set_off.hpp"
#include "services/disbursement/store/bank_files.hpp"
#include "services/disbursement/store/payments.hpp"
#include "tests/disbursement/app/bank_text.hpp"
#include "tests/support/database.hpp"

namespace haven::disbursement {

/// A fund that pays from two accounts, with one signer at each step up to a million.
inline PaymentPolicy payment_policy() {
  PaymentPolicy policy;
  for (const std::string code : {"PHP", "USD"}) {
    const Currency currency = *Currency::from(code);
    policy.accounts.push_back({code, currency, "OWWAPHM1XXX", "00123456789" + code, "OWWA", false});
    policy.bands[code] = {{Money{100'000'000, currency}, {1, 0, 1}}, {{}, {2, 1, 2}}};
  }
  return policy;
}

/// A cashier's desk on a database of its own, and short words for what happens there. Claims are
/// filed by fay, decided by dan and approved by amy; carl makes batches, ana approves them, rita
/// releases them. Every call is one committed transaction of the service's role.
class Desk {
 public:
  template <class UseCase>
  auto run(UseCase&& use_case) {
    return db::in_transaction(database.pool("haven_disbursement"), use_case);
  }

  static messaging::Event event(Instant at = test::noon()) {
    return {EventId{named_uuid("event")}, "", "test", "", "owwa", at, "", "", ""};
  }

  /// FundsReserved for one payee, in PHP.
  static ledger::v1::FundsReserved reserved(const std::string& name, std::int64_t minor,
                                            const std::string& currency = "PHP") {
    ledger::v1::FundsReserved funds;
    auto& award = *funds.mutable_award();
    award.set_entitlement_id(named_uuid(name));
    award.set_claim_id(named_uuid("claim of " + name));
    award.set_claim_reference("DTH-" + name);
    award.set_member_id(named_uuid("member of " + name));
    award.set_filed_by("fay");
    award.set_decided_by("dan");
    award.set_approved_by("amy");
    award.mutable_line()->mutable_amount()->set_minor(minor);
    award.mutable_line()->mutable_amount()->set_currency(currency);
    auto& share = *award.mutable_line()->add_shares();
    share.set_party("wife");
    share.set_name("Maria Cruz");
    *share.mutable_amount() = award.line().amount();
    return funds;
  }
  Result<void> plan(const ledger::v1::FundsReserved& funds) {
    return run([&](db::Transaction& tx) {
      return plan_payments(tx, event(), funds, {policy, today}, test::noon());
    });
  }
  Result<void> account(const std::string& name, const Account& account, Instant at = test::noon()) {
    return run([&](db::Transaction& tx) {
      return take_accounts(tx, event(at), named_uuid("claim of " + name), {{"wife", account}},
                           {policy, today}, test::noon());
    });
  }
  /// A payment that could go into a batch now.
  PaymentId payable(const std::string& name, std::int64_t minor,
                    const std::string& currency = "PHP") {
    EXPECT_TRUE(account(name, maria));
    EXPECT_TRUE(plan(reserved(name, minor, currency)));
    return id_of(name);
  }
  Result<void> withdraw(const std::string& name) {
    adjudication::v1::EntitlementWithdrawn withdrawn;
    withdrawn.set_entitlement_id(named_uuid(name));
    return run(
        [&](db::Transaction& tx) { return cancel_payments(tx, event(), withdrawn, test::noon()); });
  }

  Result<Batch> batch(int count, std::int64_t total, std::vector<std::string> ids = {},
                      const std::string& by = "carl") {
    const CreateBatch command{"owwa", count, money(total, "PHP"), std::move(ids), 1000, by};
    return run(
        [&](db::Transaction& tx) { return create_batch(tx, command, policy, test::noon()); });
  }
  Result<Batch> approve(const BatchId& id, const std::string& by = "ana") {
    return run([&](db::Transaction& tx) {
      return approve_batch(tx, {"owwa", id, by, ""}, test::noon());
    });
  }
  Result<Batch> authorise(const BatchId& id, const std::string& by) {
    return run([&](db::Transaction& tx) {
      return authorise_batch(tx, {"owwa", id, by, ""}, test::noon());
    });
  }
  Result<Batch> release(const BatchId& id, const std::string& by = "rita") {
    return run([&](db::Transaction& tx) {
      return release_batch(tx, {"owwa", id, by, ""}, policy, today, test::noon());
    });
  }
  Result<Batch> dissolve(const BatchId& id) {
    return run([&](db::Transaction& tx) {
      return dissolve_batch(tx, {"owwa", id, "carl", "why"});
    });
  }
  /// Sends everything that is payable, in one batch.
  void send(int count, std::int64_t total) {
    const auto made = batch(count, total);
    ASSERT_TRUE(made) << made.error().detail;
    ASSERT_TRUE(approve(made->id));
    ASSERT_TRUE(release(made->id));
  }

  /// The bytes that went to the bank.
  std::string file_of(const BatchId& batch) {
    return run(
        [&](db::Transaction& tx) { return content_of(tx, store::find_file_of_batch(tx, batch)); });
  }
  std::string order_file_of(const std::string& name) {
    return run([&](db::Transaction& tx) {
      return content_of(tx, store::find_file_of_payment(tx, id_of(name)));
    });
  }
  static std::string content_of(db::Transaction& tx, const std::optional<OrderFile>& file) {
    std::string content;
    if (!file) return content;
    store::each_part(tx, file->message_id, [&](std::string_view part) { content += part; });
    EXPECT_EQ(sha256_hex(content), file->sha256);
    EXPECT_EQ(static_cast<std::int64_t>(content.size()), file->bytes);
    return content;
  }

  static Booking line(const std::string& reference, std::int64_t minor, bool is_returned = false,
                      const std::string& currency = "PHP") {
    Booking booking;
    booking.reference = reference;
    booking.amount = money(minor, currency);
    booking.is_credit = booking.is_return = is_returned;
    return booking;
  }
  /// A camt.053 of the account in the bookings' currency.
  Result<Statement> statement(const std::string& number, std::vector<Booking> bookings) {
    StatementText one{number, std::move(bookings)};
    if (!one.bookings.empty()) one.currency = one.bookings.front().amount.currency().code();
    one.account = "00123456789" + one.currency;
    return take(camt(number, {one}));
  }
  Result<Statement> notification(const std::string& number, std::vector<Booking> bookings) {
    return take(camt(number, {StatementText{number, std::move(bookings)}}, false));
  }
  /// Any file of a bank.
  Result<Statement> take(const std::string& text) {
    const TakeStatement command{"owwa", "carl", sha256_hex(text),
                                [&] { return iso20022::source_of(text); }};
    return run([&](db::Transaction& tx) {
      const auto kind = file_kind_of(text);
      if (kind == FileKind::status_report) {
        return take_status_report(tx, command, today, test::noon());
      }
      return take_statement(tx, command, *kind, payment_policy(), today, test::noon());
    });
  }
  Result<Statement> report(const std::string& number, const std::string& message_id,
                           const std::vector<Word>& words) {
    return take(pain002(number, message_id, words));
  }

  RepairPayment repair(const std::string& name, const std::string& by = "carl") {
    return {"owwa", id_of(name), by, "the bank said so"};
  }
  Result<Payment> correct(const std::string& name) {
    return run([&](db::Transaction& tx) {
      return correct_payment(tx, repair(name), {policy, today}, test::noon());
    });
  }
  Result<Payment> resend(const std::string& name) {
    return run([&](db::Transaction& tx) {
      return resend_payment(tx, repair(name), payment_policy(), today, test::noon());
    });
  }
  Result<Resolution> resolve(const std::string& name, const std::string& by, PaymentState outcome) {
    return run([&](db::Transaction& tx) {
      return resolve_payment(tx, repair(name, by), outcome, *date_from("2024-06-25"), test::noon());
    });
  }
  /// Four days pass without a word of the bank.
  std::size_t silence() {
    const Instant later = test::noon() + std::chrono::hours{96};
    return run([&](db::Transaction& tx) {
      return sweep_unknown(tx, later - std::chrono::hours{72}, later);
    });
  }

  static PaymentId id_of(const std::string& name) {
    return payment_id_of(EntitlementId{named_uuid(name)}, "wife", 1);
  }
  static std::string set_off_of(const std::string& name, const std::string& debt) {
    return set_off_id_of(named_uuid(name), "wife", ReceivableId{named_uuid(debt)});
  }
  static std::string reference_of(const std::string& name, int attempt = 1) {
    return bank_reference_of(id_of(name), attempt);
  }
  std::vector<Payment> attempts(const std::string& name) {
    return run([&](db::Transaction& tx) { return store::find_attempts(tx, "owwa", id_of(name)); });
  }
  std::string state_of(const std::string& name) { return name_of(attempts(name).at(0).state); }
  std::string bank_lines() {
    return test::value(database, "select count(*) from disbursement.bank_line");
  }
  std::string said(const std::string& type) {
    return test::value(database,
                       "select count(*) from bus.event where type = "
                       "'haven.disbursement.v1." +
                           type + "'");
  }
  std::string results() {
    return test::value(database,
                       "select string_agg(result, ' ' order by bank_statement, line) "
                       "from disbursement.statement_line "
                       "join disbursement.statement using (statement_id)");
  }

  test::Database database;
  const Date today = *date_from("2024-06-20");
  PaymentPolicy policy = payment_policy();
  const Account maria{"Maria Cruz", "BPI", "0011223344"};
};

}  // namespace haven::disbursement
