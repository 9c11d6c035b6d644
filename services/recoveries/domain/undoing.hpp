#pragma once
#include <optional>
#include <string>
#include <vector>

#include "services/recoveries/domain/reduction.hpp"

/// What had paid a debt, and does not any more.
namespace haven::recoveries {

enum class Because {
  set_off_undone,    // the award was withdrawn of which it had been kept back
  payment_returned,  // the payment came back of which too much had been paid
};
std::string name_of(Because because);

/// A reduction by money, as far as it still counts.
struct Paying {
  std::string reduction;  // its id
  std::string cause;
  std::string line;  // that paid; empty: a set-off did
  Money amount;
};

/// What stands to a debtor's credit, as far as it still does.
struct Credit {
  std::string cause;
  std::string line;  // that brought it; empty: a set-off did
  Money amount;
};

/// `of.amount` of a reduction counts no more.
struct Undoing {
  Paying of;
  Money left;  // afterwards
};

/// A credit pays what is owed again.
struct Use {
  Credit credit;  // as far as it is used
  Reduction reduction;
};

struct Undone {
  Receivable after;
  std::vector<Undoing> undoings;
  std::vector<Credit> ended;  // credits that are none any more, as far as they are none
  std::vector<Use> uses;
  std::vector<Credit> made;            // of what was undone: it is the debtor's now
  std::optional<Reduction> withdrawn;  // what was never owed
};

/// A set-off is undone. What it had paid is owed again, and what it had brought beyond is no credit
/// any more; what else stands to the debtor's credit pays what is owed again.
Undone undo_set_off(const Receivable& receivable, const std::vector<Paying>& paid,
                    const std::vector<Credit>& brought, const std::vector<Credit>& others);

/// The same where the set-off had revived what was written off: that is not owed again.
Undone undo_revived(const Receivable& revived, const std::vector<Paying>& paid,
                    const std::vector<Credit>& brought);

/// `returned` came back of the payment of which this was too much: so much was never owed. What is
/// left is withdrawn first; what was paid beyond it is the payee's credit. What was written off
/// stays so.
Undone fall_away(const Receivable& debt, const std::vector<Paying>& paid, const Money& returned);

/// What `taken` brings where `returned` came back of the payment of which this was too much: of
/// what was written off so much was never owed, and is not revived. Money for it is the payee's
/// credit, and whatever stands to that is a doubt.
Reduced after_the_return(Reduced taken, const Money& returned);

/// What a person must look at when `returned` came back of a payment of which `overpaid` was too
/// much, and `credit` had been paid back: the fund owes its payee something now. Nothing otherwise.
std::optional<std::string> doubt_after_return(const Money& returned, const Money& overpaid,
                                              const Money& credit);

}  // namespace haven::recoveries
