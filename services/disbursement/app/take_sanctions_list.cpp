#include "services/disbursement/app/take_sanctions_list.hpp"

#include <set>

#include "services/disbursement/app/find_hits.hpp"
#include "services/disbursement/domain/name_score.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement {
namespace {

store::SpelledEntry spelled(SanctionsEntry entry) {
  std::set<std::string> spellings;
  const auto add = [&](const std::string& name) {
    std::string words;
    for (const std::string& word : name_words(plain_name(name))) {
      words += (words.empty() ? "" : " ") + word;
    }
    if (!words.empty()) spellings.insert(std::move(words));
  };
  add(entry.name);
  for (const std::string& alias : entry.aliases) add(alias);
  return {std::move(entry), {spellings.begin(), spellings.end()}};
}

// Writes the file's entries, some thousands at a time; returns how many.
Result<int> write_entries(db::Transaction& tx, const TakeSanctionsList& command,
                          const SanctionsListId& list) {
  constexpr std::size_t at_once = 2000;
  std::string line;
  const bool any = command.next_line(line);
  if (const auto right = sanctions_header_is_right(any ? line : ""); !right) return pass(right);
  std::set<std::string> ids;
  std::vector<store::SpelledEntry> some;
  const auto flush = [&] {
    if (!some.empty()) store::insert_entries(tx, list, some);
    some.clear();
  };
  for (int number = 2; command.next_line(line); ++number) {
    auto entry = sanctions_entry_from(line, number);
    if (!entry) return pass(entry);
    if (!ids.insert(entry->id).second) {
      return refuse(ErrorKind::malformed, "sanctions_list_unreadable",
                    "Line " + std::to_string(number) +
                        " has an id that an earlier line has; "
                        "nothing was changed.");
    }
    some.push_back(spelled(std::move(*entry)));
    if (some.size() == at_once) flush();
  }
  flush();
  return static_cast<int>(ids.size());
}

// Calls `look` with all payments that `read(after, limit)` gives, some hundreds at a time.
template <class Read, class Look>
void in_parts(Read read, Look look) {
  constexpr int at_once = 1000;
  PaymentId last;
  for (bool more = true; more;) {
    const auto payments = read(last, at_once);
    look(payments);
    more = payments.size() == at_once;
    if (more) last = payments.back().id;
  }
}

void screen_all(db::Transaction& tx, const std::string& fund, const PayingRules& rules,
                Instant now) {
  in_parts([&](const PaymentId& after,
               int limit) { return store::open_payments_for_update(tx, fund, after, limit); },
           [&](const auto& payments) { screen_payments(tx, fund, payments, rules, now); });
  std::optional<Date> settled_since;
  if (rules.policy.sanctions_look_back_days > 0) {
    settled_since = rules.today - std::chrono::days{rules.policy.sanctions_look_back_days};
  }
  in_parts([&](const PaymentId& after,
               int limit) { return store::sent_payments(tx, fund, settled_since, after, limit); },
           [&](const auto& payments) { report_hits(tx, fund, payments, now); });
}

}  // namespace

Result<SanctionsList> take_sanctions_list(db::Transaction& tx, const TakeSanctionsList& command,
                                          const PayingRules& rules, Instant now) {
  const auto before = store::current_list(tx, command.fund);
  if (before && before->sha256 == command.sha256) {
    return refuse(ErrorKind::conflict, "sanctions_list_already_taken",
                  "This file is the current list; nothing was changed.");
  }
  SanctionsList list{
      new_id<SanctionsListId>(now), command.fund, 0, command.sha256, 0, command.taken_by, now};
  store::insert_list(tx, list);
  const auto entries = write_entries(tx, command, list.id);
  if (!entries) return pass(entries);
  list.entries = *entries;
  store::save_entry_count(tx, list);

  db::take_long(tx);
  store::wait_for_planning(tx, command.fund);
  screen_all(tx, command.fund, rules, now);
  return list;
}

}  // namespace haven::disbursement
