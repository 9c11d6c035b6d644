#include "services/contributions/domain/match_line.hpp"

#include <algorithm>

#include "services/contributions/domain/deposit_reference.hpp"

namespace haven::contributions {
namespace {

bool is_named_by_partner(const Candidate& deposit, const BankLine& line) {
  return deposit.partner_name.size() >= telling_name_length &&
         std::ranges::find(line.names, deposit.partner_name) != line.names.end();
}

bool has_amount_and_day(const Candidate& deposit, const BankLine& line) {
  return deposit.amount == line.amount && line.booked >= deposit.paid - booked_before &&
         line.booked <= deposit.paid + booked_after;
}

template <class Fits>
std::optional<Candidate> the_only(const std::vector<Candidate>& candidates, Fits fits) {
  const auto first = std::ranges::find_if(candidates, fits);
  if (first == candidates.end()) return {};
  if (std::find_if(std::next(first), candidates.end(), fits) != candidates.end()) return {};
  return *first;
}

}  // namespace

std::optional<Choice> choose_deposit(const BankLine& line,
                                     const std::vector<Candidate>& candidates) {
  if (line.amount.minor() <= 0) return {};
  const auto ours = deposit_references_in(line.names);
  const auto may_be = [&](const Candidate& deposit) {
    return deposit.amount.currency() == line.amount.currency();
  };
  const auto by_reference = the_only(candidates, [&](const Candidate& deposit) {
    return may_be(deposit) && ours.contains(deposit.reference) &&
           deposit.banked.less_than(deposit.amount);
  });
  if (by_reference) return Choice{*by_reference, "reference"};
  const auto by_partner = the_only(candidates, [&](const Candidate& deposit) {
    return may_be(deposit) && deposit.banked.is_zero() && is_named_by_partner(deposit, line);
  });
  if (by_partner) return Choice{*by_partner, "partner_reference"};
  const auto by_amount = the_only(candidates, [&](const Candidate& deposit) {
    return may_be(deposit) && deposit.banked.is_zero() && has_amount_and_day(deposit, line);
  });
  if (by_amount) return Choice{*by_amount, "amount_and_day"};
  return {};
}

}  // namespace haven::contributions
