#include "services/ledger/store/reservations.hpp"

#include "common/db/sql.hpp"
#include "services/ledger/store/entries.hpp"

namespace haven::ledger::store {
namespace {

using db::array_of;
using db::into;
using db::use;

// Waits for nobody: a slice that somebody else is changing is passed over. A wait here would hold
// one slice while others are locked in order, and two such awards would wait for one another.
constexpr const char* reserve_sql = R"sql(
  with given as (
      select :entitlement::uuid as entitlement_id, :fund::text as fund, :claim::text as claim_id,
             :purse::text as purse, :scheme::text as scheme, :benefit::text as benefit,
             :currency::text as currency, :amount::bigint as amount_minor,
             :awarded_at::timestamptz as awarded_at, :arose_on::date as arose_on,
             :now::timestamptz as recorded_at,
             :entry::uuid as entry_id, :cause::text as cause, :kind::text as kind,
             :led_by::text as led_by, :caused_on::date as caused_on, :slice::int as slice),
  chosen as (
      select s.fund, s.purse, s.slice
        from ledger.purse_slice s join given g on s.fund = g.fund and s.purse = g.purse
       where s.slice > 0 and s.available_minor >= g.amount_minor
       order by (s.slice + 16 - g.slice) % 16
       limit 1 for update of s skip locked),
  taken as (
      update ledger.purse_slice s set available_minor = s.available_minor - g.amount_minor
        from given g, chosen c
       where s.fund = c.fund and s.purse = c.purse and s.slice = c.slice
      returning g.*),
  reserved as (
      insert into ledger.reservation (entitlement_id, fund, claim_id, purse, scheme, benefit,
                                      currency, amount_minor, state, awarded_at, arose_on)
      select entitlement_id, fund, claim_id::uuid, purse, scheme, benefit, currency, amount_minor,
             'reserved', awarded_at, arose_on from taken),
  entered as (
      insert into ledger.entry
             (entry_id, fund, cause, kind, led_by, claim_id, caused_on, recorded_at)
      select entry_id, fund, cause, kind, led_by, claim_id::uuid, caused_on, recorded_at from taken)
  insert into ledger.posting (entry_id, line, fund, account, currency, amount_minor)
  select t.entry_id, p.line, t.fund, p.account, t.currency, p.minor
    from taken t, unnest(:accounts::text[], :minors::bigint[]) with ordinality
                    as p (account, minor, line))sql";

const std::string select_reservation =
    "select r.entitlement_id, r.fund, r.claim_id, r.purse, p.layer, r.currency, r.amount_minor, "
    "r.released_minor, r.returned_minor, r.settled_minor, r.voided_minor, r.set_aside_minor, "
    "r.unclaimed_minor, r.discharged_minor, r.state, r.withdrawn, r.version";
const std::string from_reservation =
    " from ledger.reservation r join ledger.purse p using (fund, purse) ";

// The variables of one row of select_reservation.
struct Row {
  Reservation reservation;
  std::string state;
  Currency currency;
  std::int64_t amount = 0, released = 0, returned = 0, settled = 0, voided = 0, set_aside = 0,
               unclaimed = 0, discharged = 0;

  Reservation take() {
    reservation.amount = {amount, currency};
    reservation.released = {released, currency};
    reservation.returned = {returned, currency};
    reservation.settled = {settled, currency};
    reservation.voided = {voided, currency};
    reservation.set_aside = {set_aside, currency};
    reservation.unclaimed = {unclaimed, currency};
    reservation.discharged = {discharged, currency};
    reservation.state = reservation_state_from(state);
    return reservation;
  }
};

// `tail` is what follows the columns above: further columns, the tables and the condition.
template <class... More>
void each_reservation(db::Transaction& tx, const std::string& tail, Row& row,
                      const std::function<void()>& take, More&&... more) {
  Reservation& r = row.reservation;
  db::each(tx, select_reservation + tail, take, into(r.entitlement), into(r.fund), into(r.claim),
           into(r.purse), into(r.layer), into(row.currency), into(row.amount), into(row.released),
           into(row.returned), into(row.settled), into(row.voided), into(row.set_aside),
           into(row.unclaimed), into(row.discharged), into(row.state), into(r.withdrawn),
           into(r.version), std::forward<More>(more)...);
}

}  // namespace

