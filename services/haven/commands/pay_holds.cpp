#include <iostream>

#include "services/disbursement/store/holds.hpp"
#include "services/haven/commands/pay_options.hpp"

namespace haven::pay_command {
namespace {

using disbursement::Hold;
namespace store = disbursement::store;

// No reason in words: people write names into them.
std::vector<std::string> cells(const Hold& hold) {
  return {hold.id.text(),
          hold.payment.text(),
          name_of(hold.payment_state),
          name_of(hold.kind),
          hold.about,
          hold.placed_by,
          text_of(day_of(hold.placed_at, {})),
          std::to_string(days_since(hold.placed_at)),
          hold.escalated_at ? text_of(day_of(*hold.escalated_at, {})) : ""};
}

}  // namespace

void print_holds(const Options& options) {
  if (!options.kind.empty() && !disbursement::hold_kind_from(options.kind)) {
    stop(
        "--kind is account_check, minor, guardian_papers, court_order, sanctions_hit, stopped or "
        "other");
  }
  db::Pool pool = auditor_pool(options);
  listing::Listing rows{std::cout,
                        format_of(options),
                        {"hold", "payment", "payment is", "kind", "about", "placed by", "placed on",
                         "days>", "escalated on"}};
  std::int64_t holds = 0, gone = 0;
  db::in_transaction(pool, [&](db::Transaction& tx) {
    each_page(
        [&](const std::string& after, int limit) {
          return store::holds_by(tx, options.fund, {options.kind, ""}, after, limit);
        },
        [](const Hold& hold) { return store::key_of(hold); },
        [&](const Hold& hold) {
          if (days_since(hold.placed_at) < options.older_than_days) return;
          ++holds;
          if (has_left(hold.payment_state)) ++gone;
          rows.add(cells(hold));
        });
  });
  if (holds > 0) {
    rows.add_total({std::to_string(holds) + " holds", std::to_string(gone) + " of what has left",
                    "", "", "", "", "", "", ""});
  }
  rows.finish();
}

}  // namespace haven::pay_command
