#include "services/disbursement/store/idle_payments.hpp"

#include <map>

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

// The index payment_idle is for the expression of `idle`. A day of the bank counts from its noon,
// which is the same day in every zone that a fund lives in. A hold was in the way until it was
// lifted: its payee was not waited for before.
constexpr const char* idle_sql = R"sql(
  select p.payment_id::text, greatest(idle.since, kept.until)::text
    from disbursement.payment p
   cross join lateral (select coalesce((p.returned_on + time '12:00') at time zone 'UTC',
                                       p.sent_at, p.created_at) as since) idle
   cross join lateral (select max(h.lifted_at) as until,
                              count(*) filter (where h.lifted_at is null) as in_force
                         from disbursement.hold h
                        where h.payment_id = p.payment_id and h.kind = any(:kinds::text[])) kept
   where p.fund = :fund and p.is_latest and p.state in ('held', 'returned')
     and coalesce((p.returned_on + time '12:00') at time zone 'UTC', p.sent_at, p.created_at)
         <= :limit
     and (p.state = 'returned' or p.owner_name = '' or p.bank = '' or p.account = '')
     and (p.state = 'held'
          or (p.stop_asked_by is null and (p.was_credited or not p.was_debited)
              and coalesce(p.return_code, '') <> all(:codes::text[])))
     and kept.in_force = 0 and (kept.until is null or kept.until <= :same_limit)
     and not exists (select from disbursement.unclaimed u
                      where u.payment_id = p.payment_id and u.attempt = p.attempt)
     and not exists (select from disbursement.withdrawal w
                      where w.entitlement_id = p.entitlement_id)
   order by idle.since, p.payment_id limit :most for update of p skip locked)sql";

}  // namespace

std::vector<Idle> idle_for_update(db::Transaction& tx, const std::string& fund, Instant limit,
                                  const FundsTurn& funds_turn, int most) {
  std::map<std::string, Instant> since;
  std::string id;
  Instant at{};
  db::each(
      tx, idle_sql, [&] { since[id] = at; }, use(array_of(funds_turn.hold_kinds)), use(fund),
      use(limit), use(array_of(funds_turn.return_codes)), use(limit), use(most), into(id),
      into(at));
  std::vector<std::string> ids;
  for (const auto& [payment, when] : since) ids.push_back(payment);
  std::vector<Idle> idle;
  each_payment(
      tx,
      select_payment +
          "from disbursement.payment p where p.is_latest "
          "and p.payment_id = any(:ids::uuid[]) order by p.payment_id",
      [&](Payment payment) {
        const Instant when = since.at(payment.id.text());
        idle.push_back({std::move(payment), when});
      },
      use(array_of(ids)));
  return idle;
}

}  // namespace haven::disbursement::store
