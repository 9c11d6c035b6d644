#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>

#include "services/haven/commands/ledger_options.hpp"
#include "services/haven/rehearsal/progress.hpp"
#include "services/ledger/app/export_journal.hpp"

namespace haven::ledger_command {
namespace {

using ledger::store::EntryView;
using listing::Listing;

std::string text_of_rate(const std::optional<ledger::EntryRate>& rate) {
  if (!rate) return "";
  return rate->rate + ' ' + rate->bought.code() + '/' + rate->sold.code() + ", " + rate->source +
         ", " + text_of(rate->on);
}

void add_entry(Listing& listing, const EntryView& view, std::map<Currency, std::int64_t>& debits) {
  for (const ledger::Posting& posting : view.entry.postings) {
    const bool is_debit = posting.amount.minor() > 0;
    const std::string amount = decimal_text(is_debit ? posting.amount : posting.amount.times(-1));
    if (is_debit) debits[posting.amount.currency()] += posting.amount.minor();
    listing.add({text_of(view.booked_on), view.entry.kind, view.entry.cause.cause, view.id.text(),
                 posting.account.code, posting.amount.currency().code(), is_debit ? amount : "",
                 is_debit ? "" : amount, text_of_rate(view.rate)});
  }
}

}  // namespace

void print_journal(const Options& options) {
  constexpr int page_entries = 500;
  const auto query = query_of(options);
  db::Pool pool = auditor_pool(options);
  Listing listing{
      std::cout,
      format_of(options),
      {"booked on", "kind", "cause", "entry", "account", "currency", "debit>", "credit>", "rate"}};
  std::map<Currency, std::int64_t> debits;
  std::int64_t entries = 0;
  ledger::store::JournalPlace place;
  while (true) {
    const auto page = db::in_transaction(pool, [&](db::Transaction& tx) {
      return ledger::store::next_entries(tx, query, place, page_entries);
    });
    if (page.empty()) break;
    for (const EntryView& view : page) add_entry(listing, view, debits);
    entries += static_cast<std::int64_t>(page.size());
  }
  for (const auto& [currency, minor] : debits) {
    const std::string sum = decimal_text({minor, currency});  // an entry's sides are equal
    listing.add_total(
        {"", std::to_string(entries) + " entries", "", "", "", currency.code(), sum, sum, ""});
  }
  listing.finish();
}

void export_books(const Options& options) {
  const auto query = query_of(options);
  db::Pool pool = auditor_pool(options);
  std::ofstream file;
  if (!options.out.empty()) {
    file.open(options.out, std::ios::binary | std::ios::trunc);
    if (!file) stop("cannot write " + options.out);
  }
  std::ostream& out = options.out.empty() ? std::cout : file;
  const auto total = db::in_transaction(
      pool, [&](db::Transaction& tx) { return ledger::store::count_entries(tx, query); });
  std::int64_t written = 0;
  {
    rehearsal::Progress progress{"entries exported", static_cast<std::size_t>(total)};
    written = ledger::export_journal(pool, query, out,
                                     [&](std::size_t entries) { progress.add(entries); });
  }
  out.flush();
  if (!out) stop("cannot write " + (options.out.empty() ? "standard output" : options.out));
  std::cerr << written << " entries exported\n";
}

}  // namespace haven::ledger_command
