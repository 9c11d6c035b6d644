#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"

/// The facts of one worker's case, in the words of the case files. Plain data: what is not known is
/// an empty optional or text. Texts hold the codes of docs/glossary.md ("death", "owwa", "child").
/// Every member has an initialiser, so that a thing can be made of the few facts that are known.
namespace haven::scheme {

struct Person {
  std::optional<Date> born{};
  std::string sex{};
  std::string preferred_hand{};
  bool married = false;
  std::string country{};
  bool operator==(const Person&) const = default;
};

struct Registration {
  std::string scheme{};
  std::string kind{};
  std::string channel{};
  std::optional<Date> registered{}, paid{}, starts{}, ends{};
  bool premium_charged_to_worker = false;
  std::string status{};
  std::optional<int> term_months{};
  std::string plan{};
  std::optional<Money> sum{};
  std::vector<Date> paid_months{};  // the first day of each
  std::optional<Date> last_paid{};
  bool operator==(const Registration&) const = default;
};

struct Contract {
  std::optional<Date> start{}, end{};
  std::string hire{};
  std::string occupation{};
  std::string sector{};
  std::optional<Money> salary{};  // a month
  bool employer_paid_migration = false;
  std::string sponsor{};  // same, new
  bool operator==(const Contract&) const = default;
};

/// First and last day; both count.
struct Period {
  std::optional<Date> from{}, to{};
  bool operator==(const Period&) const = default;
};

struct Stay {
  std::optional<Date> departed{}, returned{};
  Period home_leave{};
  bool operator==(const Stay&) const = default;
};

struct Incident {
  std::string kind{};
  std::string cause{};
  Date date{};
  std::string country{};
  std::vector<std::string> circumstances{};
  bool operator==(const Incident&) const = default;
};

struct Impairment {
  std::string part{};
  std::string kind = "loss";  // loss, paralysis
  std::string side{};
  std::string at{};
  // What an assessor fixed: one of these, or none.
  std::optional<int> grade{};
  std::optional<std::string> percent{};  // decimal text
  std::optional<int> months{};
  bool operator==(const Impairment&) const = default;
};

struct Assessment {
  std::string cls{};  // partial, total, permanent_total
  std::optional<Money> amount{};
  std::string by{};
  std::optional<std::string> percent{};  // decimal text
  bool operator==(const Assessment&) const = default;
};

struct Cost {
  std::string head{};
  Money amount{};  // the whole bill, also where days are given
  std::optional<Date> incurred{};
  bool receipt = true;
  std::string for_whom{};  // a family id
  std::optional<int> days{}, nights{}, months{};
  std::optional<Money> paid_elsewhere{};
  /// Costs without a bill have no amount: what a tariff pays by the day, a ticket without receipt.
  [[nodiscard]] bool has_amount() const { return amount.currency() != Currency{}; }
  bool operator==(const Cost&) const = default;
};

struct Award {
  Money amount{};
  bool final = false;
  std::optional<Date> ordered{}, notified{};
  bool operator==(const Award&) const = default;
};

struct Relative {
  std::string id{};
  std::string relation{};
  std::string sex{};
  std::optional<Date> born{};
  bool alive = true;
  bool married = false;
  bool dependent = false;
  bool disabled = false;
  std::string school{};
  bool barred = false;
  bool operator==(const Relative&) const = default;
};

struct Nominee {
  std::string id{};
  std::optional<int> share_percent{};  // absent: equal
  int share_hundredths = 0;            // beyond whole percents: 33.33 is 33 and 33
  bool operator==(const Nominee&) const = default;
};

struct Paper {
  std::string document{};
  std::string for_whom{};  // a payee, or empty
  auto operator<=>(const Paper&) const = default;
};

struct PastPayment {
  std::string scheme{};
  std::string benefit{};
  Date date{};
  Money amount{};
  bool household = false;
  bool operator==(const PastPayment&) const = default;
};

/// One line of a batch quote: so many like payments.
struct BatchLine {
  std::string scheme{};
  std::string benefit{};
  std::string status{};
  std::int64_t count = 0;
  bool operator==(const BatchLine&) const = default;
};

struct Case {
  std::string id{};           // a case file's name; not a fact of the rules
  std::string pack{};         // "ph"
  std::string ask = "claim";  // claim, quote, percent
  Date today{};
  Person member{};
  std::vector<Registration> registrations{};
  std::optional<Contract> contract{};
  Stay stay{};
  Incident incident{};  // empty kind where no claim is asked about
  std::vector<Impairment> impairments{};
  std::optional<Assessment> assessment{};
  std::vector<Cost> costs{};
  std::optional<Award> award{};
  std::vector<Relative> family{};
  std::vector<Nominee> nominees{};
  std::optional<std::vector<Paper>> documents{};  // absent: all that the checklist asks for
  std::vector<PastPayment> history{};
  std::vector<std::string> apply{};
  std::vector<BatchLine> batch{};
  std::optional<Date> filed{};            // absent: the incident's day plus 30
  std::optional<Date> papers_complete{};  // absent: complete at filing
  /// What only one scheme asks about, as text; an amount is two of them, "fare.amount" and
  /// "fare.currency". The pack knows their types.
  std::map<std::string, std::string> facts{};
  std::vector<Period> pauses{};  // days on which a settlement clock stands still
  bool operator==(const Case&) const = default;
};

/// A decimal from 0 to 100, such as "33.5"; at most four decimals.
bool is_percent(std::string_view decimal);

}  // namespace haven::scheme
