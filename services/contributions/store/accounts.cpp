#include "services/contributions/store/accounts.hpp"

#include "common/db/sql.hpp"

namespace haven::contributions::store {

using db::into;
using db::use;

std::vector<AccountEntry> entries_of(db::Transaction& tx, const MemberId& kept) {
  std::vector<AccountEntry> entries;
  AccountEntry row;
  std::int64_t minor = 0;
  Currency currency;
  db::each(
      tx,
      "with person as (select member_id from contributions.member "
      "where member_id = :kept or merged_into = :same_kept), "
      "money as (select r.* from contributions.receipt r join person using (member_id)), "
      "given_back as (select f.*, r.scheme, r.reference, r.assessment_id "
      "from contributions.refund f join money r using (receipt_id) "
      "where f.state not in ('asked', 'refused')) "
      "select assessed_on::text as day, 'assessment', scheme, kind, amount_minor, currency "
      "from contributions.assessment join person using (member_id) where state <> 'withdrawn' "
      "union all select paid_on::text, 'receipt', scheme, reference, -amount_minor, currency "
      "from money union all "
      "select v.reversed_on::text, 'reversal', r.scheme, r.reference, r.amount_minor, r.currency "
      "from contributions.reversal v join money r using (receipt_id) union all "
      "select decided_on::text, 'refund', scheme, reference, amount_minor, currency "
      "from given_back union all "
      "select g.decided_on::text, 'waiver', g.scheme, g.reference, -g.amount_minor, g.currency "
      "from given_back g join money r using (receipt_id) where r.state = 'matched'",
      [&] {
        row.amount = Money{minor, currency};
        entries.push_back(row);
      },
      use(kept), use(kept), into(row.on), into(row.kind), into(row.scheme), into(row.reference),
      into(minor), into(currency));
  return entries;
}

}  // namespace haven::contributions::store
