#include "services/claims/app/look_at_papers.hpp"

#include <algorithm>

#include "common/scheme/wire.hpp"

namespace haven::claims {
namespace {

std::optional<Date> earliest_due(const scheme::Decision& decision) {
  std::optional<Date> earliest;
  for (const scheme::DueDate& due : decision.due) {
    if (!earliest || due.date < *earliest) earliest = due.date;
  }
  return earliest;
}

int lines_lost_to_lateness(const scheme::Decision& decision) {
  return static_cast<int>(std::ranges::count_if(decision.lines, [](const scheme::Line& line) {
    return line.outcome == scheme::Outcome::refuse &&
           (line.reason == "filed_late" || line.reason == "outside_window");
  }));
}

// How many benefits are lost to lateness when the claim is filed on a day.
std::optional<int> lost_when_filed(const FundRules& rules, scheme::Case facts, Date day) {
  facts.filed = day;
  facts.today = day;
  const auto decision = scheme::evaluate(*rules.pack, facts);
  if (!decision) return {};
  return lines_lost_to_lateness(*decision);
}

constexpr int searched_days = 3653;

}  // namespace

Result<PapersView> look_at_papers(const FundRules& rules, const v1::CaseFile& file,
                                  const enrolment::v1::Member& member, const store::Papers& papers,
                                  Date today) {
  auto facts = scheme::case_from(member, file, scheme::name_of(*rules.pack), today);
  if (!facts) return pass(facts);
  if (!facts->filed) facts->filed = today;
  facts->papers_complete = today;
  facts->documents.emplace();  // holding nothing shows everything that is asked for
  const auto bare = scheme::evaluate(*rules.pack, *facts);
  if (!bare) return pass(bare);

  PapersView view{checklist_of(bare->need, papers.held, papers.waived), {}, {}};
  view.papers = papers_of(view.checklist, papers.held);
  if (!is_complete(view.checklist)) return view;
  if (bare->need.empty()) {
    view.clock_ends_on = earliest_due(*bare);
    return view;
  }
  facts->documents.reset();  // absent: all that is asked for
  const auto complete = scheme::evaluate(*rules.pack, *facts);
  if (!complete) return pass(complete);
  view.clock_ends_on = earliest_due(*complete);
  return view;
}

std::optional<Date> filing_deadline(const FundRules& rules, const v1::CaseFile& file,
                                    const enrolment::v1::Member& member, Date today) {
  const auto facts = scheme::case_from(member, file, scheme::name_of(*rules.pack), today);
  if (!facts) return {};
  const auto lost_on = [&](int days) {
    return lost_when_filed(rules, *facts, today + std::chrono::days{days});
  };
  const auto lost_today = lost_on(0), lost_at_last = lost_on(searched_days);
  if (!lost_today || !lost_at_last || *lost_at_last <= *lost_today) return {};
  // What is lost to lateness stays lost, so the first day of loss can be found by halving.
  int good = 0, late = searched_days;
  while (late - good > 1) {
    const int middle = (good + late) / 2;
    (lost_on(middle).value_or(*lost_at_last) > *lost_today ? late : good) = middle;
  }
  return today + std::chrono::days{good};
}

}  // namespace haven::claims
