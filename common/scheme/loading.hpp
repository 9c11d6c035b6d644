#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>

#include "common/scheme/rules.hpp"
#include "common/scheme/yaml.hpp"

/// Reading a pack's files into rules. What one file says about another (sources, readings, reasons,
/// codes, documents) is checked here while the line is still known.
namespace haven::scheme {

struct Loading {
  std::map<std::string, std::string> sources;  // id: how it is cited
  std::set<std::string> readings;              // numbers
  std::map<std::string, std::string> reasons;
  std::map<std::string, std::vector<std::string>> codes;
  std::set<std::string> cited;  // sources and readings that some rule rests on
  std::map<std::string, std::set<std::string>> benefits;  // of schemes read so far
  std::string scheme, currency;                           // being read
  std::set<std::string> days, counts;                     // names of facts that rules read so
  std::set<std::string> states, payees;                   // of the scheme being read
};

/// The `source` and `readings` of a rule as a line cites them. A rule without source is refused.
std::string basis_of(Fields& fields, Loading& loading);
/// A reason code that has a text.
std::string reason_from(Fields& fields, const std::string& key, Loading& loading);
/// A code of a vocabulary such as "incident.cause".
void check_code(Fields& fields, const std::string& key, const std::string& vocabulary,
                const std::string& code, const Loading& loading);

Condition condition_from(Fields& fields, Loading& loading);
std::optional<Condition> condition_at(Fields& fields, const std::string& key, Loading& loading);
FactRef fact_at(Fields& fields, const std::string& key);
/// A day by its name: incident.date, filed, papers_complete, award.ordered, facts.case_opened, ...
DateRef date_ref_from(const std::string& text, Fields& fields, const std::string& key,
                      Loading& loading);
Amount amount_from(Fields& fields, Loading& loading);
PayeeRule payees_from(Fields& fields, Loading& loading);
Test test_from(Fields& fields, Loading& loading);
SettlementClock clock_from(Fields& fields, Loading& loading);
Benefit benefit_from(Fields& fields, Loading& loading);
Scheme scheme_from(Fields& fields, Loading& loading);
void read_papers(Fields& fields, Loading& loading, Pack& pack);

}  // namespace haven::scheme
