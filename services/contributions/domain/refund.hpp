#pragma once
#include <optional>
#include <string>

#include "common/core/result.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

using RefundId = Id<struct RefundTag>;

enum class RefundState { asked, refused, approved, paid, returned };

struct PayerAccount {
  std::string owner_name;
  std::string bank;
  std::string number;
};

/// Money of a receipt that goes back to whoever paid it: asked for by one person, approved by
/// another.
struct Refund {
  RefundId id;
  ReceiptId receipt;
  Money amount;
  std::string reason;
  std::string payer_name;
  PayerAccount account;
  RefundState state = RefundState::asked;
  std::string asked_by;
  Date asked{};
  std::optional<std::string> decided_by, refused_because;
  std::optional<Date> decided;
  bool ends_cover = false;
  std::optional<Date> paid;
};

/// The last four characters of an account behind stars; nothing of a number that short.
std::string masked(const std::string& account_number);

/// How much may be given back of a receipt of which `promised` is asked for or approved already.
/// Refused: a receipt that was reversed, more than is left, a part of one that fits nobody.
Result<void> may_refund(const Receipt& receipt, const Money& promised, const Money& amount);

/// Refused: one person asks and approves, or the refund was decided before.
Result<void> may_decide(const Refund& refund, const std::string& by);

}  // namespace haven::contributions
