#include "services/disbursement/store/holds.hpp"

#include <algorithm>
#include <set>

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

const std::string select_hold =
    "select h.hold_id, h.fund, h.payment_id, h.kind, h.about, h.reason, h.placed_by, "
    "h.placed_at::text, h.lifted_by, h.lifted_because, h.lifted_at::text, "
    "coalesce(h.lifted_ground, ''), h.escalated_by, h.escalated_because, h.escalated_at::text, "
    "p.state from disbursement.hold h join disbursement.payment p on p.payment_id = h.payment_id "
    "and p.is_latest ";

template <class... Uses>
std::vector<Hold> holds_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Hold> holds;
  Hold h;
  std::string kind, state;
  db::each(
      tx, select_hold + tail,
      [&] {
        h.kind = hold_kind_from(kind).value();
        h.payment_state = payment_state_from(state).value();
        holds.push_back(h);
      },
      into(h.id), into(h.fund), into(h.payment), into(kind), into(h.about), into(h.reason),
      into(h.placed_by), into(h.placed_at), into(h.lifted_by), into(h.lifted_because),
      into(h.lifted_at), into(h.lifted_ground), into(h.escalated_by), into(h.escalated_because),
      into(h.escalated_at), into(state), std::forward<Uses>(uses)...);
  return holds;
}

template <class Row, class Content>
std::string column(const std::vector<Row>& rows, Content content) {
  std::vector<std::string> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(content(row));
  return array_of(values);
}

std::string ids_of(const std::vector<Payment>& payments) {
  return column(payments, [](const Payment& p) { return p.id.text(); });
}

constexpr const char* keep_back_sql = R"sql(
  with locked as (select payment_id, attempt, batch_id, state from disbursement.payment
                   where payment_id = any(:ids::uuid[]) and is_latest
                   order by payment_id for update),
  found as (select * from locked where state in ('payable', 'batched')),
  kept as (update disbursement.payment p set state = 'held', batch_id = null,
             batch_approved_by = null, version = p.version + 1 from found f
            where p.payment_id = f.payment_id and p.attempt = f.attempt)
  update disbursement.batch_line l set result = 'held' from found f
   where l.batch_id = f.batch_id and l.payment_id = f.payment_id and l.attempt = f.attempt)sql";

constexpr const char* insert_sql = R"sql(
  insert into disbursement.hold
         (hold_id, fund, payment_id, kind, about, reason, placed_by, placed_at)
  select * from unnest(:ids::uuid[], :funds::text[], :payments::uuid[], :kinds::text[],
                       :abouts::text[], :reasons::text[], :by::text[], :at::timestamptz[])
  on conflict (payment_id, kind, about) where lifted_at is null do nothing
  returning hold_id::text)sql";

}  // namespace

std::vector<Hold> place_holds(db::Transaction& tx, const std::vector<Hold>& holds) {
  if (holds.empty()) return {};
  using H = const Hold&;
  const auto of = [&](auto content) { return column(holds, content); };
  const std::string payments = of([](H h) { return h.payment.text(); });
  db::run(tx, keep_back_sql, use(payments));
  std::set<std::string> placed;
  std::string id;
  db::each(
      tx, insert_sql, [&] { placed.insert(id); }, use(of([](H h) { return h.id.text(); })),
      use(of([](H h) { return h.fund; })), use(payments),
      use(of([](H h) { return name_of(h.kind); })), use(of([](H h) { return h.about; })),
      use(of([](H h) { return h.reason; })), use(of([](H h) { return h.placed_by; })),
      use(of([](H h) { return text_of(h.placed_at); })), into(id));
  std::vector<Hold> new_ones;
  std::ranges::copy_if(holds, std::back_inserter(new_ones),
                       [&](H h) { return placed.contains(h.id.text()); });
  return new_ones;
}

