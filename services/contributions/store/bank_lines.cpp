#include "services/contributions/store/bank_lines.hpp"

#include <sstream>

#include "services/contributions/domain/deposit_reference.hpp"
#include "services/contributions/domain/money_states.hpp"
#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

// Names are letters and digits, so a blank parts them.
std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in{text};
  return {std::istream_iterator<std::string>{in}, {}};
}

template <class... Parameters>
std::vector<BankLine> lines_where(db::Transaction& tx, const std::string& condition,
                                  Parameters&&... parameters) {
  std::vector<BankLine> lines;
  BankLine row;
  std::int64_t minor = 0;
  Currency currency;
  std::string names, state;
  std::optional<std::string> partner, reason;
  db::each(
      tx,
      "select line_id, amount_minor, currency, booked_on::text, array_to_string(names, ' '), "
      "state, deposit_id, partner, reason from contributions.bank_line where " +
          condition,
      [&] {
        row.amount = Money{minor, currency};
        row.names = words_of(names);
        row.state = state_named<LineState>(state);
        row.partner = partner.value_or("");
        row.reason = reason.value_or("");
        lines.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(row.id), into(minor), into(currency),
      into(row.booked), into(names), into(state), into(row.deposit), into(partner), into(reason));
  return lines;
}

std::vector<std::string> texts_of(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

// Locks before anything is summed up: what others did meanwhile is seen by the next statement.
std::vector<DepositId> hold_candidates(db::Transaction& tx, const std::string& fund,
                                       const BankLine& line) {
  std::vector<DepositId> ids;
  DepositId id;
  db::each(
      tx,
      "select deposit_id from contributions.deposit where fund = :fund and currency = :currency "
      "and state <> 'cancelled' and (reference = any(:ours::text[]) "
      "or (state = 'announced' and (partner_name = any(:theirs::text[]) "
      "or (amount_minor = :minor and paid_on between :first::date and :last::date)))) "
      "order by deposit_id for update",
      [&] { ids.push_back(id); }, use(fund), use(line.amount.currency()),
      use(db::array_of(texts_of(deposit_references_in(line.names)))), use(db::array_of(line.names)),
      use(line.amount.minor()), use(line.booked - booked_after), use(line.booked + booked_before),
      into(id));
  return ids;
}

}  // namespace

BankLine keep_line(db::Transaction& tx, const std::string& fund, const BankLine& line,
                   Instant now) {
  db::run(tx,
          "insert into contributions.bank_line (line_id, fund, amount_minor, currency, booked_on, "
          "names, state, heard_at) values (:id, :fund, :minor, :currency, :booked, "
          ":names::text[], 'unmatched', :now) on conflict (line_id) do nothing",
          use(line.id), use(fund), use(line.amount.minor()), use(line.amount.currency()),
          use(line.booked), use(db::array_of(line.names)), use(now));
  return *find_line_for_update(tx, fund, line.id);
}

std::optional<BankLine> find_line_for_update(db::Transaction& tx, const std::string& fund,
                                             const LineId& id) {
  auto found = lines_where(tx, "fund = :fund and line_id = :id for update", use(fund), use(id));
  if (found.empty()) return {};
  return std::move(found.front());
}

void save_line(db::Transaction& tx, const BankLine& line) {
  db::run(tx,
          "update contributions.bank_line set state = :state, deposit_id = :deposit, "
          "partner = nullif(:partner, ''), reason = nullif(:reason, '') where line_id = :id",
          use(name_of(line.state)), use(line.deposit), use(line.partner), use(line.reason),
          use(line.id));
}

void save_claimant(db::Transaction& tx, const LineId& line, const std::string& by,
                   const std::string& why) {
  db::run(tx,
          "update contributions.bank_line set claimed_by = :by, claimed_why = nullif(:why, '') "
          "where line_id = :id",
          use(by), use(why), use(line));
}

std::vector<BankLine> lines_of(db::Transaction& tx, const DepositId& deposit) {
  return lines_where(tx, "deposit_id = :deposit order by booked_on, line_id", use(deposit));
}

std::vector<BankLine> page_of_unmatched_lines(db::Transaction& tx, const std::string& fund,
                                              const std::string& after, int limit) {
  return lines_where(tx,
                     "fund = :fund and state = 'unmatched' and amount_minor > 0 "
                     "and line_id > :after::uuid order by line_id limit :limit",
                     use(fund), use(after.empty() ? std::string{nil_uuid} : after), use(limit));
}

std::vector<Candidate> candidates_for(db::Transaction& tx, const std::string& fund,
                                      const BankLine& line) {
  const auto ids = hold_candidates(tx, fund, line);
  if (ids.empty()) return {};
  std::vector<Candidate> candidates;
  Candidate row;
  std::int64_t minor = 0, banked = 0;
  Currency currency;
  std::optional<std::string> partner_name;
  db::each(
      tx,
      "select d.deposit_id, d.partner, d.reference, d.partner_name, d.amount_minor, d.currency, "
      "d.paid_on::text, coalesce((select sum(l.amount_minor) from contributions.bank_line l "
      "where l.deposit_id = d.deposit_id), 0)::bigint from contributions.deposit d "
      "where d.deposit_id = any(:ids::uuid[]) and d.state <> 'cancelled' order by d.deposit_id",
      [&] {
        row.amount = Money{minor, currency};
        row.banked = Money{banked, currency};
        row.partner_name = partner_name.value_or("");
        candidates.push_back(row);
      },
      use(column_of(ids, [](const DepositId& id) { return id.text(); })), into(row.id),
      into(row.partner), into(row.reference), into(partner_name), into(minor), into(currency),
      into(row.paid), into(banked));
  return candidates;
}

std::vector<BankLine> lines_like(db::Transaction& tx, const std::string& fund,
                                 const Deposit& deposit) {
  return lines_where(tx,
                     "fund = :fund and state = 'unmatched' and currency = :currency "
                     "and amount_minor > 0 and (:theirs = any(names) "
                     "or (amount_minor = :minor and booked_on between :first::date "
                     "and :last::date)) order by line_id for update",
                     use(fund), use(deposit.amount.currency()),
                     use(name_as_printed(deposit.partner_reference.value_or(""))),
                     use(deposit.amount.minor()), use(deposit.paid - booked_before),
                     use(deposit.paid + booked_after));
}

}  // namespace haven::contributions::store
