#include "services/recoveries/domain/terms.hpp"

#include <algorithm>

namespace haven::recoveries {

const Insurer* RecoveryTerms::insurer_of(const std::string& scheme) const {
  const auto found = std::ranges::find_if(insurers, [&](const Insurer& insurer) {
    return std::ranges::count(insurer.schemes, scheme) > 0;
  });
  return found == insurers.end() ? nullptr : &*found;
}

const Insurer* RecoveryTerms::insurer_named(const std::string& code) const {
  const auto found = std::ranges::find(insurers, code, &Insurer::code);
  return found == insurers.end() ? nullptr : &*found;
}

const DebtClock& clock_of(const RecoveryTerms& terms, const Receivable& receivable) {
  if (receivable.kind == Kind::overpayment) return terms.overpayments.clock;
  const Insurer* insurer = terms.insurer_named(receivable.debtor);
  const bool is_insurer = receivable.kind == Kind::insurer_share && insurer != nullptr;
  return is_insurer ? insurer->clock : terms.agencies;
}

std::optional<int> people_to_write_off(const RecoveryTerms& terms, const Money& amount) {
  const auto bands = terms.write_off.find(amount.currency().code());
  if (bands == terms.write_off.end()) return {};
  for (const WriteOffBand& band : bands->second) {
    if (!band.up_to.less_than(amount)) return band.people;
  }
  return {};
}

}  // namespace haven::recoveries
