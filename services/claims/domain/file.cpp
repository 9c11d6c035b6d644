#include "services/claims/domain/file.hpp"

#include <algorithm>
#include <set>

namespace haven::claims {
namespace {

using Problems = std::vector<FieldProblem>;

std::string at(const std::string& list, std::size_t index, const std::string& field) {
  return "/" + list + "/" + std::to_string(index) + "/" + field;
}

void check_day(Problems& problems, const std::string& pointer, const std::optional<Date>& day,
               const FileFacts& facts) {
  if (!day) return;
  if (*day > facts.today) {
    problems.push_back({pointer, "a day that is not after today, " + text_of(facts.today)});
  } else if (facts.born && *day < *facts.born) {
    problems.push_back({pointer, "a day that is not before the member's birth"});
  }
}

void check_currency(Problems& problems, const std::string& pointer, const Money& money,
                    const FileFacts& facts) {
  if (std::ranges::count(facts.currencies, money.currency()) > 0) return;
  std::string codes;
  for (const Currency& currency : facts.currencies) {
    codes += (codes.empty() ? "" : ", ") + currency.code();
  }
  problems.push_back(
      {pointer + "/currency", "a currency that this fund's schemes pay in: " + codes});
}

void check_costs(Problems& problems, const File& file, const FileFacts& facts) {
  for (std::size_t i = 0; i < file.costs.size(); ++i) {
    const scheme::Cost& cost = file.costs[i];
    check_day(problems, at("costs", i, "incurred"), cost.incurred, facts);
    if (cost.has_amount()) check_currency(problems, at("costs", i, "amount"), cost.amount, facts);
    if (cost.paid_elsewhere) {
      check_currency(problems, at("costs", i, "paid_elsewhere"), *cost.paid_elsewhere, facts);
    }
  }
}

void check_pauses(Problems& problems, const File& file, const FileFacts& facts) {
  for (std::size_t i = 0; i < file.pauses.size(); ++i) {
    const scheme::Period& pause = file.pauses[i];
    check_day(problems, at("pauses", i, "from"), pause.from, facts);
    if (pause.from && pause.to && *pause.to < *pause.from) {
      problems.push_back({at("pauses", i, "to"), "a day that is not before from"});
    }
  }
}

void check_award(Problems& problems, const File& file, const FileFacts& facts) {
  if (!file.award) return;
  const scheme::Award& award = *file.award;
  check_currency(problems, "/award/amount", award.amount, facts);
  check_day(problems, "/award/ordered", award.ordered, facts);
  check_day(problems, "/award/notified", award.notified, facts);
  if (award.ordered && award.notified && *award.notified < *award.ordered) {
    problems.push_back({"/award/notified", "a day that is not before /award/ordered"});
  }
}

void check_accounts(Problems& problems, const File& file) {
  std::set<std::string> parties;
  for (std::size_t i = 0; i < file.accounts.size(); ++i) {
    if (!parties.insert(file.accounts[i].party).second) {
      problems.push_back({at("accounts", i, "party"), "one account for each party"});
    }
  }
}

void check_authority(Problems& problems, const File& file, const FileFacts& facts) {
  const bool is_representative = file.capacity == "representative";
  if (file.authority && !is_representative) {
    problems.push_back({"/authority", "left out: only a representative shows authority"});
  }
  if (facts.to_be_filed && is_representative && !file.authority) {
    problems.push_back({"/authority", "required from a representative: kind and document"});
  }
}

// The rules of these kinds turn on the cause.
bool turns_on_cause(const std::string& kind) {
  return kind == "death" || kind == "disability" || kind == "termination";
}

void check_whole(Problems& problems, const File& file) {
  if (file.capacity.empty()) problems.push_back({"/capacity", "required to file a claim"});
  if (file.incident.country.empty()) {
    problems.push_back({"/incident/country", "required to file a claim"});
  }
  if (file.incident.cause.empty() && turns_on_cause(file.incident.kind)) {
    problems.push_back({"/incident/cause", "required for a claim of this kind"});
  }
  if (file.incident.kind == "money_claim" && !file.award) {
    problems.push_back({"/award", "required for a money claim"});
  }
}

}  // namespace

const std::vector<std::string>& capacities() {
  static const std::vector<std::string> known = {"worker", "family", "office_clerk",
                                                 "labour_attache", "representative"};
  return known;
}

const std::vector<std::string>& authority_kinds() {
  static const std::vector<std::string> known = {"power_of_attorney", "court_order",
                                                 "guardianship"};
  return known;
}

std::vector<FieldProblem> problems_of(const File& file, const FileFacts& facts) {
  Problems problems;
  check_day(problems, "/incident/date", file.incident.date, facts);
  check_costs(problems, file, facts);
  if (file.assessment && file.assessment->amount) {
    check_currency(problems, "/assessment/amount", *file.assessment->amount, facts);
  }
  check_award(problems, file, facts);
  check_pauses(problems, file, facts);
  check_accounts(problems, file);
  check_authority(problems, file, facts);
  if (facts.to_be_filed) check_whole(problems, file);
  return problems;
}

}  // namespace haven::claims
