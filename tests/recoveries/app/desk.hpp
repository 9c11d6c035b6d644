#pragma once
#include <gtest/gtest.h>

#include <fstream>

#include "common/core/hash.hpp"
#include "services/recoveries/app/agree.hpp"
#include "services/recoveries/app/agree_plan.hpp"
#include "services/recoveries/app/follow_award.hpp"
#include "services/recoveries/app/propose.hpp"
#include "services/recoveries/app/raise.hpp"
#include "services/recoveries/app/reduce.hpp"
#include "services/recoveries/app/run_clocks.hpp"
#include "services/recoveries/app/take_line.hpp"
#include "services/recoveries/app/take_settlement.hpp"
#include "services/recoveries/app/undo.hpp"
#include "services/recoveries/domain/reference.hpp"
#include "services/recoveries/store/receivables.hpp"
#include "tests/recoveries/debts.hpp"
#include "tests/support/database.hpp"

namespace haven::recoveries {

/// A collector's desk on a database of its own, and short words for what happens there. Awards,
/// lines and the like are known by a name. Every call is one committed transaction of the
/// service's role, on the day that `today` says.
class Desk {
 public:
  test::Database database;
  RecoveryTerms terms = terms_of_tests();
  Date today = day("2024-06-01");
  std::string by = "carla";

  [[nodiscard]] Occasion occasion() const {
    return {"owwa", terms, today, test::noon(), by, "command-1"};
  }
  template <class Act>
  auto run(Act act) {
    return db::in_transaction(database.pool("haven_recoveries"),
                              [&](db::Transaction& tx) { return act(tx, occasion()); });
  }
  std::string value(const std::string& sql) { return test::value(database, sql); }
  std::string said(const std::string& type) {
    return value("select count(*) from bus.event where type = 'haven.recoveries.v1." + type + "'");
  }

  // ---- what others tell
  static adjudication::v1::EntitlementAwarded award(const std::string& name, std::int64_t minor,
                                                    const std::string& layer = "insurer") {
    adjudication::v1::EntitlementAwarded award;
    award.set_entitlement_id(named_uuid(name));
    award.set_claim_id(named_uuid("claim"));
    award.set_claim_reference("DTH-1");
    award.set_member_id(named_uuid("member"));
    award.mutable_line()->set_scheme("oci");
    award.mutable_line()->set_layer(layer);
    award.mutable_line()->set_benefit("benefit of " + name);
    award.mutable_line()->mutable_amount()->set_minor(minor);
    award.mutable_line()->mutable_amount()->set_currency("USD");
    return award;
  }
  Result<void> hear_short(const std::string& name, std::int64_t minor,
                          const std::string& layer = "insurer") {
    ledger::v1::FundsShort event;
    *event.mutable_award() = award(name, minor, layer);
    event.set_purse("float");
    return run([&](auto& tx, const Occasion& now) { return raise_insurer_share(tx, now, event); });
  }
  Result<void> hear_reserved(const std::string& name, std::int64_t minor) {
    ledger::v1::FundsReserved event;
    *event.mutable_award() = award(name, minor);
    event.set_purse("float");
    return run([&](auto& tx, const Occasion& now) { return follow_reserved(tx, now, event); });
  }
  Result<void> hear_withdrawn(const std::string& name) {
    adjudication::v1::EntitlementWithdrawn event;
    event.set_entitlement_id(named_uuid(name));
    return run([&](auto& tx, const Occasion& now) { return follow_withdrawn(tx, now, event); });
  }
  Result<void> hear_overpaid(const std::string& name, std::int64_t minor,
                             const std::vector<std::string>& parties = {"wife"}) {
    adjudication::v1::OverpaymentFound event;
    event.set_overpayment_id(named_uuid(name));
    event.set_claim_id(named_uuid("claim"));
    event.set_claim_reference("DTH-1");
    event.set_member_id(named_uuid("member"));
    event.set_entitlement_id(named_uuid("paid " + name));
    for (const std::string& party : parties) {
      auto& overpaid = *event.add_overpaid();
      overpaid.set_party(party);
      overpaid.set_name("Maria Cruz");
      overpaid.mutable_amount()->set_minor(minor);
      overpaid.mutable_amount()->set_currency("USD");
    }
    return run([&](auto& tx, const Occasion& now) { return raise_overpayment(tx, now, event); });
  }
  Result<void> hear_line(const std::string& line, std::int64_t minor,
                         const std::vector<std::string>& names = {}, bool is_credit = true) {
    disbursement::v1::BankLineTaken event;
    event.set_line_id(named_uuid(line));
    event.set_is_credit(is_credit);
    event.mutable_amount()->set_minor(minor);
    event.mutable_amount()->set_currency("USD");
    event.set_booked(text_of(today));
    for (const std::string& name : names) event.add_references(name);
    return run([&](auto& tx, const Occasion& now) { return take_line(tx, now, event); });
  }
  Result<void> hear_assigned(const std::string& line, std::int64_t minor,
                             const ReceivableId& receivable, const std::string& as = "receivable",
                             const std::string& currency = "USD") {
    disbursement::v1::BankLineAssigned event;
    event.set_line_id(named_uuid(line));
    event.set_is_credit(true);
    event.mutable_amount()->set_minor(minor);
    event.mutable_amount()->set_currency(currency);
    event.set_booked(text_of(today));
    event.set_as(as);
    event.set_item_id(receivable.text());
    return run([&](auto& tx, const Occasion& now) { return take_assignment(tx, now, event); });
  }
  Result<void> hear_set_off(const std::string& name, std::int64_t minor,
                            const ReceivableId& receivable) {
    disbursement::v1::SetOffMade event;
    event.set_set_off_id(named_uuid(name));
    event.set_receivable_id(receivable.text());
    event.mutable_amount()->set_minor(minor);
    event.mutable_amount()->set_currency("USD");
    event.set_made(text_of(today));
    return run([&](auto& tx, const Occasion& now) { return take_set_off(tx, now, event); });
  }