AwardPlace find_place(db::Transaction& tx, const Award& award, Date today) {
  AwardPlace place;
  std::optional<std::string> purse, layer, template_name;
  db::run(
      tx,
      "with given as (select :fund::text as fund, :scheme::text as scheme, "
      "  :benefit::text as benefit, :currency::text as currency, :id::uuid as id, "
      "  extract(year from :arose_on::date)::int as year, :today::date as today) "
      "select p.purse, p.layer, u.template, coalesce(p.closes_on <= g.today, false), "
      "  exists (select from ledger.reservation r where r.entitlement_id = g.id), "
      "  exists (select from ledger.withdrawal w where w.entitlement_id = g.id), "
      "  exists (select from ledger.reservation r where r.fund = g.fund and r.purse = p.purse "
      "          and r.state = 'short') "
      "from given g left join ledger.purse_purpose u on u.fund = g.fund and u.scheme = g.scheme "
      "  and u.benefit = g.benefit and u.currency = g.currency and u.active "
      "left join ledger.purse p on p.fund = u.fund "
      "  and (p.purse = u.purse or (p.template = u.template and p.budget_year = g.year))",
      use(award.fund), use(award.scheme), use(award.benefit), use(award.amount.currency()),
      use(award.entitlement), use(award.arose_on), use(today), into(purse), into(layer),
      into(template_name), into(place.is_closed), into(place.is_known), into(place.is_withdrawn),
      into(place.others_wait));
  place.purse = purse.value_or("");
  place.layer = layer.value_or("");
  place.template_name = template_name.value_or("");
  return place;
}

bool reserve_from_slice(db::Transaction& tx, const Award& award, const std::string& purse,
                        int slice, const Entry& entry, Instant now) {
  const EntryColumns columns = columns_of({entry}, now);
  return db::change(tx, reserve_sql, use(award.entitlement), use(award.fund), use(award.claim),
                    use(purse), use(award.scheme), use(award.benefit), use(award.amount.currency()),
                    use(award.amount.minor()), use(award.awarded_at), use(award.arose_on), use(now),
                    use(columns.id[0]), use(entry.cause.cause), use(entry.kind),
                    use(entry.cause.led_by), use(entry.cause.caused_on), use(slice),
                    use(array_of(columns.account)), use(array_of(columns.minor))) > 0;
}

void insert_reservation(db::Transaction& tx, const Award& award, const std::string& purse,
                        ReservationState state) {
  const bool is_short = state == ReservationState::short_of_funds;
  const bool is_voided = state == ReservationState::voided;
  std::optional<db::Bytes> kept;
  if (is_short) kept = db::Bytes{award.payload};
  db::run(tx,
          "insert into ledger.reservation (entitlement_id, fund, claim_id, purse, scheme, benefit, "
          "currency, amount_minor, voided_minor, state, withdrawn, award, awarded_at, arose_on) "
          "values (:id, :fund, :claim, :purse, :scheme, :benefit, :currency, :amount, :voided, "
          ":state, :withdrawn, :award, :awarded_at, :arose_on)",
          use(award.entitlement), use(award.fund), use(award.claim), use(purse), use(award.scheme),
          use(award.benefit), use(award.amount.currency()), use(award.amount.minor()),
          use(is_voided ? award.amount.minor() : 0), use(name_of(state)), use(is_voided), use(kept),
          use(award.awarded_at), use(award.arose_on));
}

std::optional<Reservation> find_reservation(db::Transaction& tx, const std::string& fund,
                                            const EntitlementId& entitlement) {
  std::optional<Reservation> found;
  Row row;
  each_reservation(
      tx, from_reservation + "where r.fund = :fund and r.entitlement_id = :id", row,
      [&] { found = row.take(); }, use(fund), use(entitlement));
  return found;
}

