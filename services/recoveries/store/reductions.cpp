#include "services/recoveries/store/reductions.hpp"

#include "common/db/sql.hpp"

namespace haven::recoveries::store {
namespace {

using db::into;
using db::use;

bool is_by_line(How how) {
  return how == How::paid || how == How::bond;
}

void insert_reduction(db::Transaction& tx, const ReceivableId& receivable,
                      const Reduction& reduction, const ReductionCause& cause, Instant now) {
  const std::string line = is_by_line(reduction.how) ? cause.line : "";
  db::run(tx,
          "insert into recoveries.reduction (reduction_id, receivable_id, number, how, "
          "amount_minor, left_minor, cause, line_id, reduced_on, reduced_by, recorded_at) "
          "select :reduction, :receivable, coalesce(max(number), 0) + 1, :how, :amount, :left, "
          ":cause, nullif(:line, '')::uuid, :day, :by, :now::timestamptz from recoveries.reduction "
          "where receivable_id = :same",
          use(reduction_id_of(receivable, cause.cause, reduction.how)), use(receivable),
          use(name_of(reduction.how)), use(reduction.amount.minor()), use(reduction.left.minor()),
          use(cause.cause), use(line), use(cause.day), use(cause.by), use(now), use(receivable));
}

}  // namespace

std::string reduction_id_of(const ReceivableId& receivable, const std::string& cause, How how) {
  constexpr std::string_view set_off = "set_off/";
  if (cause.starts_with(set_off)) return cause.substr(set_off.size());
  return named_uuid("reduction/" + receivable.text() + "/" + cause + "/" + name_of(how));
}

bool is_taken(db::Transaction& tx, const ReceivableId& receivable, const std::string& cause) {
  return db::run(tx,
                 "select from recoveries.reduction where cause in (:cause, 'revived/' || :same) "
                 "union all "
                 "select from recoveries.credit where receivable_id = :same and cause = :again",
                 use(cause), use(cause), use(receivable), use(cause));
}

void insert_reductions(db::Transaction& tx, const Reduced& reduced, const ReductionCause& cause,
                       Instant now) {
  const ReceivableId& receivable = reduced.after.id;
  for (const Reduction& reduction : reduced.reductions) {
    insert_reduction(tx, receivable, reduction, cause, now);
  }
  if (!reduced.credit.is_zero()) insert_credit(tx, receivable, cause, reduced.credit, now);
}

void insert_credit(db::Transaction& tx, const ReceivableId& receivable, const ReductionCause& cause,
                   const Money& amount, Instant now) {
  db::run(tx,
          "insert into recoveries.credit (receivable_id, cause, line_id, amount_minor, came_on, "
          "recorded_at) values (:id, :cause, nullif(:line, '')::uuid, :amount, :day, :now)",
          use(receivable), use(cause.cause), use(cause.line), use(amount.minor()), use(cause.day),
          use(now));
}

std::vector<ReductionView> reductions_of(db::Transaction& tx, const ReceivableId& receivable) {
  std::vector<ReductionView> found;
  ReductionView row;
  std::string how;
  std::optional<std::string> line;
  Currency currency;
  std::int64_t minor = 0, left = 0;
  db::each(
      tx,
      "select d.how, d.amount_minor, d.left_minor, r.currency, d.cause, d.line_id, "
      "d.reduced_on::text, d.reduced_by, d.recorded_at::text from recoveries.reduction d "
      "join recoveries.receivable r using (receivable_id) where d.receivable_id = :id "
      "order by d.number",
      [&] {
        row.reduction = {how_from(how).value(), {minor, currency}, {left, currency}};
        row.cause.line = line.value_or("");
        found.push_back(row);
      },
      use(receivable), into(how), into(minor), into(left), into(currency), into(row.cause.cause),
      into(line), into(row.cause.day), into(row.cause.by), into(row.at));
  return found;
}

void insert_notices(db::Transaction& tx, const ReceivableId& receivable,
                    const std::vector<Notice>& notices, Date day) {
  for (const Notice notice : notices) {
    db::run(tx,
            "insert into recoveries.notice (receivable_id, number, what, noted_on) "
            "select :id, coalesce(max(number), 0) + 1, :what, :day::date from recoveries.notice "
            "where receivable_id = :same",
            use(receivable), use(name_of(notice)), use(day), use(receivable));
  }
}

std::vector<NoticeView> notices_of(db::Transaction& tx, const ReceivableId& receivable) {
  std::vector<NoticeView> found;
  NoticeView row;
  db::each(
      tx,
      "select what, noted_on::text from recoveries.notice where receivable_id = :id "
      "order by number",
      [&] { found.push_back(row); }, use(receivable), into(row.what), into(row.day));
  return found;
}

bool has_line_of(db::Transaction& tx, const ReceivableId& receivable, const Money& amount) {
  return db::run(tx,
                 "select from recoveries.bank_line where receivable_id = :id and state = 'ours' "
                 "and amount_minor = :amount and currency = :currency",
                 use(receivable), use(amount.minor()), use(amount.currency()));
}

}  // namespace haven::recoveries::store