  Result<void> hear_set_off_undone(const std::string& name, std::int64_t minor,
                                   const ReceivableId& receivable) {
    disbursement::v1::SetOffUndone event;
    event.set_set_off_id(named_uuid(name));
    event.set_receivable_id(receivable.text());
    event.mutable_amount()->set_minor(minor);
    event.mutable_amount()->set_currency("USD");
    event.set_undone(text_of(today));
    return run([&](auto& tx, const Occasion& now) { return take_set_off_undone(tx, now, event); });
  }
  // The payment of which `name` was too much.
  template <class Event>
  static Event payment(const std::string& name, std::int64_t minor, int attempt) {
    Event event;
    auto& payment = *event.mutable_payment();
    payment.set_payment_id(named_uuid("payment of " + name));
    payment.set_entitlement_id(named_uuid("paid " + name));
    payment.set_party("wife");
    payment.mutable_amount()->set_minor(minor);
    payment.mutable_amount()->set_currency("USD");
    payment.set_bank_reference("HV " + name + std::to_string(attempt));
    return event;
  }
  Result<void> hear_returned(const std::string& name, std::int64_t minor, int attempt = 1,
                             bool after_settlement = true) {
    auto event = payment<disbursement::v1::PaymentReturned>(name, minor, attempt);
    event.set_after_settlement(after_settlement);
    event.set_returned(text_of(today));
    return run([&](auto& tx, const Occasion& now) { return follow_return(tx, now, event); });
  }
  Result<void> hear_settled(const std::string& name, std::int64_t minor, int attempt) {
    const auto event = payment<disbursement::v1::PaymentSettled>(name, minor, attempt);
    return run([&](auto& tx, const Occasion& now) { return follow_settlement(tx, now, event); });
  }

