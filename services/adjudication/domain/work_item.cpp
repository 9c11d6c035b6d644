#include "services/adjudication/domain/work_item.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace haven::adjudication {
namespace {

using enum WorkItemState;

constexpr std::chrono::days decide_within{5};

constexpr std::array<std::pair<WorkItemState, std::string_view>, 4> names{{
    {open, "open"},
    {assigned, "assigned"},
    {done, "done"},
    {cancelled, "cancelled"},
}};

constexpr std::array<std::pair<WorkItemState, WorkItemState>, 5> moves{{
    {open, assigned},
    {open, cancelled},
    {assigned, assigned},
    {assigned, done},
    {assigned, cancelled},
}};

Result<void> is_impartial(const WorkItem& item, const std::string& subject) {
  if (item.filed_by == subject) {
    return refuse(ErrorKind::conflict, "filer_cannot_decide",
                  "You filed this claim; another adjudicator has to decide it.");
  }
  if (std::ranges::count(item.judged_before, subject) > 0) {
    return refuse(
        ErrorKind::conflict, "appeal_needs_another_person",
        "You decided or approved what is appealed; another adjudicator has to decide it.");
  }
  return {};
}

}  // namespace

std::string name_of(WorkItemState state) {
  return std::string{
      std::ranges::find(names, state, &std::pair<WorkItemState, std::string_view>::first)->second};
}

std::optional<WorkItemState> work_item_state_from(std::string_view name) {
  const auto found =
      std::ranges::find(names, name, &std::pair<WorkItemState, std::string_view>::second);
  if (found == names.end()) return {};
  return found->first;
}

bool may_move(WorkItemState from, WorkItemState to) {
  return std::ranges::count(moves, std::pair{from, to}) > 0;
}

Result<void> may_take(const WorkItem& item, const std::string& subject,
                      std::optional<std::int64_t> expected_version) {
  if (auto impartial = is_impartial(item, subject); !impartial) return impartial;
  if (expected_version && *expected_version != item.version) {
    return refuse(ErrorKind::precondition_failed, "work_item_changed",
                  "The work item has changed since you read it; read it again.");
  }
  if (!may_move(item.state, assigned)) {
    return refuse(ErrorKind::conflict, "work_item_over",
                  "The work item is " + name_of(item.state) + ".");
  }
  if (item.state == assigned && !expected_version) {
    return refuse(
        ErrorKind::conflict, "work_item_taken",
        "The work item is assigned already; send If-Match with its ETag to take it over.");
  }
  return {};
}

Result<void> may_work_on(const WorkItem& item, const std::string& subject) {
  if (auto impartial = is_impartial(item, subject); !impartial) return impartial;
  if (item.state != assigned || item.assignee != subject) {
    return refuse(ErrorKind::conflict, "work_item_not_yours",
                  "The work item is not assigned to you; take it first.");
  }
  return {};
}

Date due_day_of(const scheme::Decision& evaluated, Date today) {
  Date due = today + decide_within;
  for (const auto& clock : evaluated.due) due = std::min(due, clock.date);
  return std::max(due, today);
}

}  // namespace haven::adjudication