void save_lifting(db::Transaction& tx, const Hold& hold) {
  db::run(tx,
          "update disbursement.hold set lifted_by = :by, lifted_at = :at, lifted_because = :why, "
          "lifted_ground = nullif(:ground, '') where hold_id = :id",
          use(hold.lifted_by), use(hold.lifted_at), use(hold.lifted_because),
          use(hold.lifted_ground), use(hold.id));
}

void save_escalation(db::Transaction& tx, const Hold& hold) {
  db::run(tx,
          "update disbursement.hold set escalated_by = :by, escalated_at = :at, "
          "escalated_because = :why where hold_id = :id",
          use(hold.escalated_by), use(hold.escalated_at), use(hold.escalated_because),
          use(hold.id));
}

std::vector<Payment> unhindered(db::Transaction& tx, const std::vector<Payment>& payments) {
  return payments_from(tx,
                       select_payment +
                           "from disbursement.payment p where p.payment_id = any(:ids::uuid[]) "
                           "and p.is_latest and p.state = 'held' and p.owner_name <> '' "
                           "and p.bank <> '' and p.account <> '' and not exists "
                           "(select from disbursement.hold h where h.payment_id = p.payment_id "
                           " and h.lifted_at is null) order by p.payment_id",
                       use(ids_of(payments)));
}

void save_payable(db::Transaction& tx, const std::vector<Payment>& payments) {
  if (payments.empty()) return;
  db::run(tx,
          "update disbursement.payment set state = 'payable', version = version + 1 "
          "where payment_id = any(:ids::uuid[]) and is_latest and state = 'held'",
          use(ids_of(payments)));
}

std::optional<Hold> find_hold_for_update(db::Transaction& tx, const std::string& fund,
                                         const HoldId& id) {
  const auto found = holds_from(tx, "where h.fund = :fund and h.hold_id = :id for update of h",
                                use(fund), use(id));
  if (found.empty()) return {};
  return found.front();
}

std::vector<Hold> holds_in_force(db::Transaction& tx, const std::vector<Payment>& payments) {
  return holds_from(tx, "where h.payment_id = any(:ids::uuid[]) and h.lifted_at is null",
                    use(ids_of(payments)));
}

std::string key_of(const Hold& hold) {
  return text_of(hold.placed_at) + "/" + hold.id.text();
}

std::vector<Hold> holds_by(db::Transaction& tx, const std::string& fund, const HoldFilter& filter,
                           const std::string& after, int limit) {
  const auto slash = after.find('/');
  const std::string at = after.empty() ? "-infinity" : after.substr(0, slash);
  const std::string id =
      after.empty() ? "00000000-0000-0000-0000-000000000000" : after.substr(slash + 1);
  // What is asked for enters the text, so that the kept plan of each combination fits it.
  const std::string whose = filter.payment.empty() ? "h.lifted_at is null and :payment = '' "
                                                   : "h.payment_id = :payment::uuid ";
  return holds_from(tx,
                    "where h.fund = :fund and " + whose +
                        "and (:any_kind = '' or h.kind = :kind) "
                        "and (h.placed_at, h.hold_id) > (:at::timestamptz, :id::uuid) "
                        "order by h.placed_at, h.hold_id limit :limit",
                    use(fund), use(filter.payment), use(filter.kind), use(filter.kind), use(at),
                    use(id), use(limit));
}

bool has_interest(db::Transaction& tx, const Payment& payment, const std::string& subject) {
  return db::run(tx,
                 "select 1 from disbursement.interest where fund = :fund and member_id = :member "
                 "and subject = :subject and ended_at is null",
                 use(payment.fund), use(payment.member), use(subject));
}

void save_stop(db::Transaction& tx, const Payment& payment) {
  db::run(tx,
          "update disbursement.payment set stop_asked_by = :by, stop_asked_at = :at, "
          "stop_because = :why, version = version + 1 "
          "where payment_id = :id and attempt = :attempt",
          use(payment.stop_asked_by), use(payment.stop_asked_at), use(payment.stop_because),
          use(payment.id), use(payment.attempt));
}

}  // namespace haven::disbursement::store
