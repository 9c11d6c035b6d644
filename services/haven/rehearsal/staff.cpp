#include "services/haven/rehearsal/staff.hpp"

#include <algorithm>

#include "common/core/money.hpp"
#include "services/haven/rehearsal/answers.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;

json::object pesos(std::int64_t whole) {
  return {{"amount", decimal_text(money(whole * 100, "PHP"))}, {"currency", "PHP"}};
}

// What a careful adjudicator does with a referred line: assesses a disability, grants a small sum
// where the head is discretionary, refuses what was too often.
json::object decision_on(const json::value& item) {
  json::object decision{{"reason", "Looked at with the file and the papers"}};
  json::array grants, refusals;
  const auto* outcome = item.as_object().if_contains("outcome");
  const auto* lines = outcome ? outcome->as_object().if_contains("lines") : nullptr;
  for (const auto& line : lines ? lines->as_array() : json::array{}) {
    if (text_at(line, "outcome") != "refer") continue;
    const std::string scheme = text_at(line, "scheme"), benefit = text_at(line, "benefit");
    if (benefit == "disability") {
      decision["assessment"] = {{"class", "partial"}, {"amount", pesos(15000)}, {"by", "officer"}};
    } else if (text_at(line, "reason") == "committee_decides") {
      grants.push_back({{"scheme", scheme},
                        {"benefit", benefit},
                        {"amount", pesos(10000)},
                        {"reason", "Granted by the committee of the day"}});
    } else {
      refusals.push_back({{"scheme", scheme},
                          {"benefit", benefit},
                          {"reason", text_at(line, "reason")},
                          {"note", "The limit stands; no ground for an exception was given"}});
    }
  }
  if (!grants.empty()) decision["grants"] = grants;
  if (!refusals.empty()) decision["refusals"] = refusals;
  return decision;
}

}  // namespace

std::size_t clear_work_queue(Client& adjudicator, Worked& worked) {
  const auto items = page(adjudicator, "/v1/work-items?state=open");
  for (const auto& item : items) {
    const std::string path = "/v1/work-items/" + text_at(item, "work_item_id");
    if (!adjudicator.post(path + "/assignment", json::object{}).good()) continue;
    const auto whole = adjudicator.get(path).json();
    worked.decided += adjudicator.post(path + "/decision", decision_on(whole)).good() ? 1 : 0;
  }
  return items.size();
}

std::size_t approve_decisions(Client& approver, Worked& worked) {
  const auto decisions = page(approver, "/v1/decisions?state=proposed&limit=100");
  for (const auto& decision : decisions) {
    const std::string id = text_at(decision, "decision_id"), path = "/v1/decisions/" + id;
    // One in fifty is sent back once, to be looked at by an adjudicator.
    const bool doubtful = id.ends_with("00") || id.ends_with("55") || id.ends_with("aa") ||
                          id.ends_with("c3") || id.ends_with("7e");
    if (doubtful && text_at(decision, "decided_by") == "system") {
      worked.returned +=
          approver.post(path + "/return", {{"reason", "Please look at the papers again"}}).good();
    } else {
      worked.approved += approver.post(path + "/approval", json::object{}).good();
    }
  }
  return decisions.size();
}

}  // namespace haven::rehearsal
