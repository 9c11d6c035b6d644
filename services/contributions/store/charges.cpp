#include "services/contributions/store/charges.hpp"

#include <map>

#include "common/db/sql.hpp"
#include "services/contributions/domain/money_states.hpp"

namespace haven::contributions::store {
namespace {

using db::into;
using db::use;

constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

template <class... Parameters>
std::vector<Charge> charges_where(db::Transaction& tx, const std::string& condition,
                                  Parameters&&... parameters) {
  std::vector<Charge> charges;
  Charge row;
  std::optional<std::string> agency, currency;
  std::int64_t minor = 0;
  std::string state;
  db::each(
      tx,
      "select charge_id, member_number, scheme, agency, coalesce(amount_minor, 0), currency, "
      "charged_on::text, evidence, source, state, due_on::text, note, dismissal_asked_by, "
      "dismissal_reason, raised_by, raised_on::text from contributions.premium_charge where " +
          condition,
      [&] {
        row.agency = agency.value_or("");
        row.amount.reset();
        if (currency) row.amount = Money{minor, *Currency::from(*currency)};
        row.state = state_named<ChargeState>(state);
        charges.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(row.id), into(row.member_number),
      into(row.scheme), into(agency), into(minor), into(currency), into(row.charged),
      into(row.evidence), into(row.source), into(state), into(row.due), into(row.note),
      into(row.dismissal_asked_by), into(row.dismissal_reason), into(row.raised_by),
      into(row.raised));
  return charges;
}

std::optional<Charge> only(std::vector<Charge> charges) {
  if (charges.empty()) return {};
  return std::move(charges.front());
}

std::string minor_text(const Charge& charge) {
  return charge.amount ? std::to_string(charge.amount->minor()) : "";
}
std::string currency_text(const Charge& charge) {
  return charge.amount ? charge.amount->currency().code() : "";
}

}  // namespace

bool insert_charge(db::Transaction& tx, const std::string& fund, const Charge& charge,
                   const std::string& source_key, Instant now) {
  const auto inserted = db::change(
      tx,
      "insert into contributions.premium_charge (charge_id, fund, member_number, scheme, agency, "
      "amount_minor, currency, charged_on, evidence, source, source_key, state, due_on, raised_by, "
      "raised_on, raised_at) values (:id, :fund, :number, :scheme, nullif(:agency, ''), "
      "nullif(:minor, '')::bigint, nullif(:currency, ''), :charged, :evidence, :source, "
      "nullif(:key, ''), :state, :due, :by, :raised, :now) "
      "on conflict on constraint one_charge_of_a_source do nothing",
      use(charge.id), use(fund), use(charge.member_number), use(charge.scheme), use(charge.agency),
      use(minor_text(charge)), use(currency_text(charge)), use(charge.charged),
      use(charge.evidence), use(charge.source), use(source_key), use(name_of(charge.state)),
      use(charge.due), use(charge.raised_by), use(charge.raised), use(now));
  if (inserted == 0) return false;
  add_step(tx, charge, charge.raised_by, charge.raised, now);
  return true;
}

bool is_raised(db::Transaction& tx, const std::string& fund, const std::vector<std::string>& keys) {
  int one = 0;
  return db::run(tx,
                 "select 1 from contributions.premium_charge where fund = :fund "
                 "and source_key = any(:keys::text[]) limit 1",
                 use(fund), use(db::array_of(keys)), into(one));
}

std::optional<Charge> find_charge(db::Transaction& tx, const std::string& fund,
                                  const ChargeId& id) {
  return only(charges_where(tx, "fund = :fund and charge_id = :id", use(fund), use(id)));
}

std::optional<Charge> find_charge_for_update(db::Transaction& tx, const std::string& fund,
                                             const ChargeId& id) {
  return only(charges_where(tx, "fund = :fund and charge_id = :id for update", use(fund), use(id)));
}

std::vector<Charge> page_of_charges(db::Transaction& tx, const std::string& fund,
                                    const ChargeFilter& filter, const std::string& after,
                                    int limit) {
  return charges_where(tx,
                       "fund = :fund and (:any_state = '' or state = :state) "
                       "and (:any_agency = '' or agency = :agency) "
                       "and (:late::date is null or (due_on < :same_late::date "
                       "and state not in ('repaid', 'dismissed'))) "
                       "and charge_id > :after::uuid order by charge_id limit :limit",
                       use(fund), use(filter.state), use(filter.state), use(filter.agency),
                       use(filter.agency), use(filter.overdue), use(filter.overdue),
                       use(after.empty() ? std::string{nil_uuid} : after), use(limit));
}

void save_charge(db::Transaction& tx, const Charge& charge) {
  db::run(tx,
          "update contributions.premium_charge set state = :state, agency = nullif(:agency, ''), "
          "amount_minor = nullif(:minor, '')::bigint, currency = nullif(:currency, ''), "
          "due_on = :due, note = :note, dismissal_asked_by = :asked, dismissal_reason = :reason "
          "where charge_id = :id",
          use(name_of(charge.state)), use(charge.agency), use(minor_text(charge)),
          use(currency_text(charge)), use(charge.due), use(charge.note),
          use(charge.dismissal_asked_by), use(charge.dismissal_reason), use(charge.id));
}

void add_step(db::Transaction& tx, const Charge& charge, const std::string& by, Date on,
              Instant now) {
  db::run(tx,
          "insert into contributions.premium_charge_step (charge_id, step, state, taken_by, "
          "taken_on, taken_at, note) select :id, count(*) + 1, :state, :by, :on::date, "
          ":at::timestamptz, :note from contributions.premium_charge_step "
          "where charge_id = :same_id",
          use(charge.id), use(name_of(charge.state)), use(by), use(on), use(now),
          use(charge.note.value_or("")), use(charge.id));
}

std::vector<ChargeStep> steps_of(db::Transaction& tx, const ChargeId& id) {
  std::vector<ChargeStep> steps;
  ChargeStep row;
  db::each(
      tx,
      "select state, taken_by, taken_on::text, note from contributions.premium_charge_step "
      "where charge_id = :id order by step",
      [&] { steps.push_back(row); }, use(id), into(row.state), into(row.by), into(row.on),
      into(row.note));
  return steps;
}

std::vector<AgencyCharges> charge_ages(db::Transaction& tx, const std::string& fund, Date today) {
  std::map<std::string, AgencyCharges> by_agency;
  std::string agency;
  int band = 0;
  std::int64_t count = 0, overdue = 0;
  db::each(
      tx,
      "select coalesce(agency, ''), width_bucket(:today::date - raised_on, array[8, 31, 91]), "
      "count(*), count(*) filter (where due_on < :same_day::date) "
      "from contributions.premium_charge where fund = :fund "
      "and state not in ('repaid', 'dismissed') group by 1, 2",
      [&] {
        AgencyCharges& row = by_agency[agency];
        row.agency = agency;
        row.ages.add(static_cast<std::size_t>(band), 0, count);
        row.overdue += overdue;
      },
      use(today), use(today), use(fund), into(agency), into(band), into(count), into(overdue));
  std::vector<AgencyCharges> rows;
  for (auto& [name, row] : by_agency) rows.push_back(std::move(row));
  return rows;
}

}  // namespace haven::contributions::store
