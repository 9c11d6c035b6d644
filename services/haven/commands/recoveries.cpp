#include "services/haven/commands/recoveries.hpp"

#include <algorithm>
#include <iostream>
#include <map>

#include "services/haven/commands/report_options.hpp"
#include "services/recoveries/api/ageing.hpp"
#include "services/recoveries/store/reductions.hpp"
#include "services/recoveries/store/undoings.hpp"

namespace haven {
namespace {

using listing::Listing;
using recoveries::Receivable;

struct Options : ReportOptions {
  recoveries::store::ReceivableFilter filter;
  std::string at;         // a day
  std::string reference;  // of one receivable
};
using Shared = std::shared_ptr<Options>;

Date day_of(const Options& options) {
  const auto given = day_from("--at", options.at);
  return given ? *given : haven::day_of(system_clock()(), std::chrono::minutes{0});
}

std::vector<Receivable> next_page(db::Pool& pool, const Options& options,
                                  const std::string& after) {
  constexpr int page_rows = 500;
  return db::in_transaction(pool, [&](db::Transaction& tx) {
    return recoveries::store::page_of_receivables(tx, options.fund, options.filter, after,
                                                  page_rows);
  });
}

void print_list(const Options& options) {
  const Date today = day_of(options);
  db::Pool pool = auditor_pool(options);
  Listing out{std::cout,
              format_of(options),
              {"reference", "kind", "debtor", "claim", "state", "due", "days late>", "currency",
               "amount>", "left>", "credit>", "doubt"}};
  std::map<Currency, Money> left;
  for (auto page = next_page(pool, options, ""); !page.empty();
       page = next_page(pool, options, page.back().id.text())) {
    for (const Receivable& r : page) {
      const int late = r.is_ended() ? 0 : recoveries::days_overdue(r.due, today);
      out.add({r.reference, name_of(r.kind), r.debtor, r.claim_reference, name_of(r.state),
               text_of(r.due), std::to_string(late), r.amount.currency().code(),
               decimal_text(r.amount), decimal_text(r.left()), decimal_text(r.credit),
               r.doubt.value_or("")});
      left.try_emplace(r.amount.currency(), 0, r.amount.currency()).first->second += r.left();
    }
  }
  for (const auto& [currency, sum] : left) {
    out.add_total(
        {"total", "", "", "", "", "", "", currency.code(), "", decimal_text(sum), "", ""});
  }
  out.finish();
}

void print_ageing(const Options& options) {
  const Date today = day_of(options);
  db::Pool pool = auditor_pool(options);
  const auto sums = db::in_transaction(pool, [&](db::Transaction& tx) {
    return recoveries::store::sums_by_due(tx, options.fund, options.filter.debtor);
  });
  Listing out{
      std::cout, format_of(options), {"debtor", "currency", "days late", "count>", "left>"}};
  for (const auto& row : recoveries::ageing_of(sums, today)) {
    for (const auto& part : row.ages) {
      if (part.count == 0) continue;
      out.add({row.debtor, part.left.currency().code(), name_of(part.age),
               std::to_string(part.count), decimal_text(part.left)});
    }
  }
  for (const auto& total : recoveries::totals_of(sums, today)) {
    out.add_total({"total", total.left.currency().code(), name_of(total.age),
                   std::to_string(total.count), decimal_text(total.left)});
  }
  out.finish();
}

// What changed what is left of a receivable.
struct Happening {
  Instant at{};
  Date day{};
  std::string what, by;
  Money amount, left;
};

// In the order of their recording; what was undone before what follows from it.
std::vector<Happening> happenings_of(db::Transaction& tx, const Receivable& receivable) {
  std::vector<Happening> all;
  for (const auto& one : recoveries::store::undoings_of(tx, receivable.id)) {
    all.push_back({one.at, one.cause.day,
                   name_of(one.how) + " undone, " + name_of(one.cause.because), one.cause.by,
                   one.amount, one.left});
  }
  for (const auto& [reduction, cause, at] : recoveries::store::reductions_of(tx, receivable.id)) {
    all.push_back(
        {at, cause.day, name_of(reduction.how), cause.by, reduction.amount, reduction.left});
  }
  std::ranges::stable_sort(all, {}, &Happening::at);
  return all;
}

void print_one(const Options& options) {
  db::Pool pool = auditor_pool(options);
  std::vector<Receivable> found;
  std::vector<Happening> happenings;
  db::in_transaction(pool, [&](db::Transaction& tx) {
    found = recoveries::store::receivables_named(tx, options.fund, {options.reference});
    if (!found.empty()) happenings = happenings_of(tx, found.front());
  });
  if (found.empty()) stop("the fund has no receivable of this reference");
  const Receivable& r = found.front();
  Listing out{std::cout, format_of(options), {"day", "what", "by", "currency", "amount>", "left>"}};
  const std::string currency = r.amount.currency().code();
  out.add({text_of(r.raised), "raised, " + name_of(r.kind) + " of " + r.debtor, r.raised_by,
           currency, decimal_text(r.amount), decimal_text(r.amount)});
  for (const Happening& one : happenings) {
    out.add({text_of(one.day), one.what, one.by, currency, decimal_text(one.amount),
             decimal_text(one.left)});
  }
  out.add_total({text_of(r.due), name_of(r.state), "", currency, "", decimal_text(r.left())});
  out.finish();
}

void add_filters(CLI::App* command, const Shared& options) {
  command->add_option("--debtor", options->filter.debtor, "only of this debtor");
  command->add_option("--at", options->at, "late as of this day; today otherwise");
  add_format(command, *options);
}

}  // namespace

void add_recoveries_command(CLI::App& app) {
  auto* group = app.add_subcommand("recoveries", "What others owe the fund");
  group->require_subcommand(1);
  group->footer("Example: haven recoveries ageing --fund owwa");
  auto options = std::make_shared<Options>();
  auto* list = add_report<Options>(*group, "list", "Every receivable, with what is left of it",
                                   "list --state overdue", options, print_list);
  list->add_option("--state", options->filter.state, "open, demanded, overdue, ...");
  list->add_option("--kind", options->filter.kind, "insurer_share, overpayment, agency_share");
  list->add_flag("--doubt", options->filter.only_in_doubt, "only what a person must look at");
  add_filters(list, options);
  options = std::make_shared<Options>();
  add_filters(add_report<Options>(*group, "ageing", "What each debtor owes, by days late",
                                  "ageing --at 2026-03-31 --csv", options, print_ageing),
              options);
  options = std::make_shared<Options>();
  auto* show = add_report<Options>(*group, "show", "One receivable and what reduced it",
                                   "show HRQ7ZK3MB2A69", options, print_one);
  show->add_option("reference", options->reference, "what its debtor pays with")->required();
  add_format(show, *options);
}

}  // namespace haven
