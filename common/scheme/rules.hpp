#pragma once
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/scheme/amount_rules.hpp"
#include "common/scheme/decision.hpp"
#include "common/scheme/fact_sheet.hpp"
#include "common/scheme/pack.hpp"
#include "common/scheme/payee_rules.hpp"
#include "common/scheme/tables.hpp"

/// What a pack holds once it is loaded: rule kinds with their values. The kinds are general; every
/// country, name and number comes from the pack's files.
namespace haven::scheme {

// ---- tests of a benefit ---------------------------------------------------------------------

/// In the order in which they are made: the first that fails gives the reason.
enum class Stage { filing, age, cause, relation, condition, cap };

struct Needs {
  Formula condition;  // passes when true; a person decides when it is not known
};
struct FailsWhen {
  Formula condition;  // passes unless true
};
struct ReasonFrom {
  Formula reason;  // passes when null
};
/// Facts without which nobody can decide.
struct FactsKnown {
  std::vector<std::size_t> slots;
};

struct Test {
  std::string rule;
  Stage stage = Stage::condition;
  std::variant<FactsKnown, Needs, FailsWhen, ReasonFrom> test;
  Outcome outcome = Outcome::refuse;
  std::string reason;
  std::string source;
};

// ---- benefits -------------------------------------------------------------------------------

enum class CoverNeeded { active, active_or_ended, not_tested };

struct Opening {
  std::string ask = "claim";  // the question that opens it
  std::string incident;       // empty: none is needed
  bool on_application = false;
  std::vector<std::string> cost_heads;  // opened by a bill of one of these
  std::optional<Formula> when;
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
  std::optional<Formula> when;
  std::vector<Test> tests;              // with those of the benefit, in order of stage
  std::vector<std::string> instead_of;  // benefits whose payments count as this one's
  std::variant<NoAmount, Amount, NotOpen> gives;
  Currency currency;
  std::optional<Formula> currency_stated;  // the currency is the one that the case states
  std::string source;
};

/// Which days are worked.
struct Calendar {
  std::array<bool, 7> is_weekend{true, false, false, false, false, false, true};  // from Sunday on
  std::set<Date> holidays;
};

struct SettlementClock {
  Formula days;
  std::optional<Formula> counts;  // "calendar" or "working"; calendar days where left out
  Formula from;
  Calendar calendar;
  std::optional<Formula> stops_while;  // periods that do not count
  bool always = false;                 // runs whatever is owed
};

struct PaidAgain {
  std::string every;
  std::optional<Formula> times;
  std::string while_true;
};

struct Benefit {
  std::string name;
  std::vector<Opening> openings;
  std::string payees;              // a rule of the scheme; empty: nobody is named
  bool deducts_payments = true;    // earlier ones for this incident
  std::string when_nothing;        // reason when the rules come to nothing
  std::string when_used_up;        // reason when earlier payments leave nothing
  std::optional<Formula> version;  // the day that chooses it; the incident's where left out
  std::vector<Version> versions;   // by first day
  std::optional<PaidAgain> instalments;
  std::optional<SettlementClock> clock;
};

/// What several payments together may not exceed.
struct Limit {
  enum class Lines { all, person, household };
  std::string name;
  std::vector<std::string> over;  // benefits
  std::optional<Formula> from, to;
  Lines lines = Lines::all;
  std::optional<Formula> at_most, times;  // one of them
  Outcome outcome = Outcome::refuse;
  std::string reason;
  std::string source;
};

// ---- schemes --------------------------------------------------------------------------------

struct Contribution {
  struct Rate {
    Date from{};
    std::optional<Formula> amount;  // nothing: no rate is published for these days
    std::string source;
  };
  struct Item {
    std::string name;
    Currency currency;
    std::optional<Formula> when;
    std::vector<Rate> rates;  // by first day
  };
  bool collected = true;  // by the fund; else only quoted
  std::vector<Test> tests;
  std::vector<Item> items;
  std::string source;
};

struct CoverRule {
  Formula starts, ends;
  std::optional<Formula> extended_to;
  std::string source;
};

struct ImpairmentState {
  std::string kind;
  int count = 0;
  std::map<std::string, std::vector<std::string>> parts;  // part: where ("whole": not stated)
};

struct ImpairmentPercent {
  Formula each;  // over `impairment`
  Formula at_most;
};

struct FlagRule {
  std::string flag;
  Formula when;
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
  std::optional<ImpairmentPercent> impairment_percent;
  std::vector<Benefit> benefits;
  std::vector<Limit> limits;
  std::vector<FlagRule> flags;
  std::optional<Appeal> appeal;
};

// ---- papers ---------------------------------------------------------------------------------

struct PaperRule {
  std::string document;
  std::optional<Formula> when;
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
  std::string name, title, hash, country;
  std::map<std::string, std::string> files;
  std::map<std::string, FactType> fact_types;
  std::map<std::string, Reading> readings;
  std::unique_ptr<Vocabulary> vocabulary;
  Tables tables;
  std::vector<Scheme> schemes;  // in order of decision
  std::map<std::string, Alternatives> documents;
  std::vector<Checklist> checklists;
  std::map<std::string, std::string> reasons;
  std::map<std::string, std::vector<std::string>> codes;
  std::vector<std::string> kinds_not_opened;
  std::string flag_paid_less;  // a scheme paid something and still owes a rest

  [[nodiscard]] const Scheme* scheme(const std::string& wanted) const;
};

}  // namespace haven::scheme