std::optional<OrderPlace> find_order_place_for_update(db::Transaction& tx, const Order& order,
                                                      const std::string& kind) {
  std::optional<OrderPlace> found;
  Row row;
  bool is_booked = false;
  each_reservation(
      tx,
      ", exists (select from ledger.entry e where e.fund = r.fund "
      "and e.cause = :cause and e.kind = :kind)" +
          from_reservation + "where r.fund = :fund and r.entitlement_id = :id for update of r",
      row,
      [&] {
        found = OrderPlace{row.take(), is_booked};
      },
      into(is_booked), use(order.bank_reference), use(kind), use(order.fund),
      use(order.entitlement));
  return found;
}

std::vector<Reservation> reservations_of_claim(db::Transaction& tx, const std::string& fund,
                                               const ClaimId& claim) {
  std::vector<Reservation> found;
  Row row;
  each_reservation(
      tx,
      from_reservation +
          "where r.fund = :fund and r.claim_id = :claim "
          "order by r.awarded_at, r.entitlement_id",
      row, [&] { found.push_back(row.take()); }, use(fund), use(claim));
  return found;
}

bool save_reservation(db::Transaction& tx, const Reservation& r) {
  return db::change(tx,
                    "update ledger.reservation set released_minor = :released, "
                    "returned_minor = :returned, settled_minor = :settled, voided_minor = :voided, "
                    "set_aside_minor = :aside, unclaimed_minor = :unclaimed, "
                    "discharged_minor = :discharged, "
                    "state = :state, withdrawn = :withdrawn, version = version + 1, "
                    "award = case when :kept then award end "
                    "where entitlement_id = :id and version = :version",
                    use(r.released.minor()), use(r.returned.minor()), use(r.settled.minor()),
                    use(r.voided.minor()), use(r.set_aside.minor()), use(r.unclaimed.minor()),
                    use(r.discharged.minor()), use(name_of(r.state)), use(r.withdrawn),
                    use(r.state == ReservationState::short_of_funds), use(r.entitlement),
                    use(r.version)) == 1;
}

std::vector<Waiting> waiting_of(db::Transaction& tx, const LockedPurse& purse) {
  std::vector<Waiting> waiting;
  Row row;
  db::Bytes payload;
  each_reservation(
      tx,
      ", r.award" + from_reservation +
          "where r.fund = :fund and r.purse = :purse and r.state = 'short' "
          "order by r.awarded_at, r.entitlement_id for update of r",
      row,
      [&] {
        waiting.push_back({row.take(), payload.data});
      },
      into(payload), use(purse.fund), use(purse.purse));
  return waiting;
}

std::string kept_award(db::Transaction& tx, const Reservation& reservation) {
  db::Bytes payload;
  const bool found = db::run(tx,
                             "select award from ledger.reservation where entitlement_id = :id "
                             "and state = 'short'",
                             use(reservation.entitlement), into(payload));
  ensure(found, "an award that waits is kept as it was heard");
  return payload.data;
}

void save_reserved(db::Transaction& tx, const std::vector<Reservation>& reservations) {
  std::vector<std::string> ids;
  for (const Reservation& one : reservations) ids.push_back(one.entitlement.text());
  db::run(tx,
          "update ledger.reservation set state = 'reserved', award = null, set_aside_minor = 0, "
          "version = version + 1 "
          "where entitlement_id = any(:ids::uuid[]) and state = 'short'",
          use(array_of(ids)));
}

bool insert_withdrawal(db::Transaction& tx, const std::string& fund,
                       const EntitlementId& entitlement, Instant now) {
  return db::change(tx,
                    "insert into ledger.withdrawal (entitlement_id, fund, withdrawn_at) "
                    "values (:id, :fund, :now) on conflict do nothing",
                    use(entitlement), use(fund), use(now)) == 1;
}

}  // namespace haven::ledger::store
