#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/feel/expression.hpp"
#include "common/scheme/case.hpp"

/// The facts of a case as FEEL sees them: the only bridge between Case and expressions.
namespace haven::scheme {

enum class FactType { text, number, boolean, date };

/// The names that the expressions of a pack may use, each with its slot. Made once by loading.
class Vocabulary {
 public:
  /// What a pack adds to the names that every pack has.
  struct Own {
    std::map<std::string, FactType> facts{};  // facts.NAME; "scheduled_fare.amount" is one name
    std::map<std::string, std::string>
        parameters{};                      // parameters.NAME: FEEL literals such as 24 or "x"
    std::vector<std::string> schemes{};    // covers.SCHEME
    std::vector<std::string> decisions{};  // of the pack's DMN models
  };
  explicit Vocabulary(const Own& own);
  ~Vocabulary();
  /// Parameters whose text is no FEEL (their value is null), and names that two things have.
  [[nodiscard]] const std::vector<FieldProblem>& problems() const;
  [[nodiscard]] const std::map<std::string, FactType>& facts() const;
  [[nodiscard]] const feel::Names& names() const;
  /// The host's functions (paid, decided, ...) are added before the first expression is compiled.
  feel::Names& names();

 private:
  friend class FactSheet;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The case's facts whose text is not of the type that the pack gives it.
std::vector<FieldProblem> wrong_facts(const Vocabulary& vocabulary, const Case& facts);

struct CoverAtHand {
  std::string_view status;  // "active", ...
  std::optional<Date> starts, ends;
};

/// The slots of one case, filled when an expression first reads them. Values live in the
/// evaluation's arena: the sheet ends when the evaluation is reset. The case outlives the sheet.
class FactSheet {
 public:
  FactSheet(const Vocabulary& vocabulary, const Case& facts, feel::Evaluation& evaluation);
  ~FactSheet();

  feel::Value evaluate(const feel::Expression& expression);
  /// The value of one slot, for the input data of a decision.
  feel::Value value(std::size_t slot);

  // What is at hand, alive as long as it is. Nothing (nullptr) makes its names null.
  void set_registration(const Registration* registration);
  void set_cover(const CoverAtHand* cover);
  void set_cover_of(std::size_t scheme, std::string_view status);  // index in Own::schemes
  void set_beneficiary(const Relative* relative);
  void set_person(const Relative* relative);
  void set_impairment(const Impairment* impairment);
  void set_impairment_percent(const feel::Value& percent);
  void set_cost(const Cost* cost);
  /// Bills that count, with what each brings: `bills` of a total.
  void set_bills(const std::vector<std::pair<const Cost*, feel::Value>>& bills);
  /// Called for a slot that is a decision: index in Own::decisions. Never remembered.
  using Decide = feel::Value (*)(void* host, std::size_t decision);
  void set_decide(Decide decide, void* host);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// A relative or nominee list item back from FEEL: the family id in a context's `id`.
std::string_view id_of(const feel::Value& context);
/// Money in minor units from a number, rounded half up; nothing for what is no number or too large.
std::optional<Money> money_of(const feel::Value& number, const Currency& currency);
feel::Value value_of(const Money& amount);
feel::Value value_of(Date day);
std::optional<Date> date_of(const feel::Value& value);

}  // namespace haven::scheme
