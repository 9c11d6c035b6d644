#pragma once
#include "haven/recoveries/v1/events.pb.h"
#include "services/ledger/app/award_refund.hpp"
#include "services/ledger/app/book_bank_line.hpp"
#include "services/ledger/app/book_unclaimed.hpp"
#include "services/ledger/app/raise_receivable.hpp"
#include "services/ledger/app/reduce_receivable.hpp"
#include "services/ledger/app/undo_reduction.hpp"
#include "tests/ledger/app/books.hpp"

namespace haven::ledger {

/// Books with the purse of an insurer in pesos, "zurich", and short words for what others do.
class OthersBooks : public Books {
 public:
  explicit OthersBooks(std::int64_t floor_minor = 0) : Books(floor_minor) {
    auto all = terms(floor_minor);
    all.push_back({"zurich",
                   "insurer",
                   *Currency::from("PHP"),
                   money(0, "PHP"),
                   {{"oci", "burial"}, {"oci", "illness"}}});
    const auto made = run(
        [&](db::Transaction& tx) { return ensure_purses(tx, "owwa", all, today, test::noon()); });
    EXPECT_TRUE(made);
  }

  Result<void> reserve_share(const std::string& name, std::int64_t minor,
                             Instant at = test::noon()) {
    auto awarded = award(name, minor);
    awarded.mutable_line()->set_scheme("oci");
    awarded.mutable_line()->set_benefit("burial");
    awarded.mutable_line()->set_layer("insurer");
    return reserve(awarded, at);
  }

  // `side`: credit is money in.
  Result<void> take(const std::string& line, std::int64_t minor, bool is_credit = true) {
    disbursement::v1::BankLineTaken taken;
    fill(taken, line, minor, is_credit);
    return run([&](db::Transaction& tx) {
      return take_bank_line(tx, event("taken " + line), taken, now);
    });
  }
  Result<void> assign(const std::string& line, std::int64_t minor, const std::string& as,
                      const std::string& party = "", bool is_credit = true,
                      const std::string& item = "") {
    disbursement::v1::BankLineAssigned assigned;
    fill(assigned, line, minor, is_credit);
    assigned.set_item_id(item);
    assigned.set_as(as);
    assigned.set_party(party);
    return run([&](db::Transaction& tx) {
      return assign_bank_line(tx, event("assigned " + line), assigned, now);
    });
  }

  static recoveries::v1::Receivable receivable(const std::string& award, std::int64_t minor,
                                               const std::string& kind = "insurer_share") {
    recoveries::v1::Receivable receivable;
    receivable.set_receivable_id(named_uuid(kind + " of " + award));
    receivable.set_kind(kind);
    receivable.set_debtor(kind == "overpayment" ? "payee" : "zurich");
    receivable.set_claim_id(named_uuid("claim of " + award));
    receivable.set_entitlement_id(named_uuid(award));
    set(*receivable.mutable_amount(), minor);
    return receivable;
  }
  Result<void> raise(const recoveries::v1::Receivable& receivable) {
    recoveries::v1::ReceivableRaised raised;
    *raised.mutable_receivable() = receivable;
    raised.set_raised(text_of(today));
    return run([&](db::Transaction& tx) {
      return raise_receivable(tx, event("raised " + receivable.receivable_id()), raised, now);
    });
  }
  Result<void> advance(const recoveries::v1::Receivable& receivable, std::int64_t minor,
                       const std::string& purse = "welfare") {
    recoveries::v1::AdvanceApproved approved;
    *approved.mutable_receivable() = receivable;
    set(*approved.mutable_amount(), minor);
    approved.set_purse(purse);
    return run([&](db::Transaction& tx) {
      return advance_share(tx, event("advance " + receivable.receivable_id()), approved, today,
                           now);
    });
  }
  Result<void> reduce(const recoveries::v1::Receivable& receivable, const std::string& name,
                      std::int64_t minor, const std::string& how, std::int64_t left = 0) {
    recoveries::v1::ReceivableReduced reduced;
    reduced.set_reduction_id(named_uuid("reduction " + name));
    *reduced.mutable_receivable() = receivable;
    set(*reduced.mutable_amount(), minor);
    set(*reduced.mutable_left(), left);
    reduced.set_how(how);
    reduced.set_reduced(text_of(today));
    return run([&](db::Transaction& tx) {
      return reduce_receivable(tx, event("reduced " + name), reduced, today, now);
    });
  }

