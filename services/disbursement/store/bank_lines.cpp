#include "services/disbursement/store/bank_lines.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

constexpr const char* insert_sql = R"sql(
  insert into disbursement.bank_line
         (line_id, fund, statement_id, line, book, is_credit, currency, amount_minor, booked_on,
          names, counterparty, remittance, taken_at)
  select line_id, fund, statement_id, line, book, is_credit, currency, amount_minor, booked_on,
         names::text[], counterparty, remittance, taken_at
    from unnest(:ids::uuid[], :funds::text[], :statements::uuid[], :lines::int[], :books::text[],
                :credits::boolean[], :currencies::text[], :minors::bigint[], :days::date[],
                :names::text[], :parties::text[], :texts::text[], :taken::timestamptz[])
           as g (line_id, fund, statement_id, line, book, is_credit, currency, amount_minor,
                 booked_on, names, counterparty, remittance, taken_at)
  on conflict (line_id) do nothing returning line_id::text)sql";

const std::string select_line =
    "select l.line_id, l.fund, l.statement_id, l.line, l.book, l.is_credit, l.currency, "
    "l.amount_minor, l.booked_on::text, array_to_string(l.names, E'\\n'), l.counterparty, "
    "l.remittance, l.taken_at::text, coalesce(l.assigned_as, ''), coalesce(l.item_id, ''), "
    "coalesce(l.party, ''), coalesce(l.reason, ''), coalesce(l.assigned_by, ''), "
    "l.assigned_at::text from disbursement.bank_line l ";

std::vector<std::string> split(const std::string& lines) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from < lines.size();) {
    const auto to = std::min(lines.find('\n', from), lines.size());
    names.push_back(lines.substr(from, to - from));
    from = to + 1;
  }
  return names;
}

template <class... Uses>
std::vector<BankLine> lines_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<BankLine> lines;
  BankLine l;
  Assignment assignment;
  Currency currency;
  std::int64_t minor = 0;
  std::string names;
  db::each(
      tx, select_line + tail,
      [&] {
        l.amount = {minor, currency};
        l.names = split(names);
        l.assignment.reset();
        if (!assignment.as.empty()) l.assignment = assignment;
        lines.push_back(l);
      },
      into(l.id), into(l.fund), into(l.statement), into(l.line), into(l.book), into(l.is_credit),
      into(currency), into(minor), into(l.booked_on), into(names), into(l.counterparty),
      into(l.remittance), into(l.taken_at), into(assignment.as), into(assignment.item_id),
      into(assignment.party), into(assignment.reason), into(assignment.by), into(l.assigned_at),
      std::forward<Uses>(uses)...);
  return lines;
}

template <class Content>
std::string column(const std::vector<BankLine>& lines, Content content) {
  std::vector<std::string> values;
  values.reserve(lines.size());
  for (const BankLine& line : lines) values.push_back(content(line));
  return array_of(values);
}

}  // namespace

std::set<std::string> insert_bank_lines(db::Transaction& tx, const std::vector<BankLine>& lines) {
  std::set<std::string> fresh;
  if (lines.empty()) return fresh;
  using L = const BankLine&;
  const auto of = [&](auto content) { return column(lines, content); };
  std::string id;
  db::each(
      tx, insert_sql, [&] { fresh.insert(id); }, use(of([](L l) { return l.id.text(); })),
      use(of([](L l) { return l.fund; })), use(of([](L l) { return l.statement.text(); })),
      use(of([](L l) { return std::to_string(l.line); })), use(of([](L l) { return l.book; })),
      use(of([](L l) { return l.is_credit ? "t" : "f"; })),
      use(of([](L l) { return l.amount.currency().code(); })),
      use(of([](L l) { return std::to_string(l.amount.minor()); })),
      use(of([](L l) { return text_of(l.booked_on); })),
      use(of([](L l) { return array_of(l.names); })), use(of([](L l) { return l.counterparty; })),
      use(of([](L l) { return l.remittance; })), use(of([](L l) { return text_of(l.taken_at); })),
      into(id));
  return fresh;
}

std::optional<BankLine> find_bank_line_for_update(db::Transaction& tx, const std::string& fund,
                                                  const BankLineId& id) {
  const auto found =
      lines_from(tx, "where l.fund = :fund and l.line_id = :id for update", use(fund), use(id));
  if (found.empty()) return {};
  return found.front();
}

void save_assignment(db::Transaction& tx, const BankLine& line) {
  db::run(tx,
          "update disbursement.bank_line set state = 'assigned', assigned_as = :as, "
          "item_id = nullif(:item, ''), party = nullif(:party, ''), reason = :reason, "
          "assigned_by = :by, assigned_at = :at where line_id = :id",
          use(line.assignment->as), use(line.assignment->item_id), use(line.assignment->party),
          use(line.assignment->reason), use(line.assignment->by), use(line.assigned_at),
          use(line.id));
}

std::vector<BankLine> bank_lines_by(db::Transaction& tx, const std::string& fund,
                                    const BankLineFilter& filter, const std::string& after,
                                    int limit) {
  const auto slash = after.find('/');
  const std::string day = after.substr(0, slash);
  const std::string id = slash == after.npos ? "" : after.substr(slash + 1);
  // The state stands in the text, for the partial index; it is one of the known names.
  std::string where = "where l.fund = :fund ";
  if (bank_line_state_from(filter.state)) where += "and l.state = '" + filter.state + "' ";
  return lines_from(tx,
                    where +
                        "and l.booked_on <= coalesce(:until::date, l.booked_on) "
                        "and (:day = '' or (l.booked_on, l.line_id) > (nullif(:from, '')::date, "
                        "nullif(:id, '')::uuid)) order by l.booked_on, l.line_id limit :limit",
                    use(fund), use(filter.booked_until), use(day), use(day), use(id), use(limit));
}

std::string key_of(const BankLine& line) {
  return text_of(line.booked_on) + '/' + line.id.text();
}

bool is_bank_line_key(const std::string& text) {
  const auto slash = text.find('/');
  return slash != text.npos && date_from(text.substr(0, slash)) && is_uuid(text.substr(slash + 1));
}

}  // namespace haven::disbursement::store
