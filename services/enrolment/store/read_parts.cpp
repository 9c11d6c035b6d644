#include "services/enrolment/store/read_parts.hpp"

#include "common/db/sql.hpp"
#include "services/enrolment/domain/states.hpp"

namespace haven::enrolment::store {
namespace {

// One query for all parts of the records, because round trips are what a read costs: each row is
// one part, its cells joined by a control character that no stored text can hold.
constexpr char cell_end = '\x1f';
constexpr const char* parts_query =
    "select part, member_id, cells from ("
    "select 1 as part, member_id, position::text as place, concat_ws(E'\\x1f', relative_id, name, "
    "relation, sex, coalesce(born_on::text, ''), alive, married, dependent, disabled, school, "
    "barred) as cells from enrolment.relative where member_id = any(:ids1::uuid[]) "
    "union all select 2, member_id, position::text, concat_ws(E'\\x1f', nominee_id, name, "
    "coalesce(share_percent::text, '')) from enrolment.nominee where member_id = "
    "any(:ids2::uuid[]) "
    "union all select 3, member_id, '', concat_ws(E'\\x1f', starts_on, ends_on, hire, occupation, "
    "sector, coalesce(salary_minor::text, ''), coalesce(salary_currency, ''), "
    "employer_paid_migration, sponsor) "
    "from enrolment.contract where member_id = any(:ids3::uuid[]) and current "
    "union all select 4, r.member_id, c.starts_on || ' ' || c.cover_id, concat_ws(E'\\x1f', "
    "r.registration_id, r.scheme, r.kind, r.channel, coalesce(r.registered_on::text, ''), "
    "coalesce(r.paid_on::text, ''), coalesce(r.starts_on::text, ''), coalesce(r.ends_on::text, "
    "''), "
    "r.premium_charged_to_worker, coalesce(r.term_months::text, ''), r.plan, "
    "coalesce(r.sum_minor::text, ''), coalesce(r.sum_currency, ''), "
    "array_to_string(r.paid_months, ' '), coalesce(r.last_paid_on::text, ''), "
    "coalesce(r.receipt_id::text, ''), c.cover_id, c.starts_on, "
    "c.ends_on, c.state, coalesce(c.ended_on::text, ''), coalesce(c.ended_reason, '')) "
    "from enrolment.registration r join enrolment.cover c using (registration_id) "
    "where r.member_id = any(:ids4::uuid[])) parts order by part, member_id, length(place), place";

// The cells of one part, read in their order.
class Cells {
 public:
  explicit Cells(std::string_view cells) : rest_(cells) {}
  std::string text() {
    const std::size_t end = std::min(rest_.find(cell_end), rest_.size());
    std::string cell{rest_.substr(0, end)};
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return cell;
  }
  std::optional<Date> date() { return date_from(text()); }
  bool yes() { return text() == "t"; }
  std::optional<std::int64_t> number() {
    const std::string cell = text();
    if (cell.empty()) return {};
    return std::stoll(cell);
  }
  // An amount is two cells.
  std::optional<Money> amount() {
    const auto minor = number();
    const std::string currency = text();
    if (!minor) return {};
    return money(*minor, currency);
  }
  std::vector<Date> dates() {
    std::vector<Date> read;
    const std::string days = text();
    for (std::size_t at = 0; at < days.size(); at += std::size("2024-05-14")) {
      read.push_back(date_from(days.substr(at, std::size("2024-05-14") - 1)).value());
    }
    return read;
  }

 private:
  std::string_view rest_;
};

Relative relative_from(Cells cells) {
  Relative relative;
  scheme::Relative& facts = relative.facts;
  facts.id = cells.text();
  relative.name = cells.text();
  facts.relation = cells.text();
  facts.sex = cells.text();
  facts.born = cells.date();
  facts.alive = cells.yes();
  facts.married = cells.yes();
  facts.dependent = cells.yes();
  facts.disabled = cells.yes();
  facts.school = cells.text();
  facts.barred = cells.yes();
  return relative;
}

Nominee nominee_from(Cells cells) {
  Nominee nominee;
  nominee.facts.id = cells.text();
  nominee.name = cells.text();
  if (const auto share = cells.number()) nominee.facts.share_percent = static_cast<int>(*share);
  return nominee;
}

scheme::Contract contract_from(Cells cells) {
  scheme::Contract contract;
  contract.start = cells.date();
  contract.end = cells.date();
  contract.hire = cells.text();
  contract.occupation = cells.text();
  contract.sector = cells.text();
  contract.salary = cells.amount();
  contract.employer_paid_migration = cells.yes();
  contract.sponsor = cells.text();
  return contract;
}

scheme::Registration registration_from(Cells& cells) {
  scheme::Registration registration;
  registration.scheme = cells.text();
  registration.kind = cells.text();
  registration.channel = cells.text();
  registration.registered = cells.date();
  registration.paid = cells.date();
  registration.starts = cells.date();
  registration.ends = cells.date();
  registration.premium_charged_to_worker = cells.yes();
  if (const auto term = cells.number()) registration.term_months = static_cast<int>(*term);
  registration.plan = cells.text();
  registration.sum = cells.amount();
  registration.paid_months = cells.dates();
  registration.last_paid = cells.date();
  return registration;
}

Cover cover_from(Cells cells) {
  Cover cover;
  cover.registration_id = RegistrationId{cells.text()};
  cover.registration = registration_from(cells);
  cover.receipt_id = cells.text();
  cover.id = CoverId{cells.text()};
  cover.starts = cells.date().value();
  cover.ends = cells.date().value();
  cover.state = cover_state_named(cells.text());
  cover.ended = cells.date();
  cover.ended_reason = cells.text();
  return cover;
}

void add_part(Member& member, int part, Cells cells) {
  Particulars& who = member.particulars;
  switch (part) {
    case 1:
      who.family.push_back(relative_from(cells));
      break;
    case 2:
      who.nominees.push_back(nominee_from(cells));
      break;
    case 3:
      who.contract = contract_from(cells);
      break;
    default:
      member.covers.push_back(cover_from(cells));
      break;
  }
}

}  // namespace

void read_parts(db::Transaction& tx, const std::string& ids, std::map<MemberId, Member>& members) {
  int part = 0;
  MemberId id;
  std::string cells;
  db::each(
      tx, parts_query,
      [&] {
        if (members.contains(id)) add_part(members[id], part, Cells{cells});
      },
      db::use(ids), db::use(ids), db::use(ids), db::use(ids), db::into(part), db::into(id),
      db::into(cells));
}

}  // namespace haven::enrolment::store
