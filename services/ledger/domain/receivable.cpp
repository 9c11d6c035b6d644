#include "services/ledger/domain/receivable.hpp"

#include "services/ledger/domain/chart.hpp"

namespace haven::ledger {
namespace {

// The lender may award it again; what it had lent is not lent any more.
Transfer lent_no_more(const PurseAccounts& lender, const Money& amount) {
  return {chart::lent(amount.currency()), lender.lent, amount};
}

Account account_of(const Receivable& receivable) {
  return chart::receivables(receivable.debtor, receivable.amount.currency());
}

}  // namespace

std::string name_of(ReceivableKind kind) {
  switch (kind) {
    case ReceivableKind::insurer_share:
      return "insurer_share";
    case ReceivableKind::agency_share:
      return "agency_share";
    case ReceivableKind::overpayment:
      return "overpayment";
  }
  return "";
}

std::optional<ReceivableKind> receivable_kind_from(std::string_view name) {
  for (const auto kind :
       {ReceivableKind::insurer_share, ReceivableKind::agency_share, ReceivableKind::overpayment}) {
    if (name_of(kind) == name) return kind;
  }
  return {};
}

std::string name_of(ReductionHow how) {
  switch (how) {
    case ReductionHow::paid:
      return "paid";
    case ReductionHow::bond:
      return "bond";
    case ReductionHow::set_off:
      return "set_off";
    case ReductionHow::written_off:
      return "written_off";
    case ReductionHow::withdrawn:
      return "withdrawn";
    case ReductionHow::paid_direct:
      return "paid_direct";
  }
  return "";
}

std::optional<ReductionHow> reduction_how_from(std::string_view name) {
  for (const auto how :
       {ReductionHow::paid, ReductionHow::bond, ReductionHow::set_off, ReductionHow::written_off,
        ReductionHow::withdrawn, ReductionHow::paid_direct}) {
    if (name_of(how) == name) return how;
  }
  return {};
}

bool is_money(ReductionHow how) {
  return how == ReductionHow::paid || how == ReductionHow::bond || how == ReductionHow::set_off;
}

Entry receivable_entry(const Cause& cause, const Receivable& receivable) {
  const Currency& currency = receivable.amount.currency();
  const Account other = receivable.kind == ReceivableKind::overpayment
                            ? chart::overpayments(currency)
                            : chart::claims_on_insurers(currency);
  return entry_of(cause, "receivable", {{account_of(receivable), other, receivable.amount}});
}

Entry advance_entry(const Cause& cause, const ShareAccounts& share, const Money& amount) {
  const Currency& currency = amount.currency();
  return entry_of(cause, "advance",
                  {{chart::claims_on_insurers(currency), share.insurer.funded, amount},
                   {share.lender.lent, chart::lent(currency), amount}});
}

Recovery share_out(const Money& paid, const Money& outstanding, const Reservation& award) {
  const Money to_lender = min(paid, outstanding);
  const Money to_award = min(paid - to_lender, award.lacking());
  return {to_lender, to_award, paid - to_lender - to_award};
}

Entry share_recovery_entry(const Cause& cause, const ShareAccounts& share, const Recovery& parts) {
  const Money kept = parts.to_award + parts.to_purse;
  return entry_of(cause, "recovery",
                  {lent_no_more(share.lender, parts.to_lender),
                   {chart::claims_on_insurers(kept.currency()), share.insurer.funded, kept}});
}

Entry share_write_off_entry(const Cause& cause, const Receivable& receivable,
                            const ShareAccounts& share, const Money& amount, const Money& borne) {
  const Account owed = account_of(receivable);
  return entry_of(cause, "write_off",
                  {{share.lender.granted, owed, borne},
                   lent_no_more(share.lender, borne),
                   {chart::claims_on_insurers(amount.currency()), owed, amount - borne}});
}

Entry overpayment_recovery_entry(const Cause& cause, const PurseAccounts& purse,
                                 const Money& amount) {
  return entry_of(cause, "recovery",
                  {{chart::overpayments(amount.currency()), purse.granted, amount}});
}

Entry overpayment_recovery_undone_entry(const Cause& cause, const PurseAccounts& purse,
                                        const Money& amount) {
  return entry_of(cause, "recovery_undone",
                  {{purse.granted, chart::overpayments(amount.currency()), amount}});
}

Entry overpayment_write_off_entry(const Cause& cause, const Receivable& receivable,
                                  const Money& amount) {
  return entry_of(cause, "write_off",
                  {{chart::overpayments(amount.currency()), account_of(receivable), amount}});
}

Entry give_back_entry(const Cause& cause, const ShareAccounts& share, const Money& freed,
                      const Money& to_lender) {
  return entry_of(cause, "void",
                  {{share.insurer.reserved, share.insurer.granted, freed},
                   {share.insurer.funded, chart::claims_on_insurers(freed.currency()), to_lender},
                   lent_no_more(share.lender, to_lender)});
}

}  // namespace haven::ledger
