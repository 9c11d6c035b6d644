#pragma once
#include "common/scheme/wire.hpp"
#include "services/contributions/app/announce_deposit.hpp"
#include "services/contributions/app/claim_line.hpp"
#include "services/contributions/app/on_bank_line.hpp"
#include "services/contributions/store/ageing.hpp"
#include "services/contributions/store/bank_lines.hpp"
#include "tests/contributions/desk.hpp"

namespace haven::contributions {

/// A collector's desk with the fund's bank account beside it.
struct BankDesk : CollectorsDesk {
  Result<DepositView> announce(AnnounceDeposit command) {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return announce_deposit(tx, now, command);
    });
  }
  /// A deposit of one joining price, paid in on 18 June.
  static AnnounceDeposit told(const std::string& partner = "metrobank") {
    return {partner, joining_price(), day("2024-06-18"), {}, {}};
  }
  static disbursement::v1::BankLineTaken line(const std::string& name, const Money& amount,
                                              const std::string& reference = "",
                                              const char* booked = "2024-06-19") {
    disbursement::v1::BankLineTaken taken;
    taken.set_line_id(line_id(name));
    taken.set_is_credit(true);
    *taken.mutable_amount() = scheme::wire_of(amount);
    taken.set_booked(booked);
    if (!reference.empty()) taken.add_references(reference);
    return taken;
  }
  static std::string line_id(const std::string& name) { return named_uuid("line " + name); }
  void hear(const disbursement::v1::BankLineTaken& taken) {
    ASSERT_TRUE(in(
        [&](db::Transaction& tx, const Occasion& now) { return on_line_taken(tx, now, taken); }));
  }
  void hear(const disbursement::v1::BankLineAssigned& assigned) {
    ASSERT_TRUE(in([&](db::Transaction& tx, const Occasion& now) {
      return on_line_assigned(tx, now, assigned);
    }));
  }
  static disbursement::v1::BankLineAssigned assigned(const disbursement::v1::BankLineTaken& taken,
                                                     const std::string& as, const std::string& item,
                                                     const std::string& party = "metrobank") {
    disbursement::v1::BankLineAssigned event;
    event.set_line_id(taken.line_id());
    event.set_is_credit(taken.is_credit());
    *event.mutable_amount() = taken.amount();
    event.set_booked(taken.booked());
    event.set_as(as);
    event.set_item_id(item);
    event.set_party(party);
    event.set_reason("reference");
    return event;
  }
  DepositView view(const DepositId& id) {
    return *in([&](db::Transaction& tx, const Occasion& now) {
      return store::find_deposit(tx, now.fund, id);
    });
  }
  std::vector<store::PartnerAges> ages() {
    return in([&](db::Transaction& tx, const Occasion& now) {
      return store::ages_of(tx, now.fund, now.today);
    });
  }
  std::string lines() {
    return value(
        "select string_agg(state || coalesce(' ' || reason, ''), ', ' order by booked_on, "
        "line_id) from contributions.bank_line");
  }
};

}  // namespace haven::contributions
