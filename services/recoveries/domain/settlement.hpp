#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/core/result.hpp"
#include "services/recoveries/domain/receivable.hpp"

namespace haven::recoveries {

using SettlementId = Id<struct SettlementTag>;

/// The first line of an insurer's file.
constexpr std::string_view settlement_header =
    "reference,scheme,benefit,amount,currency,paid_to,paid_on";

/// What an insurer says that it paid. `reference` is ours, or the claim's, and then scheme and
/// benefit say which part of it.
struct ToldPayment {
  std::string reference, scheme, benefit;
  Money amount;
  bool is_to_family = false;
  Date paid{};
};

/// The line may be read: printable ASCII and not absurdly long.
bool is_readable(std::string_view line);
/// What a line tells, or the first thing that is wrong with it.
std::variant<ToldPayment, FieldProblem> told_payment_from(std::string_view line, Date today);

/// What came of a line.
enum class ToldResult {
  paid_direct,     // the insurer paid the family itself: so much less is owed
  announced,       // paid to the fund: its line of a statement is awaited
  agrees,          // paid to the fund, and a statement has shown it
  told_before,     // the same payment in an earlier line or file
  unknown,         // the insurer owes nothing by this reference
  several_fit,     // more than one receivable: use our reference
  amount_differs,  // more than is owed, or in another currency
  not_owed,        // nothing is left of it
  advanced,        // paid to the family, whom the fund had paid already: a person must look
  refused,         // unreadable
};
std::string name_of(ToldResult result);
std::optional<ToldResult> told_result_from(std::string_view name);

/// How a readable line is reconciled. `fitting` are the insurer's receivables that it can mean;
/// `told_before`: the same was said of it; `has_line`: a line of this amount has paid it.
ToldResult reconcile(const ToldPayment& told, const std::vector<Receivable>& fitting,
                     bool told_before, bool has_line);

}  // namespace haven::recoveries
