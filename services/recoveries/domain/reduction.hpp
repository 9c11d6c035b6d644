#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "common/core/result.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

enum class How { paid, bond, set_off, written_off, withdrawn, paid_direct };
std::string name_of(How how);
std::optional<How> how_from(std::string_view name);

/// So much less is owed.
struct Reduction {
  How how = How::paid;
  Money amount;
  Money left;  // afterwards
  bool operator==(const Reduction&) const = default;
};

struct Reduced {
  Receivable after;
  std::vector<Reduction> reductions;
  Money revived;  // of what came: for what was written off
  Money credit;   // of what came: beyond what is owed
};

/// Money came, or was kept back. It pays what is left, then revives what was written off, as far as
/// it reaches; the rest is the debtor's.
Reduced pay(const Receivable& receivable, How how, const Money& amount);

/// Somebody else paid it, or it was never owed: at most `amount` of what is left is taken away.
Reduced withdraw(const Receivable& receivable, const Money& amount);

/// Refused: more than is left.
Result<Reduced> write_off(const Receivable& receivable, const Money& amount);

/// What the debtor's payment is once the bond was called: then the guarantor pays.
How how_of_a_line(const Receivable& receivable);

}  // namespace haven::recoveries
