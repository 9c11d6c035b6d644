#include <CLI/CLI.hpp>
#include <iostream>

#include "services/claims/app/follow_money.hpp"
#include "services/haven/commands/claim.hpp"
#include "services/haven/commands/report_options.hpp"

namespace haven {
namespace {

using claims::Owed;

struct Options : ReportOptions {
  bool only_differences = false;
  std::string layer;
};

std::vector<std::string> cells(const Owed& row) {
  return {row.claim.text(),
          row.layer,
          row.scheme,
          row.benefit,
          row.instalment > 0 ? std::to_string(row.instalment) : "",
          row.owed.currency().code(),
          decimal_text(row.owed),
          decimal_text(row.paid),
          decimal_text(row.kept_back),
          decimal_text(row.on_its_way),
          decimal_text(row.unclaimed),
          decimal_text(claims::outstanding_of(row)),
          claims::reason_of(row)};
}

void print(const Options& options) {
  if (!options.layer.empty() && options.layer != "fund" && options.layer != "insurer") {
    stop("--layer is fund or insurer");
  }
  db::Pool pool = auditor_pool(options);
  listing::Listing listing{
      std::cout,
      format_of(options),
      {"claim", "layer", "scheme", "benefit", "instalment", "currency", "owed>", "paid>",
       "kept back>", "on its way>", "unclaimed>", "outstanding>", "reason"}};
  claims::store::OwedFilter filter{options.fund, options.only_differences, options.layer, "", 500};
  for (std::vector<Owed> rows;;) {
    rows = db::in_transaction(
        pool, [&](db::Transaction& tx) { return claims::owed_over_claims(tx, filter); });
    for (const Owed& row : rows) listing.add(cells(row));
    if (static_cast<int>(rows.size()) < filter.limit) break;
    filter.after = rows.back().claim.text() + "/" + rows.back().entitlement;
  }
  listing.finish();
}

}  // namespace

void add_owed(CLI::App& claim) {
  auto options = std::make_shared<Options>();
  auto* command = add_report<Options>(claim, "owed", "What every claim is owed and was paid",
                                      "owed --difference --csv", options, print);
  command->add_flag("--difference", options->only_differences, "only what is not paid as owed");
  command->add_option("--layer", options->layer, "only what the fund or insurers owe");
  add_format(command, *options);
}

}  // namespace haven
