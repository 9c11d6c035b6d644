#include "services/disbursement/store/payments.hpp"

#include "services/disbursement/store/payment_row.hpp"
#include "services/disbursement/store/sanctions.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

constexpr const char* insert_sql = R"sql(
  insert into disbursement.payment
         (payment_id, attempt, fund, claim_id, claim_reference, entitlement_id, party, instalment,
          payee_name, currency, amount_minor, due_on, bank_reference, owner_name, bank, account,
          state, filed_by, decided_by, decision_approved_by, created_at, corrected_because,
          member_id)
  select payment_id, attempt, fund, claim_id, claim_reference, entitlement_id, party, instalment,
         payee_name, currency, amount_minor, nullif(due_on, '')::date, bank_reference, owner_name,
         bank, account, state, filed_by, decided_by, decision_approved_by, created_at,
         case when attempt > 1 then corrected_because end, nullif(member_id, '')::uuid
    from unnest(:ids::uuid[], :attempts::smallint[], :funds::text[], :claims::uuid[],
                :claim_references::text[], :entitlements::uuid[], :parties::text[],
                :instalments::smallint[], :payees::text[], :currencies::text[], :minors::bigint[],
                :due::text[], :references::text[], :owners::text[], :banks::text[],
                :accounts::text[], :states::text[], :filed::text[], :decided::text[],
                :approved::text[], :created::timestamptz[], :corrected::text[],
                :members::text[])
           as g (payment_id, attempt, fund, claim_id, claim_reference, entitlement_id, party,
                 instalment, payee_name, currency, amount_minor, due_on, bank_reference, owner_name,
                 bank, account, state, filed_by, decided_by, decision_approved_by, created_at,
                 corrected_because, member_id)
  on conflict (payment_id, attempt) do nothing)sql";

// The payments' column with this content, as an array.
template <class Content>
std::string column(const std::vector<Payment>& payments, Content content) {
  std::vector<std::string> values;
  values.reserve(payments.size());
  for (const Payment& payment : payments) values.push_back(content(payment));
  return array_of(values);
}

}  // namespace

std::int64_t insert_payments(db::Transaction& tx, const std::vector<Payment>& payments) {
  if (payments.empty()) return 0;
  begin_planning(tx, payments.front().fund);
  using P = const Payment&;
  const auto of = [&](auto content) { return column(payments, content); };
  return db::change(
      tx, insert_sql, use(of([](P p) { return p.id.text(); })),
      use(of([](P p) { return std::to_string(p.attempt); })), use(of([](P p) { return p.fund; })),
      use(of([](P p) { return p.claim.text(); })), use(of([](P p) { return p.claim_reference; })),
      use(of([](P p) { return p.entitlement.text(); })), use(of([](P p) { return p.party; })),
      use(of([](P p) { return std::to_string(p.instalment); })),
      use(of([](P p) { return p.payee_name; })),
      use(of([](P p) { return p.amount.currency().code(); })),
      use(of([](P p) { return std::to_string(p.amount.minor()); })),
      use(of([](P p) { return p.due_on ? text_of(*p.due_on) : std::string{}; })),
      use(of([](P p) { return p.bank_reference; })),
      use(of([](P p) { return p.account.owner_name; })),
      use(of([](P p) { return p.account.bank; })), use(of([](P p) { return p.account.number; })),
      use(of([](P p) { return name_of(p.state); })), use(of([](P p) { return p.hands.filed_by; })),
      use(of([](P p) { return p.hands.decided_by; })),
      use(of([](P p) { return p.hands.decision_approved_by; })),
      use(of([](P p) { return text_of(p.created_at); })),
      use(of([](P p) { return p.corrected_because.value_or(""); })),
      use(of([](P p) { return p.member.text(); })));
}

std::vector<Payment> correctable_of_for_update(db::Transaction& tx, const std::string& fund,
                                               const ClaimId& claim) {
  return payments_from(
      tx,
      select_payment +
          "from disbursement.payment p where p.claim_id = :claim and p.fund = :fund "
          "and p.is_latest and p.state in ('held', 'payable', 'batched', 'returned') "
          "order by p.payment_id for update",
      use(claim), use(fund));
}

void save_account_change(db::Transaction& tx, const Payment& payment, const BatchId& left_batch) {
  db::run(tx,
          "with changed as (update disbursement.payment set owner_name = :owner, bank = :bank, "
          "  account = :account, state = :state, batch_id = null, batch_approved_by = null, "
          "  version = version + 1 where payment_id = :id and attempt = :attempt "
          "  returning payment_id, attempt) "
          "update disbursement.batch_line l set result = 'account_changed' from changed c "
          "where l.batch_id = :left and l.payment_id = c.payment_id and l.attempt = c.attempt",
          use(payment.account.owner_name), use(payment.account.bank), use(payment.account.number),
          use(name_of(payment.state)), use(payment.id), use(payment.attempt), use(left_batch));
}

void save_next_attempt(db::Transaction& tx, const Payment& next) {
  db::run(tx,
          "update disbursement.payment set is_latest = false, version = version + 1 "
          "where payment_id = :id and attempt = :before",
          use(next.id), use(next.attempt - 1));
  insert_payments(tx, {next});
}

