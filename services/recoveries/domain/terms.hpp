#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

enum class ClockStart { raising, claim_due };

/// How long a debtor has, and when it is told. Days count from the one that starts the clock.
struct DebtClock {
  int days = 0;  // the last of them is the last day on which nothing is late
  ClockStart start = ClockStart::raising;
  int demand_after_days = 0;            // after raising
  std::vector<int> remind_days_before;  // the last day; falling
};

/// What a guarantor pays for each claim when the insurer does not.
struct Bond {
  std::string guarantor;
  Money amount;
  int callable_after_days = 0;  // overdue
};

struct Insurer {
  std::string code, name;
  std::vector<std::string> schemes;
  DebtClock clock;
  std::optional<Bond> bond;
};

struct OverpaymentTerms {
  DebtClock clock;
  int set_off_at_most_percent = 0;  // of each further award
  int plan_months_max = 0;
  std::map<std::string, Money> least_instalment;  // by currency
};

/// So many people, who proposes it among them, write off up to this much.
struct WriteOffBand {
  Money up_to;
  int people = 2;
};

/// What one fund has agreed with those who owe it; ops/recoveries/<fund>.yaml.
struct RecoveryTerms {
  std::vector<Insurer> insurers;
  DebtClock agencies;
  OverpaymentTerms overpayments;
  std::map<std::string, std::vector<WriteOffBand>> write_off;  // by currency; bands rise

  [[nodiscard]] const Insurer* insurer_of(const std::string& scheme) const;
  [[nodiscard]] const Insurer* insurer_named(const std::string& code) const;
};

/// How long a debtor has and when it is told. An insurer that is in the file no more keeps the last
/// day that it had and is reminded as agencies are.
const DebtClock& clock_of(const RecoveryTerms& terms, const Receivable& receivable);

/// The terms of each fund, by its code.
using TermsOfFunds = std::map<std::string, RecoveryTerms>;

/// How many people write off `amount` in all; nothing when it is beyond every band.
std::optional<int> people_to_write_off(const RecoveryTerms& terms, const Money& amount);

}  // namespace haven::recoveries
