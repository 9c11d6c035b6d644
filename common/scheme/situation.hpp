#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/scheme/cover.hpp"
#include "common/scheme/rules.hpp"

namespace haven::scheme {

/// A case on its way to a decision: the facts, what follows from them at once, and the lines
/// decided so far. Rules look at nothing else. The host functions of FEEL find it through the
/// evaluation, so that it stays where it was made.
class Situation {
 public:
  Situation(const Pack& pack, const Case& facts, feel::Evaluation& evaluation);
  Situation(const Situation&) = delete;
  Situation& operator=(const Situation&) = delete;

  /// What `registration`, `cover` and `impairment_percent` mean from now on.
  void enter(std::size_t scheme);
  [[nodiscard]] const Scheme& scheme_at_hand() const { return pack.schemes[scheme]; }
  void choose(const Relative* relative);  // `beneficiary`

  const Pack& pack;
  const Case& facts;
  feel::Evaluation& evaluation;
  FactSheet sheet;
  std::vector<CoverOnDay> covers{};  // by scheme, on the incident's day
  std::size_t scheme = 0;
  const Relative* beneficiary = nullptr;
  feel::Value impairment_percent{};    // of the scheme at hand
  std::vector<Consulted> consulted{};  // by decision of the tables: as last read
  std::uint64_t moment = 1;            // rises with all that functions of FEEL look at
  Decision decision{};
  std::vector<Money> owed{};               // by line, before earlier payments are deducted
  std::vector<const Benefit*> benefits{};  // by line

 private:
  CoverAtHand cover_{};
};

/// The evaluation of this thread, empty.
feel::Evaluation& fresh_evaluation();

/// Alive and not barred: whoever else is in the list counts for nothing.
bool counts(const Relative& relative);
const Relative* relative_of(const Case& facts, std::string_view id);

/// Payments on or after the incident's day are payments for it.
bool is_for_this_incident(const Case& facts, const PastPayment& payment);

bool is_one_of(const std::vector<std::string>& values, std::string_view value);

}  // namespace haven::scheme
