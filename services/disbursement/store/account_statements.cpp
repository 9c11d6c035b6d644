#include "services/disbursement/store/account_statements.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::into;
using db::use;

constexpr const char* parts_sql = R"sql(
  select s.number, s.bank_id, s.created, s.book, s.currency, s.electronic_sequence, s.page,
         s.is_last_page, s.is_copy, s.opening_minor, s.opening_on::text, s.closing_minor,
         s.closing_on::text, s.is_proved, s.entries, s.credits_minor, s.debits_minor,
         case when not s.is_copy and s.electronic_sequence > 1 and before.number is null
                   and exists (select from disbursement.account_statement e
                                where e.fund = s.fund and e.book = s.book and e.kind = s.kind
                                  and e.electronic_sequence < s.electronic_sequence
                                  and not e.is_copy)
              then 'Number ' || s.electronic_sequence - 1 || ' of this account was not taken.'
              when not s.is_copy and before.closing_minor <> s.opening_minor
              then 'The opening balance is not the closing balance of number '
                   || s.electronic_sequence - 1 || '.'
              else '' end
    from disbursement.account_statement s
    left join lateral (
         select b.number, b.closing_minor from disbursement.account_statement b
          where b.fund = s.fund and b.book = s.book and b.kind = s.kind and not b.is_copy
            and b.electronic_sequence = s.electronic_sequence - 1 and b.is_last_page
          order by b.created desc limit 1) before on true
   where s.statement_id = :id order by s.number)sql";

std::optional<Money> money_or_nothing(const std::optional<std::int64_t>& minor,
                                      const Currency& currency) {
  if (!minor) return {};
  return Money{*minor, currency};
}

std::optional<std::int64_t> minor_of(const std::optional<Money>& amount) {
  if (!amount) return {};
  return amount->minor();
}

}  // namespace

bool was_taken(db::Transaction& tx, const std::string& fund, FileKind kind,
               const AccountStatement& part) {
  int one = 0;
  return db::run(tx,
                 "select 1 from disbursement.account_statement where fund = :fund and book = :book "
                 "and kind = :kind and bank_id = :id and created = :created and not is_copy "
                 "and coalesce(page, 1) = coalesce(:page::bigint, 1) "
                 "and coalesce(electronic_sequence, -1) = coalesce(:sequence::bigint, -1)",
                 use(fund), use(part.book), use(name_of(kind)), use(part.bank_id),
                 use(part.created), use(part.page), use(part.electronic_sequence), into(one));
}

void insert_part(db::Transaction& tx, const std::string& fund, FileKind kind,
                 const StatementId& statement, const AccountStatement& part) {
  db::run(
      tx,
      "insert into disbursement.account_statement (statement_id, number, fund, kind, bank_id, "
      "created, book, currency, electronic_sequence, page, is_last_page, is_copy, opening_minor, "
      "opening_on, closing_minor, closing_on, is_proved, entries, credits_minor, debits_minor) "
      "values (:statement, :number, :fund, :kind, :id, :created, :book, :currency, :sequence, "
      ":page, :last, :copy, :opening, :opening_on, :closing, :closing_on, :proved, :entries, "
      ":credits, :debits)",
      use(statement), use(part.number), use(fund), use(name_of(kind)), use(part.bank_id),
      use(part.created), use(part.book), use(part.currency), use(part.electronic_sequence),
      use(part.page), use(part.is_last_page), use(part.is_copy), use(minor_of(part.opening)),
      use(part.opening_on), use(minor_of(part.closing)), use(part.closing_on), use(part.is_proved),
      use(part.entries), use(part.credits.minor()), use(part.debits.minor()));
}

std::vector<AccountStatement> parts_of(db::Transaction& tx, const StatementId& id) {
  std::vector<AccountStatement> parts;
  AccountStatement p;
  std::optional<std::int64_t> opening, closing;
  std::int64_t credits = 0, debits = 0;
  db::each(
      tx, parts_sql,
      [&] {
        p.opening = money_or_nothing(opening, p.currency);
        p.closing = money_or_nothing(closing, p.currency);
        p.credits = {credits, p.currency};
        p.debits = {debits, p.currency};
        parts.push_back(p);
      },
      use(id), into(p.number), into(p.bank_id), into(p.created), into(p.book), into(p.currency),
      into(p.electronic_sequence), into(p.page), into(p.is_last_page), into(p.is_copy),
      into(opening), into(p.opening_on), into(closing), into(p.closing_on), into(p.is_proved),
      into(p.entries), into(credits), into(debits), into(p.warning));
  return parts;
}

}  // namespace haven::disbursement::store
