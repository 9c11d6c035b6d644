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
  std::set<std::string> states, payees;                   // of the scheme being read
  std::map<std::string, Calendar> calendars;
  const feel::Names* names = nullptr;  // what FEEL may mention
  const Tables* tables = nullptr;
  std::set<std::size_t> used;  // slots that some rule reads
};

/// The `source` and `readings` of a rule as a line cites them. A rule without source is refused.
std::string basis_of(Fields& fields, Loading& loading);
/// One source or reading by its id; empty for what is neither.
std::string cited(const std::string& id, Loading& loading);
/// A reason code that has a text.
std::string reason_from(Fields& fields, const std::string& key, Loading& loading);
/// A code of a vocabulary such as "incident.cause".
void check_code(Fields& fields, const std::string& key, const std::string& vocabulary,
                const std::string& code, const Loading& loading);

/// FEEL under a key; nothing when the key is absent.
std::optional<Formula> formula_at(Fields& fields, const std::string& key, Loading& loading);
/// The same where it must be there.
Formula needed_formula(Fields& fields, const std::string& key, Loading& loading);
/// FEEL that nobody wrote: for values that have a plain word, such as `counts: working`.
Formula formula_of(const std::string& text, Loading& loading);

Amount amount_from(Fields& fields, Loading& loading);  // under the key `amount`
PayeeRule payees_from(Fields& fields, Loading& loading);
Test test_from(Fields& fields, Loading& loading);
SettlementClock clock_from(Fields& fields, Loading& loading);
Benefit benefit_from(Fields& fields, Loading& loading);
Limit limit_from(Fields& fields, Loading& loading);
Contribution contribution_from(Fields& fields, Loading& loading);
Currency currency_at(Fields& fields, const std::string& key, const Loading& loading);
Scheme scheme_from(Fields& fields, Loading& loading);
void read_papers(Fields& fields, Loading& loading, Pack& pack);

/// Versions follow one another without a gap: a day that no version covers, or two do, is a mistake
/// that an administrator must see. A period without published rules is written as a version.
class Order {
 public:
  void next(Fields& fields, Date from);
  void end(Fields& fields, const std::string& key);

 private:
  std::optional<Date> last_, until_;
};

}  // namespace haven::scheme
