#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "services/ledger/domain/entry.hpp"
#include "services/ledger/domain/reservation.hpp"

namespace haven::ledger {

using ReceivableId = Id<struct ReceivableTag>;
using ReductionId = Id<struct ReductionTag>;

/// Somebody's debt to the fund, as recoveries raised it.
enum class ReceivableKind { insurer_share, agency_share, overpayment };
std::string name_of(ReceivableKind kind);
std::optional<ReceivableKind> receivable_kind_from(std::string_view name);

/// The debtor of every overpayment: a payee is not named in the books.
inline constexpr const char* payee_debtor = "payee";

struct Receivable {
  std::string fund;
  ReceivableId id;
  ReceivableKind kind = ReceivableKind::insurer_share;
  std::string debtor;         // an insurer's or agency's code; "payee"
  EntitlementId entitlement;  // the share that is owed, or what was paid too much
  Money amount;               // as raised
  ClaimId claim;              // empty where no claim is behind it
};

/// How less came to be owed.
enum class ReductionHow { paid, bond, set_off, written_off, withdrawn, paid_direct };
std::string name_of(ReductionHow how);
std::optional<ReductionHow> reduction_how_from(std::string_view name);
/// True when money came for it: by a line of a statement, or kept back from an award.
bool is_money(ReductionHow how);

/// What a purse lends until an insurer pays.
struct Advance {
  ReceivableId receivable;
  EntitlementId entitlement;
  std::string fund;
  std::string lender;
  Money asked, lent, ended;  // ended: repaid, given back or borne by the lender
  Money owed;                // by the insurer, still
  bool waits = true;         // for money of the lender
  Instant approved_at{};

  [[nodiscard]] Money outstanding() const { return lent - ended; }
};

/// The purses that an insurer's share touches; the lender's only where something was advanced.
struct ShareAccounts {
  PurseAccounts insurer;
  PurseAccounts lender;
};

Entry receivable_entry(const Cause&, const Receivable&);
Entry advance_entry(const Cause&, const ShareAccounts&, const Money&);

/// Where an insurer's payment goes: to the lender first, then to the award that it is for as far as
/// that is short, and the rest to the insurer's purse.
struct Recovery {
  Money to_lender, to_award, to_purse;
};
Recovery share_out(const Money& paid, const Money& outstanding, const Reservation& award);

/// An insurer paid, after `to_lender` was lent for it.
Entry share_recovery_entry(const Cause&, const ShareAccounts&, const Recovery&);
/// An insurer owes less and pays nothing: `borne` of it was lent and stays with the lender.
Entry share_write_off_entry(const Cause&, const Receivable&, const ShareAccounts&,
                            const Money& amount, const Money& borne);
/// A payee paid, and the purse that had paid too much has it again.
Entry overpayment_recovery_entry(const Cause&, const PurseAccounts&, const Money&);
/// What a payee had paid counts no more: the purse that had it again has it not.
Entry overpayment_recovery_undone_entry(const Cause&, const PurseAccounts&, const Money&);
Entry overpayment_write_off_entry(const Cause&, const Receivable&, const Money&);

/// An award gives money back: `to_lender` of it was lent and ends being so.
Entry give_back_entry(const Cause&, const ShareAccounts&, const Money& freed,
                      const Money& to_lender);

}  // namespace haven::ledger
