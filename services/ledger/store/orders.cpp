#include "common/db/sql.hpp"
#include "services/ledger/store/reservations.hpp"

namespace haven::ledger::store {

using db::into;
using db::use;

namespace {

// Only an order in transit moves, or one that comes back late, which is settled; what ended stays
// as it ended, and a release that is heard of late changes nothing. The reservation follows in the
// same statement.
constexpr const char* save_order_sql = R"sql(
  with given as (
      select :fund::text as fund, :reference::text as bank_reference, :payment::uuid as payment_id,
             :entitlement::uuid as entitlement_id, :amount::bigint as amount_minor,
             :state::text as state, :before::text as before, :now::timestamptz as moved_at),
  moved as (
      insert into ledger.reservation_payment as o
             (fund, bank_reference, payment_id, entitlement_id, amount_minor, state, moved_at)
      select fund, bank_reference, payment_id, entitlement_id, amount_minor, state, moved_at
        from given g
       where g.before = 'in_transit'
          or exists (select from ledger.reservation_payment p
                      where p.fund = g.fund and p.bank_reference = g.bank_reference)
      on conflict (fund, bank_reference) do update
         set state = case when o.state = (select before from given) then excluded.state
                          else o.state end,
             moved_at = excluded.moved_at
       where o.payment_id = excluded.payment_id and o.entitlement_id = excluded.entitlement_id
         and o.amount_minor = excluded.amount_minor
         and (o.state = (select before from given) or excluded.state = 'in_transit')
      returning o.entitlement_id)
  update ledger.reservation r
     set released_minor = :released, returned_minor = :returned, settled_minor = :settled,
         voided_minor = :voided, state = :reservation_state, version = version + 1
    from moved m
   where r.entitlement_id = m.entitlement_id and r.version = :version)sql";

}  // namespace

Result<void> save_order(db::Transaction& tx, const Order& order, OrderEvent event,
                        const Reservation& after, Instant now) {
  const auto before =
      event == OrderEvent::returned_late ? OrderState::settled : OrderState::in_transit;
  const auto saved = db::change(
      tx, save_order_sql, use(order.fund), use(order.bank_reference), use(order.payment_id),
      use(order.entitlement), use(order.amount.minor()), use(name_of(order_state_after(event))),
      use(name_of(before)), use(now), use(after.released.minor()), use(after.returned.minor()),
      use(after.settled.minor()), use(after.voided.minor()), use(name_of(after.state)),
      use(after.version));
  if (saved == 1) return {};
  return refuse(ErrorKind::conflict, "order_differs",
                "This bank reference stands for another payment or has ended otherwise; an auditor "
                "must say which is right.");
}

std::vector<OrderView> orders_of_claim(db::Transaction& tx, const std::string& fund,
                                       const ClaimId& claim) {
  std::vector<OrderView> found;
  OrderView row;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select o.bank_reference, o.payment_id, o.entitlement_id, r.currency, o.amount_minor, "
      "o.state from ledger.reservation r "
      "join ledger.reservation_payment o using (entitlement_id) "
      "where r.fund = :fund and r.claim_id = :claim order by o.moved_at, o.bank_reference",
      [&] {
        row.order.fund = fund;
        row.order.amount = {minor, currency};
        found.push_back(row);
      },
      use(fund), use(claim), into(row.order.bank_reference), into(row.order.payment_id),
      into(row.order.entitlement), into(currency), into(minor), into(row.state));
  return found;
}

}  // namespace haven::ledger::store
