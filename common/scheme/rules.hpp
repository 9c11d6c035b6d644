#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/scheme/amount_rules.hpp"
#include "common/scheme/condition.hpp"
#include "common/scheme/decision.hpp"
#include "common/scheme/pack.hpp"

/// What a pack holds once it is loaded: rule kinds with their values. The kinds are general; every
/// country, name and number comes from the pack's files.
namespace haven::scheme {

// ---- payees ---------------------------------------------------------------------------------

enum class ShareRule { equal, stated };

/// The persons whom the worker named.
struct NomineesPay {
  ShareRule shares = ShareRule::equal;
};
/// The first class with a living member takes, in equal shares.
struct ClassesPay {
  std::vector<std::vector<std::string>> classes;
};
/// One relative, by the first choice that finds one.
struct OneRelative {
  struct Choice {
    std::vector<std::string> relations;
    std::vector<std::string> without;  // only when no relative of these kinds lives
    bool eldest = false;               // else the first listed
    std::optional<int> under_age;      // on the day of the incident
    bool unmarried = false;
    bool in_school = false;
  };
  std::vector<Choice> choices;
};
/// The scheme that advanced the money since the incident; otherwise nobody is named.
struct AdvancedBy {
  std::string scheme, benefit;
};
struct PayeeRule {
  std::variant<NomineesPay, ClassesPay, OneRelative, AdvancedBy> rule;
  std::string source;
};

// ---- tests of a benefit ---------------------------------------------------------------------

/// In the order in which they are made: the first that fails gives the reason.
enum class Stage { filing, age, cause, relation, condition, cap };

struct ConditionTest {
  Condition condition;
  bool fails_when = false;  // fails when the condition holds; else when it does not
};
/// A day lies in a window fixed by decree, both days in.
struct InWindow {
  DateRef date;
  Date from{}, until{};
};
struct AtLeast {
  std::string fact;
  int least = 0;
};
/// With the present one, not more payments of this benefit in the months before the incident.
struct NotMoreOften {
  int at_most = 0;
  int months = 0;
};
/// Facts without which nobody can decide.
struct FactsKnown {
  std::vector<FactRef> facts;
};

struct Test {
  std::string rule;
  Stage stage = Stage::condition;
  std::variant<ConditionTest, InWindow, AtLeast, NotMoreOften, FactsKnown> test;
  Outcome outcome = Outcome::refuse;
  std::string reason;
  std::string source;
};

// ---- benefits -------------------------------------------------------------------------------

enum class CoverNeeded { active, active_or_ended, not_tested };

struct Opening {
  std::string incident;
  bool on_application = false;
  std::vector<std::string> cost_heads;  // opened by a bill of one of these
  std::optional<Condition> when;
  CoverNeeded cover = CoverNeeded::active;
};

/// No amount follows from the rules: a person decides (refer), or it is refused.
struct NoAmount {
  Outcome outcome = Outcome::refer;
  std::string reason;
};
/// The benefit does not exist in this period.
struct NotOpen {};

struct Version {
  Date from{};
  std::optional<Condition> when;
  std::vector<Test> tests;              // with those of the benefit, in order of stage
  std::vector<std::string> instead_of;  // benefits whose payments count as this one's
  std::variant<Amount, NoAmount, NotOpen> gives;
  std::string source;
};

struct SettlementClock {
  int days = 0;
  bool working = false;
  std::string counts_by_fact;  // facts.<this> overrides: "calendar", "working"
  DateRef from;
  bool always = false;  // runs whatever is owed
};

struct Benefit {
  std::string name;
  std::vector<Opening> openings;
  std::string payees;             // a rule of the scheme; empty: nobody is named
  std::string when_nothing;       // reason when the rules come to nothing
  std::string when_used_up;       // reason when earlier payments leave nothing
  std::vector<Version> versions;  // by first day
  std::optional<SettlementClock> clock;
};

// ---- schemes --------------------------------------------------------------------------------

struct Contribution {
  struct Rate {
    Date from{};
    Money amount;
    std::string source;
  };
  std::string item;
  std::vector<std::string> kinds;
  std::vector<Rate> rates;  // by first day
};

struct CoverRule {
  enum class Day { starts, ends, paid, registered, contract_start, contract_end };
  std::vector<Day> starts, ends;   // the first that is known
  std::optional<int> term_months;  // from the start, where no end is known
  std::string source;
};

struct ImpairmentState {
  std::string kind;
  int count = 0;
  std::map<std::string, std::vector<std::string>> parts;  // part: where ("whole": not stated)
};

struct FlagRule {
  std::string flag;
  Condition when;
};

struct Scheme {
  std::string name, title, layer;
  Currency currency;
  std::string source;
  std::optional<Contribution> contribution;
  std::optional<CoverRule> cover;  // nothing: needs no registration
  std::optional<SettlementClock> clock;
  std::map<std::string, PayeeRule> payees;
  std::map<std::string, ImpairmentState> states;
  std::vector<std::vector<std::string>> one_limb;  // parts that are the same limb
  std::vector<Benefit> benefits;
  std::vector<FlagRule> flags;
};

// ---- papers ---------------------------------------------------------------------------------

struct PaperRule {
  std::string document;
  std::optional<Condition> when;
  std::vector<std::string> payee_relations;  // only when one of these is a payee
  std::optional<int> per_payee_under;        // one for each payee below this age on the day asked
  std::string flag_when_missing;
};
struct Checklist {
  std::string scheme;
  std::vector<std::string> benefits;  // asked for when one of them is owed
  std::vector<PaperRule> papers;
};
using Alternatives = std::vector<std::vector<std::string>>;

// ---- the pack -------------------------------------------------------------------------------

class Pack {
 public:
  std::string name, title, hash;
  std::vector<Scheme> schemes;  // in order of decision
  std::map<std::string, Alternatives> documents;
  std::vector<Checklist> checklists;
  std::map<std::string, std::string> reasons;
  std::map<std::string, std::vector<std::string>> codes;
  std::vector<std::string> kinds_not_opened;
  std::set<std::string> facts_that_are_days, facts_that_are_counts;  // read so by some rule
  std::string flag_paid_less;  // a scheme paid something and still owes a rest

  [[nodiscard]] const Scheme* scheme(const std::string& wanted) const;
};

}  // namespace haven::scheme
