#include "common/scheme/cover.hpp"

#include <tuple>

namespace haven::scheme {
namespace {

/// A registration whose dates give no period may state where it stands.
CoverStatus stated(const std::string& status) {
  if (status == "active") return CoverStatus::active;
  if (status == "inactive") return CoverStatus::ended;
  return status == "never" ? CoverStatus::not_member : CoverStatus::not_started;
}

/// The dates of one registration, each worked out with those before it at hand.
CoverOnDay dates_of(const CoverRule& rule, const Registration& registration, FactSheet& sheet) {
  CoverOnDay found;
  CoverAtHand known;
  found.registration = &registration;
  sheet.set_registration(&registration);
  sheet.set_cover(nullptr);
  known.starts = found.starts = date_of(sheet.evaluate(rule.starts.expression));
  if (!found.starts) return found;
  sheet.set_cover(&known);
  known.ends = found.ends = date_of(sheet.evaluate(rule.ends.expression));
  if (!rule.extended_to || !found.ends) return found;
  sheet.set_cover(&known);
  found.extended_to = date_of(sheet.evaluate(rule.extended_to->expression));
  return found;
}

CoverStatus standing(const CoverOnDay& cover, Date day) {
  if (!cover.starts) return stated(cover.registration->status);
  if (day < *cover.starts) return CoverStatus::not_started;
  if (!cover.ends || day <= *cover.ends) return CoverStatus::active;
  return cover.extended_to && day <= *cover.extended_to ? CoverStatus::active : CoverStatus::ended;
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

/// What decides between registrations: the rest of the key is there so that their order never does.
auto key_of(const CoverOnDay& cover) {
  const Registration& by = *cover.registration;
  return std::tie(cover.starts, cover.ends, by.registered, by.paid, by.kind, by.channel, by.plan,
                  by.status, by.term_months, by.last_paid, by.paid_months,
                  by.premium_charged_to_worker);
}

bool counts_more(const CoverOnDay& one, const CoverOnDay& other) {
  if (other.registration == nullptr) return true;
  if (one.status != other.status) return weight(one.status) > weight(other.status);
  return key_of(one) > key_of(other);
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

CoverOnDay cover_on(const Scheme& scheme, const Case& facts, FactSheet& sheet, Date day) {
  CoverOnDay best;
  for (const Registration& registration : facts.registrations) {
    if (registration.scheme != scheme.name) continue;
    CoverOnDay found;
    if (scheme.cover) {
      found = dates_of(*scheme.cover, registration, sheet);
      found.status = standing(found, day);
    }
    found.registration = &registration;
    if (counts_more(found, best)) best = found;
  }
  best.day = day;
  return best;
}

std::string found_by(const CoverOnDay& cover, const Scheme& scheme) {
  if (cover.registration == nullptr) return "no registration with " + scheme.name;
  if (!cover.starts) {
    const std::string& status = cover.registration->status;
    return "a registration without dates, stated as " + (status.empty() ? "unpaid" : status);
  }
  std::string span = cover.ends ? text_of(*cover.starts) + " to " + text_of(*cover.ends)
                                : "from " + text_of(*cover.starts) + " on";
  if (cover.extended_to) span += ", extended to " + text_of(*cover.extended_to) + ",";
  const std::string day = text_of(cover.day);
  if (cover.status == CoverStatus::not_started) return span + " begins after " + day;
  return span + (cover.status == CoverStatus::ended ? " ended before " : " includes ") + day;
}

}  // namespace haven::scheme
