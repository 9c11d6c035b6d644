#pragma once
#include "services/recoveries/domain/receivable.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

inline Date day(const char* text) {
  return *date_from(text);
}

inline Money usd(std::int64_t minor) {
  return money(minor, "USD");
}

/// Terms with round numbers: an insurer has 10 days and a bond of 500.00 for each claim, callable 5
/// days after its last day; a payee has 30 days.
inline RecoveryTerms terms_of_tests() {
  RecoveryTerms terms;
  const DebtClock ten{10, ClockStart::claim_due, 0, {3}};
  terms.insurers = {{"acme", "Acme Insurance", {"oci"}, ten, Bond{"surety", usd(500'00), 5}},
                    {"bare", "Bare Insurance", {"bare_scheme"}, ten, {}}};
  terms.agencies = {20, ClockStart::raising, 2, {}};
  terms.overpayments = {{30, ClockStart::raising, 0, {10, 3}}, 25, 12, {{"USD", usd(10'00)}}};
  terms.write_off["USD"] = {{usd(50'00), 2}, {usd(500'00), 3}};
  return terms;
}

/// An insurer's share of 100.00, raised on 1 June 2024, demanded, due on the 11th.
inline Receivable share_of_100() {
  Receivable share;
  share.id = ReceivableId{named_uuid("share")};
  share.fund = "owwa";
  share.kind = Kind::insurer_share;
  share.debtor = "acme";
  share.amount = usd(100'00);
  share.paid = share.written_off = share.withdrawn = share.revived = share.credit = usd(0);
  share.state = State::demanded;
  share.raised = day("2024-06-01");
  share.due = day("2024-06-11");
  share.purse = "float";
  return share;
}

/// What a payee owes: 100.00, due on the 11th.
inline Receivable overpayment_of_100() {
  Receivable debt = share_of_100();
  debt.kind = Kind::overpayment;
  debt.debtor = payee;
  debt.party = "wife";
  debt.purse = "";
  return debt;
}

}  // namespace haven::recoveries
