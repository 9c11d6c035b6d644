#include "services/contributions/store/rosters.hpp"

#include "common/core/csv.hpp"
#include "common/db/sql.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

template <class... Parameters>
std::optional<Roster> roster_where(db::Transaction& tx, const std::string& condition,
                                   Parameters&&... parameters) {
  Roster roster;
  const bool found =
      db::run(tx,
              "select roster_id, agency, first_on::text, last_on::text, sha256, lines, "
              "taken_at::text from contributions.roster where " +
                  condition,
              std::forward<Parameters>(parameters)..., into(roster.id), into(roster.agency),
              into(roster.first), into(roster.last), into(roster.sha256), into(roster.lines),
              into(roster.taken_at));
  if (!found) return {};
  return roster;
}

// Both sides by worker, scheme and currency. A number leads to the record that is kept today, so
// that an old number on one side meets the new one on the other. Parameters: roster, fund, agency,
// first and last day, fund.
const std::string reconciled =
    "with one_side as ("
    "select member_number, scheme, currency, amount_minor as expected, 0::bigint as paid "
    "from contributions.roster_line where roster_id = :roster union all "
    "select member_number, scheme, currency, 0, amount_minor from contributions.receipt "
    "where fund = :fund and partner = :agency and channel = 'agency' and state <> 'reversed' "
    "and paid_on between :first and :last), "
    "worker as (select coalesce(k.number, s.member_number) as number, s.* from one_side s "
    "left join contributions.member m on m.fund = :same_fund and m.number = s.member_number "
    "left join contributions.member k on k.member_id = coalesce(m.merged_into, m.member_id)), "
    "compared as (select number || ' ' || scheme || ' ' || currency as key, number, scheme, "
    "currency, sum(expected)::bigint as expected, sum(paid)::bigint as paid from worker "
    "group by number, scheme, currency) ";

}  // namespace

std::optional<Roster> find_roster(db::Transaction& tx, const std::string& fund,
                                  const RosterId& id) {
  return roster_where(tx, "fund = :fund and roster_id = :id", use(fund), use(id));
}

std::optional<Roster> find_same_roster(db::Transaction& tx, const std::string& fund,
                                       const Roster& roster) {
  return roster_where(tx,
                      "fund = :fund and agency = :agency and first_on = :first "
                      "and last_on = :last and sha256 = :sha256",
                      use(fund), use(roster.agency), use(roster.first), use(roster.last),
                      use(roster.sha256));
}

void insert_roster(db::Transaction& tx, const std::string& fund, const Roster& roster,
                   const std::string& by, const std::function<bool(RosterLine&)>& next) {
  db::run(tx,
          "insert into contributions.roster (roster_id, fund, agency, first_on, last_on, sha256, "
          "lines, taken_by, taken_at) values (:id, :fund, :agency, :first, :last, :sha256, "
          ":lines, :by, :now)",
          use(roster.id), use(fund), use(roster.agency), use(roster.first), use(roster.last),
          use(roster.sha256), use(roster.lines), use(by), use(roster.taken_at));
  RosterLine line;
  db::copy_in(tx,
              "copy contributions.roster_line (roster_id, member_number, scheme, currency, "
              "amount_minor) from stdin with (format csv)",
              [&](std::string& row) {
                if (!next(line)) return false;
                row =
                    csv_line({roster.id.text(), line.member_number, line.scheme,
                              line.amount.currency().code(), std::to_string(line.amount.minor())});
                return true;
              });
}

std::vector<Reconciled> page_of_reconciliation(db::Transaction& tx, const std::string& fund,
                                               const Roster& roster, const std::string& after,
                                               int limit) {
  std::vector<Reconciled> rows;
  Reconciled row;
  std::int64_t expected = 0, paid = 0;
  Currency currency;
  db::each(
      tx,
      reconciled +
          "select key, number, scheme, currency, expected, paid from compared "
          "where key collate \"C\" > :after order by key collate \"C\" limit :limit",
      [&] {
        row.expected = Money{expected, currency};
        row.paid = Money{paid, currency};
        rows.push_back(row);
      },
      use(roster.id), use(fund), use(roster.agency), use(roster.first), use(roster.last), use(fund),
      use(after), use(limit), into(row.key), into(row.member_number), into(row.scheme),
      into(currency), into(expected), into(paid));
  return rows;
}

std::vector<ReconciledTotal> reconciliation_totals(db::Transaction& tx, const std::string& fund,
                                                   const Roster& roster) {
  std::vector<ReconciledTotal> totals;
  ReconciledTotal row;
  std::int64_t expected = 0, paid = 0;
  Currency currency;
  // The outcomes are those of outcome_of().
  db::each(
      tx,
      reconciled +
          "select currency, sum(expected)::bigint, sum(paid)::bigint, "
          "count(*) filter (where paid = expected), "
          "count(*) filter (where paid > 0 and paid < expected), "
          "count(*) filter (where expected > 0 and paid > expected), "
          "count(*) filter (where expected > 0 and paid = 0), "
          "count(*) filter (where expected = 0) from compared group by currency order by currency",
      [&] {
        row.expected = Money{expected, currency};
        row.paid = Money{paid, currency};
        totals.push_back(row);
      },
      use(roster.id), use(fund), use(roster.agency), use(roster.first), use(roster.last), use(fund),
      into(currency), into(expected), into(paid), into(row.as_expected), into(row.short_of),
      into(row.over), into(row.not_paid), into(row.not_on_roster));
  return totals;
}

}  // namespace haven::contributions::store