  Result<void> unclaimed(UnclaimedEvent what, const std::string& award,
                         const std::string& reference, std::int64_t minor) {
    return run([&](db::Transaction& tx) {
      return book_unclaimed(tx, event(entry_kind_of(what) + reference), what,
                            payment(award, reference, minor), today, now);
    });
  }
  Result<void> set_off_from(const std::string& award, const std::string& name, std::int64_t minor) {
    disbursement::v1::SetOffMade made;
    made.set_set_off_id(named_uuid("set-off " + name));
    made.set_receivable_id(named_uuid("receivable " + name));
    made.set_entitlement_id(named_uuid(award));
    set(*made.mutable_amount(), minor);
    made.set_made(text_of(today));
    return run(
        [&](db::Transaction& tx) { return book_set_off(tx, event("set-off " + name), made, now); });
  }
  Result<void> undo_set_off_from(const std::string& award, const std::string& name,
                                 std::int64_t minor) {
    disbursement::v1::SetOffUndone undone;
    undone.set_set_off_id(named_uuid("set-off " + name));
    undone.set_receivable_id(named_uuid("receivable " + name));
    undone.set_entitlement_id(named_uuid(award));
    set(*undone.mutable_amount(), minor);
    undone.set_undone(text_of(today));
    return run([&](db::Transaction& tx) {
      return book_set_off_undone(tx, event("set-off undone " + name), undone, now);
    });
  }
  // `name` is the reduction's.
  Result<void> undo(const recoveries::v1::Receivable& receivable, const std::string& name,
                    std::int64_t minor, const std::string& undoing = "") {
    recoveries::v1::ReductionUndone undone;
    undone.set_undoing_id(named_uuid("undoing " + name + undoing));
    undone.set_reduction_id(named_uuid("reduction " + name));
    *undone.mutable_receivable() = receivable;
    set(*undone.mutable_amount(), minor);
    undone.set_undone(text_of(today));
    return run([&](db::Transaction& tx) {
      return undo_reduction(tx, event("undone " + name + undoing), undone, today, now);
    });
  }
  Result<void> refund(const std::string& name, std::int64_t minor, bool is_members = true) {
    contributions::v1::RefundApproved approved;
    approved.set_refund_id(named_uuid("refund " + name));
    approved.set_receipt_id(named_uuid("receipt " + name));
    approved.set_reference("R-" + name);
    if (is_members) approved.set_member_id(named_uuid("member"));
    approved.set_scheme("owwa");
    set(*approved.mutable_amount(), minor);
    approved.set_payer_name("A Payer");
    approved.set_asked_by("ana");
    approved.set_approved_by("ben");
    approved.set_approved_on(text_of(today));
    return run([&](db::Transaction& tx) {
      return award_refund(tx, event("refund " + name), approved, now);
    });
  }

  /// Debits less credits of an account.
  std::int64_t balance(const std::string& account) {
    return std::stoll(test::value(
        database, "select coalesce(sum(amount_minor), 0) from ledger.posting where account = '" +
                      account + "'"));
  }

 private:
  static void set(common::v1::Money& wire, std::int64_t minor) {
    wire.set_minor(minor);
    wire.set_currency("PHP");
  }
  template <class Message>
  void fill(Message& message, const std::string& line, std::int64_t minor, bool is_credit) {
    message.set_line_id(named_uuid("line " + line));
    message.set_is_credit(is_credit);
    set(*message.mutable_amount(), minor);
    message.set_booked(text_of(today));
  }
};

}  // namespace haven::ledger
