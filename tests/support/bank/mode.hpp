#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace haven::bank {

/// How the bank treats an order. Whatever it says, its own ledger is the truth, and its statements
/// tell it in the end.
enum class Mode {
  plain,              // accepts, debits, notifies, and the day's statement shows it
  reject,             // says no at once and debits nothing
  timeout,            // debits, and says and books nothing until it is asked
  contradict,         // says no, and then that it has paid; it has
  contradict_unpaid,  // says that it has paid, and then no; it has not
  late_reject,        // plain, and days later the money comes back
  silent,             // debits; only the next day's statement tells of it
  lost,               // never heard of it, and says nothing whenever it is asked
  reorder,            // plain, but answers last first, and the next day's statement before this one
  duplicate,          // plain, but every file about it comes twice, under two names
  batch_booked,       // plain, but one entry for all such orders of a file, with its details
  batch_bare,         // the same; a whole file without details: its name, a count and a sum
};

std::string_view name_of(Mode mode);
std::optional<Mode> mode_from(std::string_view name);
std::span<const Mode> all_modes();

/// What the bank does about an order, one deed after another.
enum class Deed {
  debit,         // takes the money off the account, in its own ledger
  book,          // shows the entry to the customer
  book_quietly,  // shows it on a statement only, without a notification
  say_accepted,  // ACSP
  say_done,      // ACSC
  say_rejected,  // RJCT
  give_back,     // the money comes back, and the customer is shown that
};

enum class When { at_once, next_pass, asked, days_later };

struct Step {
  When when = When::at_once;
  int days = 0;  // of days_later
  Deed deed = Deed::debit;
};

/// Each step is done only after the one before it.
std::vector<Step> steps_of(Mode mode, int late_days);

/// Which orders meet which mode. The same seed and order give the same mode everywhere.
struct Habits {
  std::uint64_t seed = 7;
  std::map<Mode, int> weights;          // none: all plain
  std::map<std::string, Mode> endings;  // of the payee's account; the longest that fits decides
  bool rejects_repeats = false;         // a repeated reference gets RJCT AM05 instead of its answer
  int late_days = 2;                    // until late_reject gives the money back
};

Mode mode_of(const Habits& habits, std::string_view reference, std::string_view payee_account);

/// Why an account's payments are rejected or come back: one reason of several, by its number.
std::string_view reason_for(std::string_view payee_account);

}  // namespace haven::bank
