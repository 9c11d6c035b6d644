#include "services/enrolment/store/parts.hpp"

#include "services/enrolment/store/columns.hpp"

namespace haven::enrolment::store {
namespace {

using db::use;

template <class Part>
struct PartOf {
  const Member* member;
  std::size_t position;
  const Part* part;
};

template <class Part, class PartsOf>
std::vector<PartOf<Part>> parts_of(const Records& members, PartsOf parts) {
  std::vector<PartOf<Part>> rows;
  for (const Member* member : members) {
    std::size_t position = 0;
    for (const Part& part : parts(*member)) rows.push_back({member, position++, &part});
  }
  return rows;
}

const auto id_of_row = [](const auto& row) { return row.member->id.text(); };
const auto position_of_row = [](const auto& row) { return std::to_string(row.position); };

}  // namespace

void insert_relatives(db::Transaction& tx, const Records& members) {
  const auto rows = parts_of<Relative>(
      members, [](const Member& m) -> const auto& { return m.particulars.family; });
  if (rows.empty()) return;
  const auto text = [&](auto read) {
    return column_of(rows, [&](const auto& row) { return read(row.part->facts); });
  };
  db::run(tx,
          "insert into enrolment.relative (member_id, relative_id, position, name, relation, sex, "
          "born_on, alive, married, dependent, disabled, school, barred) "
          "select r.member_id, r.id, r.position, r.name, r.relation, r.sex, "
          "nullif(r.born, '')::date, r.alive, r.married, r.dependent, r.disabled, r.school, "
          "r.barred from unnest(:members::uuid[], :ids::text[], :positions::smallint[], "
          ":names::text[], :relations::text[], :sexes::text[], :born::text[], :alive::boolean[], "
          ":married::boolean[], :dependent::boolean[], :disabled::boolean[], :schools::text[], "
          ":barred::boolean[]) as r(member_id, id, position, name, relation, sex, born, alive, "
          "married, dependent, disabled, school, barred)",
          use(column_of(rows, id_of_row)), use(text([](const auto& f) { return f.id; })),
          use(column_of(rows, position_of_row)),
          use(column_of(rows, [](const auto& row) { return row.part->name; })),
          use(text([](const auto& f) { return f.relation; })),
          use(text([](const auto& f) { return f.sex; })),
          use(text([](const auto& f) { return cell(f.born); })),
          use(text([](const auto& f) { return cell(f.alive); })),
          use(text([](const auto& f) { return cell(f.married); })),
          use(text([](const auto& f) { return cell(f.dependent); })),
          use(text([](const auto& f) { return cell(f.disabled); })),
          use(text([](const auto& f) { return f.school; })),
          use(text([](const auto& f) { return cell(f.barred); })));
}

void insert_nominees(db::Transaction& tx, const Records& members) {
  const auto rows = parts_of<Nominee>(
      members, [](const Member& m) -> const auto& { return m.particulars.nominees; });
  if (rows.empty()) return;
  db::run(tx,
          "insert into enrolment.nominee (member_id, nominee_id, position, name, share_percent) "
          "select n.member_id, n.id, n.position, n.name, nullif(n.share, '')::smallint "
          "from unnest(:members::uuid[], :ids::text[], :positions::smallint[], :names::text[], "
          ":shares::text[]) as n(member_id, id, position, name, share)",
          use(column_of(rows, id_of_row)),
          use(column_of(rows, [](const auto& row) { return row.part->facts.id; })),
          use(column_of(rows, position_of_row)),
          use(column_of(rows, [](const auto& row) { return row.part->name; })),
          use(column_of(rows, [](const auto& row) {
            const auto& share = row.part->facts.share_percent;
            return share ? std::to_string(*share) : std::string{};
          })));
}

void insert_contracts(db::Transaction& tx, const Records& members) {
  Records rows;
  for (const Member* member : members) {
    if (member->particulars.contract) rows.push_back(member);
  }
  if (rows.empty()) return;
  const auto text = [&](auto read) {
    return column_of(rows, [&](const Member* m) { return read(*m->particulars.contract); });
  };
  db::run(
      tx,
      "insert into enrolment.contract (member_id, starts_on, ends_on, hire, occupation, sector, "
      "salary_minor, salary_currency, employer_paid_migration, sponsor) "
      "select c.member_id, c.starts, c.ends, c.hire, c.occupation, c.sector, "
      "nullif(c.minor, '')::bigint, nullif(c.currency, ''), c.paid_migration, c.sponsor "
      "from unnest(:members::uuid[], :starts::date[], :ends::date[], :hires::text[], "
      ":occupations::text[], :sectors::text[], :minors::text[], :currencies::text[], "
      ":paid_migration::boolean[], :sponsors::text[]) as c(member_id, starts, ends, hire, "
      "occupation, sector, minor, currency, paid_migration, sponsor)",
      use(column_of(rows, [](const Member* m) { return m->id.text(); })),
      use(text([](const auto& c) { return cell(c.start); })),
      use(text([](const auto& c) { return cell(c.end); })),
      use(text([](const auto& c) { return c.hire; })),
      use(text([](const auto& c) { return c.occupation; })),
      use(text([](const auto& c) { return c.sector; })),
      use(text([](const auto& c) { return minor_cell(c.salary); })),
      use(text([](const auto& c) { return currency_cell(c.salary); })),
      use(text([](const auto& c) { return cell(c.employer_paid_migration); })),
      use(text([](const auto& c) { return c.sponsor; })));
}

void insert_covers(db::Transaction& tx, const Records& members, Instant now) {
  const auto rows = parts_of<Cover>(
      members, [](const Member& m) -> const auto& { return m.covers; });
  if (rows.empty()) return;
  const auto text = [&](auto read) {
    return column_of(rows, [&](const auto& row) { return read(*row.part); });
  };
  db::run(
      tx,
      "with given as (select * from unnest(:ids::uuid[], :members::uuid[], :schemes::text[], "
      ":kinds::text[], :channels::text[], :registered::text[], :paid::text[], :starts::text[], "
      ":ends::text[], :charged::boolean[], :terms::text[], :plans::text[], :sums::text[], "
      ":currencies::text[], :months::text[], :last_paid::text[], :receipts::text[], "
      ":covers::uuid[], :from::date[], :to::date[]) as g(registration_id, member_id, scheme, kind, "
      "channel, registered, paid, starts, ends, charged, term, plan, sum, currency, months, "
      "last_paid, receipt, cover_id, cover_starts, cover_ends)), "
      "registered as (insert into enrolment.registration (registration_id, member_id, scheme, "
      "kind, channel, registered_on, paid_on, starts_on, ends_on, premium_charged_to_worker, "
      "term_months, plan, sum_minor, sum_currency, paid_months, last_paid_on, receipt_id, "
      "added_at) select registration_id, member_id, scheme, kind, channel, "
      "nullif(registered, '')::date, nullif(paid, '')::date, nullif(starts, '')::date, "
      "nullif(ends, '')::date, charged, nullif(term, '')::smallint, plan, "
      "nullif(sum, '')::bigint, nullif(currency, ''), months::date[], "
      "nullif(last_paid, '')::date, nullif(receipt, '')::uuid, :now::timestamptz from given) "
      "insert into enrolment.cover (cover_id, registration_id, starts_on, ends_on) "
      "select cover_id, registration_id, cover_starts, cover_ends from given",
      use(text([](const Cover& c) { return c.registration_id.text(); })),
      use(column_of(rows, id_of_row)),
      use(text([](const Cover& c) { return c.registration.scheme; })),
      use(text([](const Cover& c) { return c.registration.kind; })),
      use(text([](const Cover& c) { return c.registration.channel; })),
      use(text([](const Cover& c) { return cell(c.registration.registered); })),
      use(text([](const Cover& c) { return cell(c.registration.paid); })),
      use(text([](const Cover& c) { return cell(c.registration.starts); })),
      use(text([](const Cover& c) { return cell(c.registration.ends); })),
      use(text([](const Cover& c) { return cell(c.registration.premium_charged_to_worker); })),
      use(text([](const Cover& c) { return cell(c.registration.term_months); })),
      use(text([](const Cover& c) { return c.registration.plan; })),
      use(text([](const Cover& c) { return minor_cell(c.registration.sum); })),
      use(text([](const Cover& c) { return currency_cell(c.registration.sum); })),
      use(text([](const Cover& c) { return cell(c.registration.paid_months); })),
      use(text([](const Cover& c) { return cell(c.registration.last_paid); })),
      use(text([](const Cover& c) { return c.receipt_id; })),
      use(text([](const Cover& c) { return c.id.text(); })),
      use(text([](const Cover& c) { return cell(c.starts); })),
      use(text([](const Cover& c) { return cell(c.ends); })), use(now));
}

void insert_changes(db::Transaction& tx, const Records& members, const Change& change) {
  db::run(tx,
          "insert into enrolment.member_change (member_id, version, what, changed_by, changed_at) "
          "select c.member_id, c.version, :what, :by, :now::timestamptz "
          "from unnest(:members::uuid[], :versions::bigint[]) as c(member_id, version)",
          use(change.what), use(change.by), use(change.at),
          use(column_of(members, [](const Member* m) { return m->id.text(); })),
          use(column_of(members, [](const Member* m) { return std::to_string(m->version); })));
}

}  // namespace haven::enrolment::store