void cancel_payments(db::Transaction& tx, const std::string& fund, const EntitlementId& entitlement,
                     Instant now) {
  db::run(
      tx,
      "with given as (select :entitlement::uuid as entitlement_id, :fund::text as fund, "
      "  :now::timestamptz as withdrawn_at), "
      "remembered as (insert into disbursement.withdrawal (entitlement_id, fund, withdrawn_at) "
      "  select entitlement_id, fund, withdrawn_at from given on conflict do nothing), "
      "found as (select p.payment_id, p.attempt, p.batch_id from disbursement.payment p "
      "  join given using (entitlement_id, fund) "
      "  where p.state in ('held', 'payable', 'batched') order by p.payment_id for update of p), "
      "cancelled as (update disbursement.payment p set state = 'cancelled', batch_id = null, "
      "  version = version + 1 from found f "
      "  where p.payment_id = f.payment_id and p.attempt = f.attempt) "
      "update disbursement.batch_line l set result = 'cancelled' from found f "
      "where l.batch_id = f.batch_id and l.payment_id = f.payment_id and l.attempt = f.attempt",
      use(entitlement), use(fund), use(now));
}

void cancel_payment(db::Transaction& tx, const Payment& held) {
  db::run(tx,
          "update disbursement.payment set state = 'cancelled', version = version + 1 "
          "where payment_id = :id and attempt = :attempt and state = 'held'",
          use(held.id), use(held.attempt));
}

bool is_withdrawn(db::Transaction& tx, const EntitlementId& entitlement) {
  return db::run(tx, "select 1 from disbursement.withdrawal where entitlement_id = :id",
                 use(entitlement));
}

std::vector<Payment> find_attempts(db::Transaction& tx, const std::string& fund,
                                   const PaymentId& id) {
  return payments_from(
      tx,
      select_payment +
          "from disbursement.payment p where p.fund = :fund and p.payment_id = :id "
          "order by p.attempt desc",
      use(fund), use(id));
}

std::optional<Payment> find_payment_for_update(db::Transaction& tx, const std::string& fund,
                                               const PaymentId& id) {
  auto found = payments_from(tx,
                             select_payment +
                                 "from disbursement.payment p where p.fund = :fund "
                                 "and p.payment_id = :id and p.is_latest for update",
                             use(fund), use(id));
  if (found.empty()) return {};
  return found.front();
}

std::string key_of(const Payment& payment) {
  return text_of(payment.created_at) + "/" + payment.id.text();
}

bool is_key(const std::string& text) {
  const auto slash = text.find('/');
  return slash != text.npos && instant_from(text.substr(0, slash)) &&
         is_uuid(text.substr(slash + 1));
}

std::vector<Payment> payments_by(db::Transaction& tx, const std::string& fund,
                                 const PaymentFilter& filter, const std::string& after, int limit) {
  // Only what is asked for enters the text, so that the kept plan of each combination fits it: the
  // desk's look at what is payable must not read every payment that was ever made.
  std::string where;
  std::vector<std::string> given;
  const auto add = [&](const std::string& column_and_sign, const std::string& value,
                       const std::string& type) {
    given.push_back(value);
    where += " and " + column_and_sign + " g.v[" + std::to_string(given.size()) + "]::" + type;
  };
  // The state stands in the text: the partial indexes are for it. It is one of the known names.
  if (payment_state_from(filter.state))
    where += " and p.state = '" + filter.state + "'";
  else if (!filter.state.empty())
    return {};
  if (!filter.claim.empty()) add("p.claim_id =", filter.claim, "uuid");
  if (!filter.currency.empty()) add("p.currency =", filter.currency, "bpchar");
  if (const auto slash = after.find('/'); slash != after.npos) {
    where += " and (p.created_at, p.payment_id) > (g.v[" + std::to_string(given.size() + 1) +
             "]::timestamptz, g.v[" + std::to_string(given.size() + 2) + "]::uuid)";
    given.push_back(after.substr(0, slash));
    given.push_back(after.substr(slash + 1));
  }
  return payments_from(tx,
                       select_payment +
                           "from disbursement.payment p, (select :values::text[] as v) g "
                           "where p.fund = :fund and p.is_latest" +
                           where + " order by p.created_at, p.payment_id limit :limit",
                       use(array_of(given)), use(fund), use(limit));
}

std::vector<PaymentTotal> payment_totals(db::Transaction& tx, const std::string& fund) {
  std::vector<PaymentTotal> totals;
  PaymentTotal row;
  Currency currency;
  std::int64_t minor = 0;
  db::each(
      tx,
      "select state, currency, count(*), sum(amount_minor)::bigint from disbursement.payment "
      "where fund = :fund and is_latest group by state, currency order by state, currency",
      [&] {
        row.total = {minor, currency};
        totals.push_back(row);
      },
      use(fund), into(row.state), into(currency), into(row.count), into(minor));
  return totals;
}

}  // namespace haven::disbursement::store
