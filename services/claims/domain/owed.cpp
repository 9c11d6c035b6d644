#include "services/claims/domain/owed.hpp"

namespace haven::claims {
namespace {

bool is_paid_through_the_fund(const Owed& owed) {
  return !owed.entitlement.empty();
}

}  // namespace

Money outstanding_of(const Owed& owed) {
  return owed.owed - owed.paid - owed.kept_back - owed.ended;
}

// The first that holds; what the family can do something about comes before what it must wait for.
std::string reason_of(const Owed& owed) {
  const Money outstanding = outstanding_of(owed);
  if (!is_paid_through_the_fund(owed)) return "paid_directly";
  if (outstanding.minor() < 0) return "more_paid_than_owed";
  if (outstanding.is_zero()) return "";
  if (!owed.unclaimed.is_zero()) return "unclaimed";
  if (owed.is_returned) return "waits_for_account";
  if (owed.is_short) return owed.layer == "insurer" ? "waits_for_insurer" : "waits_for_money";
  if (!owed.on_its_way.is_zero()) return "at_the_bank";
  return owed.lacks_account ? "waits_for_account" : "waits_for_payment";
}

std::string words_of_reason(const std::string& reason) {
  static const std::map<std::string, std::string> words{
      {"paid_directly", "It is paid to you directly and not through the fund."},
      {"more_paid_than_owed", "More was paid than was owed; the fund will write to you about it."},
      {"unclaimed",
       "We could not pay it for a long time. Tell us your account; it is kept for you."},
      {"waits_for_account", "It waits for your account. Tell an intake office where to pay it."},
      {"waits_for_insurer", "It waits for the insurer, who has not given the money yet."},
      {"waits_for_money", "It waits until the fund has the money for it."},
      {"at_the_bank", "It is at the bank and will be paid out in the next days."},
      {"waits_for_payment", "The fund is preparing the payment."},
  };
  const auto found = words.find(reason);
  return found == words.end() ? "" : found->second;
}

std::string words_of_layer(const std::string& layer) {
  if (layer == "insurer") return "the insurer";
  if (layer == "employer") return "the employer";
  if (layer == "agency") return "the recruitment agency";
  return "the fund";
}

std::map<Currency, OwedTotal> totals_of(const std::vector<Owed>& rows) {
  std::map<Currency, OwedTotal> totals;
  for (const Owed& row : rows) {
    const Money none{0, row.owed.currency()};
    auto& total =
        totals.try_emplace(row.owed.currency(), OwedTotal{none, none, none, none, none, none})
            .first->second;
    total.owed += row.owed;
    total.paid += row.paid;
    total.kept_back += row.kept_back;
    total.on_its_way += row.on_its_way;
    total.unclaimed += row.unclaimed;
    total.outstanding += outstanding_of(row);
  }
  return totals;
}

}  // namespace haven::claims
