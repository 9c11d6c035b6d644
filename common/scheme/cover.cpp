#include "common/scheme/cover.hpp"

namespace haven::scheme {
namespace {

using Contracts = std::optional<Contract>;

std::optional<Date> day_of(CoverRule::Day day, const Registration& registration,
                           const Contracts& contract) {
  using Day = CoverRule::Day;
  switch (day) {
    case Day::starts:
      return registration.starts;
    case Day::ends:
      return registration.ends;
    case Day::paid:
      return registration.paid;
    case Day::registered:
      return registration.registered;
    case Day::contract_start:
      return contract ? contract->start : std::nullopt;
    case Day::contract_end:
      return contract ? contract->end : std::nullopt;
  }
  return {};
}

std::optional<Date> first_known(const std::vector<CoverRule::Day>& days,
                                const Registration& registration, const Contracts& contract) {
  for (const auto day : days) {
    if (const auto found = day_of(day, registration, contract)) return found;
  }
  return {};
}

/// A registration whose dates give no period may state where it stands.
CoverStatus stated(const std::string& status) {
  if (status == "active") return CoverStatus::active;
  if (status == "inactive") return CoverStatus::ended;
  return status == "never" ? CoverStatus::not_member : CoverStatus::not_started;
}

CoverOnDay standing(const CoverRule& rule, const Registration& registration,
                    const Contracts& contract, Date day) {
  const auto period = period_of(rule, registration, contract);
  if (!period) {
    const CoverStatus status = stated(registration.status);
    return {status, "a registration without dates, stated as " +
                        (registration.status.empty() ? "unpaid" : registration.status)};
  }
  const std::string span = text_of(period->starts) + " to " + text_of(period->ends);
  if (day < period->starts)
    return {CoverStatus::not_started, span + " begins after " + text_of(day)};
  if (day > period->ends) return {CoverStatus::ended, span + " ended before " + text_of(day)};
  return {CoverStatus::active, span + " includes " + text_of(day)};
}

int weight(CoverStatus status) {
  switch (status) {
    case CoverStatus::active:
      return 3;
    case CoverStatus::ended:
      return 2;
    case CoverStatus::not_started:
      return 1;
    case CoverStatus::not_member:
      return 0;
  }
  return 0;
}

}  // namespace

std::string_view name_of(CoverStatus status) {
  switch (status) {
    case CoverStatus::not_member:
      return "not_member";
    case CoverStatus::not_started:
      return "not_started";
    case CoverStatus::active:
      return "active";
    case CoverStatus::ended:
      return "ended";
  }
  return "";
}

std::optional<CoverPeriod> period_of(const CoverRule& rule, const Registration& registration,
                                     const Contracts& contract) {
  const auto starts = first_known(rule.starts, registration, contract);
  auto ends = first_known(rule.ends, registration, contract);
  if (!starts) return {};
  if (!ends && rule.term_months)
    ends = add_months(*starts, *rule.term_months) - std::chrono::days{1};
  if (!ends) return {};
  return CoverPeriod{*starts, *ends};
}

CoverOnDay cover_on(const Scheme& scheme, const Case& facts, Date day) {
  CoverOnDay best{CoverStatus::not_member, "no registration with " + scheme.name};
  for (const Registration& registration : facts.registrations) {
    if (registration.scheme != scheme.name || !scheme.cover) continue;
    CoverOnDay found = standing(*scheme.cover, registration, facts.contract, day);
    const int gain = weight(found.status) - weight(best.status);
    // Of equals the text decides, so that the order of registrations changes nothing.
    if (gain > 0 || (gain == 0 && weight(best.status) > 0 && found.found > best.found)) {
      best = std::move(found);
    }
  }
  return best;
}

}  // namespace haven::scheme
