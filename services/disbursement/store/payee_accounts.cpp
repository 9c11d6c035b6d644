#include "services/disbursement/store/payee_accounts.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {

using db::array_of;
using db::into;
using db::use;

Payees find_payees(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                   const EntitlementId& entitlement) {
  Payees payees;
  std::optional<std::string> party, owner_name, bank, number;
  db::each(
      tx,
      "select exists (select from disbursement.withdrawal where entitlement_id = :entitlement), "
      "a.party, a.owner_name, a.bank, a.account from (select 1) one "
      "left join disbursement.payee_account a on a.fund = :fund and a.claim_id = :claim",
      [&] {
        if (party) payees.accounts[*party] = {*owner_name, *bank, *number};
      },
      use(entitlement), use(fund), use(claim), into(payees.is_withdrawn), into(party),
      into(owner_name), into(bank), into(number));
  return payees;
}

void save_accounts(db::Transaction& tx, const std::string& fund, const ClaimId& claim,
                   const Accounts& accounts, Instant told_at) {
  std::vector<std::string> parties, owners, banks, numbers;
  for (const auto& [party, account] : accounts) {
    parties.push_back(party);
    owners.push_back(account.owner_name);
    banks.push_back(account.bank);
    numbers.push_back(account.number);
  }
  db::run(
      tx,
      "insert into disbursement.payee_account as a "
      "(fund, claim_id, told_at, party, owner_name, bank, account) "
      "select :fund::text, :claim::uuid, :told_at::timestamptz, g.party, g.owner, g.bank, g.number "
      "from unnest(:parties::text[], :owners::text[], :banks::text[], :numbers::text[]) "
      "as g (party, owner, bank, number) on conflict (fund, claim_id, party) do update "
      "set owner_name = excluded.owner_name, bank = excluded.bank, account = excluded.account, "
      "told_at = excluded.told_at where a.told_at <= excluded.told_at",
      use(fund), use(claim), use(told_at), use(array_of(parties)), use(array_of(owners)),
      use(array_of(banks)), use(array_of(numbers)));
}

std::optional<Account> find_account(db::Transaction& tx, const std::string& fund,
                                    const ClaimId& claim, const std::string& party) {
  Account account;
  const bool found = db::run(tx,
                             "select owner_name, bank, account from disbursement.payee_account "
                             "where fund = :fund and claim_id = :claim and party = :party",
                             use(fund), use(claim), use(party), into(account.owner_name),
                             into(account.bank), into(account.number));
  if (!found) return {};
  return account;
}

}  // namespace haven::disbursement::store
