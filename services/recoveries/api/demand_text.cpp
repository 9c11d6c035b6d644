#include "services/recoveries/api/demand_text.hpp"

#include "services/recoveries/domain/clock.hpp"

namespace haven::recoveries {
namespace {

std::string why(const Receivable& r) {
  const std::string claim = "claim " + r.claim_reference;
  switch (r.kind) {
    case Kind::insurer_share:
      return "Your share of " + claim + " (" + r.scheme + ", " + r.benefit + ").";
    case Kind::overpayment:
      return "More was paid to you under " + claim + " than was owed.";
    case Kind::agency_share:
      return "What you should have paid under " + claim + ".";
  }
  return "";
}

std::string amount_text(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

std::string by_when(const Receivable& r, Date today) {
  const int late = days_overdue(r.due, today);
  if (late == 0) return "Last day: " + text_of(r.due) + "\n";
  return "Last day: " + text_of(r.due) + ", overdue by " + std::to_string(late) +
         (late == 1 ? " day\n" : " days\n");
}

}  // namespace

std::string demand_text(const Receivable& r, Date today) {
  std::string text = "To " + r.debtor_name + "\n\n" + why(r) + "\n\n";
  text += "Owed:     " + amount_text(r.amount) + "\n";
  text += "Left:     " + amount_text(r.left()) + "\n";
  if (r.is_ended()) return text + "Nothing is left to pay.\n";
  text += by_when(r, today);
  text += "Pay with: " + r.reference + "\n\n";
  return text +
         "Write the reference into the payment as it stands here; by it the payment is found.\n";
}

}  // namespace haven::recoveries
