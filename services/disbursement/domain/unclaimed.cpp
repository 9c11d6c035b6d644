#include "services/disbursement/domain/unclaimed.hpp"

#include <algorithm>

namespace haven::disbursement {
namespace {

using std::chrono::days;

constexpr std::array<std::pair<UnclaimedState, std::string_view>, 3> names{{
    {UnclaimedState::unclaimed, "unclaimed"},
    {UnclaimedState::found, "found"},
    {UnclaimedState::ended, "ended"},
}};

// An end follows upon a full run of tracing, so that nobody ends what was forgotten for years; a
// period that was missed long ago does not stand in its way for ever.
constexpr int traced_periods_before_end = 3;

bool has_trace_between(const std::vector<Trace>& traces, Date after, Date until) {
  return std::ranges::any_of(
      traces, [&](const Trace& trace) { return trace.on > after && trace.on <= until; });
}

tl::unexpected<Error> too_early(const std::string& why) {
  return refuse(ErrorKind::conflict, "unclaimed_cannot_end_yet", why);
}

}  // namespace

std::string name_of(UnclaimedState state) {
  const auto found = std::ranges::find(names, state, [](const auto& name) { return name.first; });
  return std::string{found->second};
}

std::optional<UnclaimedState> unclaimed_state_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& one) { return one.second; });
  if (found == names.end()) return {};
  return found->first;
}

Unclaimed unclaimed_of(const Payment& payment, Date since, Date today, int trace_every_days) {
  Unclaimed record;
  record.payment = payment.id;
  record.attempt = payment.attempt;
  record.fund = payment.fund;
  record.claim = payment.claim;
  record.claim_reference = payment.claim_reference;
  record.entitlement = payment.entitlement;
  record.party = payment.party;
  record.amount = payment.amount;
  record.bank_reference = payment.bank_reference;
  record.since = since;
  record.kept_on = today;
  record.trace_due_on = today + days{trace_every_days};
  return record;
}

Result<void> is_still_unclaimed(const Unclaimed& record) {
  switch (record.state) {
    case UnclaimedState::unclaimed:
      return {};
    case UnclaimedState::found:
      return refuse(ErrorKind::conflict, "unclaimed_is_found",
                    "The payee was found; the payment goes its usual way.");
    case UnclaimedState::ended:
      break;
  }
  if (record.ended_to == "treasury") {
    return refuse(ErrorKind::conflict, "unclaimed_is_ended",
                  "The money was handed over to the treasury; it is claimed there.");
  }
  return refuse(ErrorKind::conflict, "unclaimed_is_ended",
                "The money went back to the fund; reopen the claim, so that it is decided anew.");
}

Result<void> may_end(const Unclaimed& record, const std::vector<Trace>& oldest_first,
                     const PaymentPolicy& policy, Date today) {
  if (const auto open = is_still_unclaimed(record); !open) return open;
  if (full_years(record.since, today) < policy.unclaimed_ends_after_years) {
    return too_early("Unclaimed money is kept for " +
                     std::to_string(policy.unclaimed_ends_after_years) + " years; this one since " +
                     text_of(record.since) + ".");
  }
  const days period{policy.trace_every_days};
  for (int back = 0; back < traced_periods_before_end; ++back) {
    const Date until = today - period * back;
    if (has_trace_between(oldest_first, until - period, until)) continue;
    return too_early("Nobody looked for the payee from " + text_of(until - period + days{1}) +
                     " to " + text_of(until) + "; each of the last three periods of " +
                     std::to_string(policy.trace_every_days) + " days needs an attempt.");
  }
  if (oldest_first.back().outcome == "found") {
    return too_early("The last attempt found the payee; ask for the account.");
  }
  return {};
}

Result<void> may_agree_to_end(const Unclaimed& record, const std::string& by) {
  if (!record.end_asked_by) {
    return refuse(ErrorKind::conflict, "end_not_asked",
                  "A cashier asks for the end first, with a reason.");
  }
  if (*record.end_asked_by == by) {
    return refuse(ErrorKind::conflict, "end_is_agreed_by_another_person",
                  "Whoever asked for the end does not agree to it.");
  }
  return {};
}

std::string name_of(AgeBand band) {
  switch (band) {
    case AgeBand::up_to_1:
      return "up_to_1_year";
    case AgeBand::from_1_to_5:
      return "from_1_to_5_years";
    case AgeBand::from_5_to_10:
      return "from_5_to_10_years";
    case AgeBand::over_10:
      break;
  }
  return "over_10_years";
}

AgeBand age_band_of(Date since, Date today) {
  const int years = full_years(since, today);
  if (years < 1) return AgeBand::up_to_1;
  if (years < 5) return AgeBand::from_1_to_5;
  return years < 10 ? AgeBand::from_5_to_10 : AgeBand::over_10;
}

}  // namespace haven::disbursement
