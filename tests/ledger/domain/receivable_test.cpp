#include "services/ledger/domain/receivable.hpp"

#include <gtest/gtest.h>

namespace haven::ledger {
namespace {

const Currency php_currency = *Currency::from("PHP");
const Cause cause{"owwa", "cause", "event", {}, *date_from("2024-06-20")};
const ShareAccounts share{accounts_of("deposit", "insurer", php_currency),
                          accounts_of("welfare", "fund", php_currency)};

Money php(std::int64_t minor) {
  return money(minor, "PHP");
}

Reservation short_award(std::int64_t amount) {
  Reservation r;
  r.amount = php(amount);
  r.released = r.returned = r.settled = r.voided = php(0);
  r.set_aside = r.unclaimed = r.discharged = php(0);
  r.state = ReservationState::short_of_funds;
  return r;
}

Receivable owed(ReceivableKind kind) {
  return {"owwa", ReceivableId{"r"}, kind, "oci", EntitlementId{"e"}, php(100), {}};
}

// "account amount" for each posting, in order.
std::string text_of(const Entry& entry) {
  std::string text = entry.kind;
  for (const Posting& posting : entry.postings) {
    text += ", " + posting.account.code + " " + std::to_string(posting.amount.minor());
  }
  return text;
}

TEST(ReceivableEntry, StandsAgainstWhatItsPayeesWait) {
  EXPECT_EQ(text_of(receivable_entry(cause, owed(ReceivableKind::insurer_share))),
            "receivable, receivables:oci:PHP 100, claims_on_insurers:PHP -100");
  EXPECT_EQ(text_of(receivable_entry(cause, owed(ReceivableKind::overpayment))),
            "receivable, receivables:oci:PHP 100, overpayments:PHP -100");
}

TEST(AdvanceEntry, FillsTheInsurersPurseAndBindsTheLenders) {
  EXPECT_EQ(text_of(advance_entry(cause, share, php(40))),
            "advance, claims_on_insurers:PHP 40, deposit:funded -40, welfare:lent 40, "
            "lent:PHP -40");
}

TEST(ShareOut, LenderFirstThenTheAwardThenThePurse) {
  const Recovery parts = share_out(php(100), php(30), short_award(60));
  EXPECT_EQ(parts.to_lender, php(30));
  EXPECT_EQ(parts.to_award, php(60));
  EXPECT_EQ(parts.to_purse, php(10));
  EXPECT_EQ(share_out(php(20), php(30), short_award(60)).to_lender, php(20));
  EXPECT_EQ(share_out(php(20), php(30), short_award(60)).to_award, php(0));
}

TEST(ShareOut, AnAwardThatIsReservedLacksNothing) {
  Reservation award = short_award(60);
  award.state = ReservationState::reserved;
  EXPECT_EQ(share_out(php(100), php(0), award).to_purse, php(100));
}

TEST(ShareEntries, MoveWhatWasLentBesideWhatWasNot) {
  EXPECT_EQ(text_of(share_recovery_entry(cause, share, {php(30), php(60), php(10)})),
            "recovery, lent:PHP 30, welfare:lent -30, claims_on_insurers:PHP 70, "
            "deposit:funded -70");
  const Receivable receivable = owed(ReceivableKind::insurer_share);
  EXPECT_EQ(text_of(share_write_off_entry(cause, receivable, share, php(100), php(30))),
            "write_off, welfare:granted 30, receivables:oci:PHP -30, lent:PHP 30, "
            "welfare:lent -30, claims_on_insurers:PHP 70, receivables:oci:PHP -70");
  EXPECT_EQ(text_of(give_back_entry(cause, share, php(50), php(30))),
            "void, deposit:reserved 50, deposit:granted -50, deposit:funded 30, "
            "claims_on_insurers:PHP -30, lent:PHP 30, welfare:lent -30");
}

TEST(OverpaymentEntries, GiveThePurseItsMoneyBackOrGiveItUp) {
  EXPECT_EQ(text_of(overpayment_recovery_entry(cause, share.lender, php(5))),
            "recovery, overpayments:PHP 5, welfare:granted -5");
  EXPECT_EQ(text_of(overpayment_write_off_entry(cause, owed(ReceivableKind::overpayment), php(5))),
            "write_off, overpayments:PHP 5, receivables:oci:PHP -5");
}

TEST(ReceivableWords, AreReadBack) {
  for (const char* kind : {"insurer_share", "agency_share", "overpayment"}) {
    EXPECT_EQ(name_of(receivable_kind_from(kind).value()), kind);
  }
  for (const char* how : {"paid", "bond", "set_off", "written_off", "withdrawn", "paid_direct"}) {
    EXPECT_EQ(name_of(reduction_how_from(how).value()), how);
  }
  EXPECT_FALSE(receivable_kind_from("gift"));
  EXPECT_FALSE(reduction_how_from("forgotten"));
}

}  // namespace
}  // namespace haven::ledger
