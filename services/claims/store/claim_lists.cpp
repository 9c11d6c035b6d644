// The reads of claims.hpp that give many rows.
#include <algorithm>

#include "common/core/ensure.hpp"
#include "common/db/sql.hpp"
#include "services/claims/store/claim_row.hpp"
#include "services/claims/store/claims.hpp"

namespace haven::claims::store {

using db::into;
using db::use;

namespace {

// The conditions that the filter names, over one array of their values. Only what is asked for
// enters the text, so that each combination is one prepared statement with a plan that fits it.
struct Conditions {
  std::string text;
  std::vector<std::string> values;

  void add(const std::string& column_and_sign, const std::string& value, const std::string& type) {
    values.push_back(value);
    text += " and " + column_and_sign + " given.v[" + std::to_string(values.size()) + "]::" + type;
  }
};

Conditions conditions_of(const ClaimFilter& filter) {
  Conditions where;
  where.add("fund =", filter.fund, "text");
  if (!filter.after.empty()) where.add("claim_id >", filter.after, "uuid");
  if (filter.state) where.add("state =", *filter.state, "text");
  if (filter.waiting_for) where.add("waiting_for =", *filter.waiting_for, "text");
  if (filter.owner) where.add("owner =", *filter.owner, "text");
  if (filter.reference) where.add("reference =", *filter.reference, "text");
  if (filter.overdue_at) where.add("due_at <", text_of(*filter.overdue_at), "timestamptz");
  if (filter.needs_attention) where.text += " and attention is not null";
  return where;
}

}  // namespace

std::vector<Claim> list_claims(db::Transaction& tx, const ClaimFilter& filter) {
  const Conditions where = conditions_of(filter);
  return read_claims(tx,
                     std::string{claim_columns} +
                         ", (select :values::text[] as v) given where true" + where.text +
                         " order by claim_id limit :limit",
                     use(db::array_of(where.values)), use(filter.limit));
}

std::vector<HistoryLine> history_of(db::Transaction& tx, const ClaimId& id) {
  std::vector<HistoryLine> lines;
  HistoryLine line;
  std::string from, move, to;
  std::optional<std::string> waiting_for, note;
  db::each(
      tx,
      "select version, at::text, from_state, move, to_state, waiting_for, by, cause, note "
      "from claims.history where claim_id = :id order by version",
      [&] {
        const auto moved = std::ranges::find(moves(), move, [](Move m) { return name_of(m); });
        ensure(moved != moves().end(), "a stored move is known");
        line.from = state_from(from).value_or(State::unborn);
        line.move = *moved;
        line.to = *state_from(to);
        line.waiting_for = waiting_for ? party_from(*waiting_for) : std::nullopt;
        line.note = note.value_or("");
        lines.push_back(line);
      },
      use(id), into(line.version), into(line.at), into(from), into(move), into(to),
      into(waiting_for), into(line.by), into(line.cause), into(note));
  return lines;
}

std::vector<Claim> list_overdue_for_update(db::Transaction& tx, Instant now, int limit) {
  return read_claims(tx,
                     std::string{claim_columns} +
                         " where due_at < :now and warned_for is distinct from due_at "
                         "order by due_at limit :limit for update skip locked",
                     use(now), use(limit));
}

}  // namespace haven::claims::store
