#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/scheme/case.hpp"
#include "common/scheme/decision.hpp"

namespace haven::claims {

enum class PaperStatus : std::uint8_t { missing, held, replaced, waived };
std::string_view name_of(PaperStatus status);

/// One paper that the rules ask for, and how it stands.
struct ChecklistItem {
  scheme::Need need;
  PaperStatus status = PaperStatus::missing;
  bool operator==(const ChecklistItem&) const = default;
};
using Checklist = std::vector<ChecklistItem>;

/// How every paper of `needs` stands. A paper about one payee is served by a paper for that payee;
/// a paper about nobody in particular by any of its type. `replaced`: one whole set of alternatives
/// is held instead ("A, or B and two affidavits").
[[nodiscard]] Checklist checklist_of(const std::vector<scheme::Need>& needs,
                                     const std::vector<scheme::Paper>& held,
                                     const std::vector<scheme::Paper>& waived);

[[nodiscard]] bool is_complete(const Checklist& checklist);
/// Types of the papers that are missing, each once.
[[nodiscard]] std::vector<std::string> missing_of(const Checklist& checklist);

/// The papers that a decision may count on: those held, and those of the list that something else
/// stands in for. Sorted, each once.
[[nodiscard]] std::vector<scheme::Paper> papers_of(const Checklist& checklist,
                                                   std::vector<scheme::Paper> held);

}  // namespace haven::claims
