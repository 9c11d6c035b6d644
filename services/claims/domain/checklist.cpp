#include "services/claims/domain/checklist.hpp"

#include <algorithm>

namespace haven::claims {
namespace {

using Papers = std::vector<scheme::Paper>;

bool serves(const scheme::Paper& held, const std::string& document, const std::string& for_whom) {
  return held.document == document && (for_whom.empty() || held.for_whom == for_whom);
}

bool holds(const Papers& papers, const std::string& document, const std::string& for_whom) {
  return std::ranges::any_of(
      papers, [&](const scheme::Paper& paper) { return serves(paper, document, for_whom); });
}

// An alternative may be handed in for the payee or without saying for whom: a parish certificate
// speaks for itself.
bool holds_all(const Papers& papers, const std::vector<std::string>& set) {
  return !set.empty() && std::ranges::all_of(set, [&](const std::string& document) {
    return holds(papers, document, "");
  });
}

PaperStatus status_of(const scheme::Need& need, const Papers& held, const Papers& waived) {
  const auto& [document, for_whom] = need.paper;
  if (holds(held, document, for_whom)) return PaperStatus::held;
  const bool replaced =
      std::ranges::any_of(need.alternatives, [&](const auto& set) { return holds_all(held, set); });
  if (replaced) return PaperStatus::replaced;
  return std::ranges::count(waived, need.paper) > 0 ? PaperStatus::waived : PaperStatus::missing;
}

}  // namespace

std::string_view name_of(PaperStatus status) {
  switch (status) {
    case PaperStatus::missing:
      return "missing";
    case PaperStatus::held:
      return "held";
    case PaperStatus::replaced:
      return "replaced";
    case PaperStatus::waived:
      return "waived";
  }
  return "";
}

Checklist checklist_of(const std::vector<scheme::Need>& needs, const Papers& held,
                       const Papers& waived) {
  Checklist checklist;
  for (const scheme::Need& need : needs) {
    checklist.push_back({need, status_of(need, held, waived)});
  }
  return checklist;
}

bool is_complete(const Checklist& checklist) {
  return std::ranges::none_of(
      checklist, [](const ChecklistItem& item) { return item.status == PaperStatus::missing; });
}

std::vector<std::string> missing_of(const Checklist& checklist) {
  std::vector<std::string> missing;
  for (const ChecklistItem& item : checklist) {
    const std::string& document = item.need.paper.document;
    if (item.status == PaperStatus::missing && std::ranges::count(missing, document) == 0) {
      missing.push_back(document);
    }
  }
  return missing;
}

std::vector<scheme::Paper> papers_of(const Checklist& checklist, Papers held) {
  for (const ChecklistItem& item : checklist) {
    if (item.status != PaperStatus::missing) held.push_back(item.need.paper);
  }
  std::ranges::sort(held);
  const auto repeated = std::ranges::unique(held);
  held.erase(repeated.begin(), repeated.end());
  return held;
}

}  // namespace haven::claims