  // ---- what people do
  Result<Proposal> advance(const ReceivableId& id) {
    return run([&](auto& tx, const Occasion& now) {
      return propose_advance(tx, now, {id, "The family waits"}, "welfare");
    });
  }
  Result<Proposal> bond_call(const ReceivableId& id, std::int64_t minor) {
    return run([&](auto& tx, const Occasion& now) {
      return propose_bond_call(tx, now, {id, "Nothing came"}, usd(minor));
    });
  }
  Result<Proposal> set_off(const ReceivableId& id, int percent) {
    return run([&](auto& tx, const Occasion& now) {
      return propose_set_off(tx, now, {id, "Agreed by letter"}, percent);
    });
  }
  Result<Proposal> write_off(const ReceivableId& id, std::int64_t minor) {
    return run([&](auto& tx, const Occasion& now) {
      return propose_write_off(tx, now, {id, "Nobody to be found"}, usd(minor));
    });
  }
  Result<Proposal> agency_share(const std::string& debtor, std::int64_t minor) {
    const AgencyShare share{
        debtor, ClaimId{named_uuid("claim")}, "DTH-1", EntitlementId{named_uuid("ticket")}, {}};
    return run([&](auto& tx, const Occasion& now) {
      return propose_agency_share(tx, now, share, usd(minor), "The ticket was the agency's");
    });
  }
  Result<Proposal> agree_as(const std::string& who, const ProposalId& id) {
    Occasion now = occasion();
    now.by = who;
    return db::in_transaction(database.pool("haven_recoveries"),
                              [&](db::Transaction& tx) { return agree(tx, now, id); });
  }
  Result<Proposal> decline_as(const std::string& who, const ProposalId& id, bool is_approver) {
    Occasion now = occasion();
    now.by = who;
    return db::in_transaction(database.pool("haven_recoveries"), [&](db::Transaction& tx) {
      return decline(tx, now, id, "Not now", is_approver);
    });
  }
  Result<Plan> plan(const ReceivableId& id, std::int64_t instalment, const char* first) {
    return run([&](auto& tx, const Occasion& now) {
      return agree_plan(tx, now, {id, usd(instalment), day(first)});
    });
  }
  Result<Receivable> match(const ReceivableId& id, const std::string& line) {
    return run([&](auto& tx, const Occasion& now) {
      return match_line(tx, now, id, LineId{named_uuid(line)});
    });
  }
  std::size_t sweep() {
    return run(
        [&](auto& tx, const Occasion& now) { return run_clocks(tx, "owwa", terms, now.today); });
  }
  Result<TakenSettlement> settlement(const std::string& lines,
                                     const std::string& insurer = "acme") {
    const std::string text = std::string{settlement_header} + "\n" + lines;
    const auto path = std::filesystem::temp_directory_path() /
                      ("haven-settlement-" + sha256_hex(text).substr(0, 12) + ".csv");
    std::ofstream{path} << text;
    const auto taken = run([&](auto& tx, const Occasion& now) {
      return take_settlement(tx, now, {path, sha256_hex(text), insurer});
    });
    std::filesystem::remove(path);
    return taken;
  }
  std::string results() {
    return value(
        "select string_agg(result, ' ' order by taken_at, settlement_id, line) "
        "from recoveries.settlement_line join recoveries.settlement using (settlement_id)");
  }

  // ---- what is there
  static ReceivableId share(const std::string& name) {
    return receivable_id_of("owwa", "entitlement/" + named_uuid(name));
  }
  static ReceivableId debt(const std::string& name, const std::string& party = "wife") {
    return receivable_id_of("owwa", "overpayment/" + named_uuid(name) + "/" + party);
  }
  Receivable look(const ReceivableId& id) {
    return run([&](auto& tx, const Occasion& now) {
      return store::find_receivable(tx, now.fund, id).value();
    });
  }
  std::string state_of(const ReceivableId& id) { return name_of(look(id).state); }
  std::int64_t left_of(const ReceivableId& id) { return look(id).left().minor(); }
  std::string notices() {
    return value(
        "select coalesce(string_agg(what, ' ' order by receivable_id, number), '') "
        "from recoveries.notice");
  }
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

}  // namespace haven::recoveries
