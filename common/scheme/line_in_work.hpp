#pragma once
#include "common/scheme/amount.hpp"
#include "common/scheme/decide.hpp"
#include "common/scheme/limits.hpp"

namespace haven::scheme {

struct Verdict {
  Outcome outcome = Outcome::refuse;
  std::string reason, rule, source;
};

/// The line of one benefit while it is being decided: each step is noted, the first test that fails
/// ends it.
class LineInWork {
 public:
  LineInWork(Situation& at, const Benefit& benefit, const Opened& opened);
  void decide();

 private:
  std::optional<Verdict> first_objection();
  std::optional<Verdict> version_objects();
  std::optional<Verdict> limit_objects(const Within& within);
  std::optional<Verdict> cover_objects();
  std::optional<Verdict> beneficiary_objects();
  Worked work_out_in_its_currency(const Amount& amount);
  void settle(Worked worked);
  /// What was paid for this incident; nothing when it was paid in another currency.
  std::optional<Money> paid_already(const Currency& currency);
  void pay(const Money& rest, const Worked& worked);
  bool count_instalments();
  void share_out(const Worked& worked);
  /// What is left of an amount goes to each in proportion to the part of the whole.
  static std::vector<Share> in_proportion(std::vector<Share> shares, const Money& amount);
  /// A line of its own says which bills are not met, and why.
  void refuse_part(const Worked& worked);
  void add(Line line, const Money& owed);
  [[nodiscard]] const PayeeRule* payee_rule() const;
  [[nodiscard]] bool is_of_this_benefit(const PastPayment& payment) const;
  void note(std::string_view rule, std::string result);
  void end(const Verdict& verdict);

  Situation& at_;
  const Scheme& scheme_;
  const Benefit& benefit_;
  const Opening& opening_;
  const Version* version_;
  std::optional<Date> day_;
  Line line_;
  std::optional<Line> refused_part_;
  Money owed_;
  bool beneficiary_was_sought_ = false;
};

}  // namespace haven::scheme
