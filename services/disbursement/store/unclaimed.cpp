#include "services/disbursement/store/unclaimed.hpp"

#include <map>

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

const std::string select_unclaimed =
    "select u.payment_id, u.attempt::int, u.fund, u.claim_id, p.claim_reference, u.entitlement_id, "
    "p.party, u.currency, u.amount_minor, p.bank_reference, u.since::text, u.kept_on::text, "
    "u.state, u.trace_due_on::text, u.traces, u.end_asked_by, u.end_because, u.end_agreed_by, "
    "u.end_agreed_as, u.ended_to, u.over_on::text from disbursement.unclaimed u "
    "join disbursement.payment p on p.payment_id = u.payment_id and p.attempt = u.attempt ";

template <class... Uses>
std::vector<Unclaimed> records_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Unclaimed> records;
  Unclaimed u;
  Currency currency;
  std::int64_t minor = 0;
  std::string state;
  db::each(
      tx, select_unclaimed + tail,
      [&] {
        u.amount = {minor, currency};
        u.state = unclaimed_state_from(state).value();
        records.push_back(u);
      },
      into(u.payment), into(u.attempt), into(u.fund), into(u.claim), into(u.claim_reference),
      into(u.entitlement), into(u.party), into(currency), into(minor), into(u.bank_reference),
      into(u.since), into(u.kept_on), into(state), into(u.trace_due_on), into(u.traces),
      into(u.end_asked_by), into(u.end_because), into(u.end_agreed_by), into(u.end_agreed_as),
      into(u.ended_to), into(u.over_on), std::forward<Uses>(uses)...);
  return records;
}

std::optional<Unclaimed> first_of(const std::vector<Unclaimed>& records) {
  if (records.empty()) return {};
  return records.front();
}

template <class Content>
std::string column(const std::vector<Unclaimed>& records, Content content) {
  std::vector<std::string> values;
  values.reserve(records.size());
  for (const Unclaimed& record : records) values.push_back(content(record));
  return array_of(values);
}

}  // namespace

void insert_unclaimed(db::Transaction& tx, const std::vector<Unclaimed>& records) {
  if (records.empty()) return;
  using U = const Unclaimed&;
  const auto of = [&](auto content) { return column(records, content); };
  db::run(tx,
          "insert into disbursement.unclaimed (payment_id, attempt, fund, claim_id, "
          "entitlement_id, currency, amount_minor, since, kept_on, state, trace_due_on) "
          "select payment_id, attempt, :fund::text, claim_id, entitlement_id, currency, "
          "amount_minor, since, kept_on, 'unclaimed', trace_due_on from unnest(:ids::uuid[], "
          ":attempts::smallint[], :claims::uuid[], :entitlements::uuid[], :currencies::text[], "
          ":minors::bigint[], :since::date[], :kept::date[], :due::date[]) as g (payment_id, "
          "attempt, claim_id, entitlement_id, currency, amount_minor, since, kept_on, "
          "trace_due_on)",
          use(records.front().fund), use(of([](U u) { return u.payment.text(); })),
          use(of([](U u) { return std::to_string(u.attempt); })),
          use(of([](U u) { return u.claim.text(); })),
          use(of([](U u) { return u.entitlement.text(); })),
          use(of([](U u) { return u.amount.currency().code(); })),
          use(of([](U u) { return std::to_string(u.amount.minor()); })),
          use(of([](U u) { return text_of(u.since); })),
          use(of([](U u) { return text_of(u.kept_on); })),
          use(of([](U u) { return text_of(u.trace_due_on); })));
}

std::optional<Unclaimed> find_unclaimed(db::Transaction& tx, const std::string& fund,
                                        const PaymentId& payment) {
  return first_of(records_from(tx,
                               "where u.payment_id = :id and u.fund = :fund "
                               "order by u.attempt desc limit 1",
                               use(payment), use(fund)));
}

std::optional<Unclaimed> find_unclaimed_for_update(db::Transaction& tx, const std::string& fund,
                                                   const PaymentId& payment) {
  return first_of(records_from(tx,
                               "where u.payment_id = :id and u.fund = :fund "
                               "order by u.attempt desc limit 1 for update",
                               use(payment), use(fund)));
}

std::vector<Unclaimed> open_unclaimed_for_update(db::Transaction& tx, const std::string& fund,
                                                 const EntitlementId& entitlement) {
  // The payments first: whoever keeps them as unclaimed at this moment is waited for.
  db::run(tx,
          "select 1 from disbursement.payment where entitlement_id = :id and is_latest "
          "order by payment_id for update",
          use(entitlement));
  return records_from(tx,
                      "where u.entitlement_id = :id and u.fund = :fund and u.state = 'unclaimed' "
                      "order by u.payment_id for update",
                      use(entitlement), use(fund));
}

bool save_found(db::Transaction& tx, const PaymentId& payment, Date today) {
  return db::change(tx,
                    "update disbursement.unclaimed set state = 'found', over_on = :today, "
                    "version = version + 1 where payment_id = :id and state = 'unclaimed'",
                    use(today), use(payment)) == 1;
}

void save_end_asked(db::Transaction& tx, const Unclaimed& record, Instant now) {
  db::run(tx,
          "update disbursement.unclaimed set end_asked_by = :by, end_because = :because, "
          "end_asked_at = :at, version = version + 1 where payment_id = :id and attempt = :attempt",
          use(record.end_asked_by), use(record.end_because), use(now), use(record.payment),
          use(record.attempt));
}

void save_ended(db::Transaction& tx, const Unclaimed& record) {
  db::run(tx,
          "update disbursement.unclaimed set state = 'ended', end_agreed_by = :by, "
          "end_agreed_as = :because, ended_to = :ended_to, over_on = :on, version = version + 1 "
          "where payment_id = :id and attempt = :attempt",
          use(record.end_agreed_by), use(record.end_agreed_as), use(record.ended_to),
          use(record.over_on), use(record.payment), use(record.attempt));
}

std::vector<Trace> traces_of(db::Transaction& tx, const PaymentId& payment, int attempt) {
  std::vector<Trace> traces;
  Trace row;
  db::each(
      tx,
      "select trace_id::text, how, outcome, note, traced_by, traced_on::text "
      "from disbursement.trace where payment_id = :id and attempt = :attempt "
      "order by traced_at, trace_id",
      [&] { traces.push_back(row); }, use(payment), use(attempt), into(row.id), into(row.how),
      into(row.outcome), into(row.note), into(row.by), into(row.on));
  return traces;
}

void insert_trace(db::Transaction& tx, const Unclaimed& record, const Trace& trace, Instant now) {
  db::run(tx,
          "with written as (insert into disbursement.trace (trace_id, payment_id, attempt, how, "
          "  outcome, note, traced_by, traced_on, traced_at) values (:trace, :payment, :attempt, "
          "  :how, :outcome, :note, :by, :on, :at) returning payment_id, attempt) "
          "update disbursement.unclaimed u set traces = u.traces + 1, trace_due_on = :due, "
          "version = u.version + 1 from written w "
          "where u.payment_id = w.payment_id and u.attempt = w.attempt",
          use(trace.id), use(record.payment), use(record.attempt), use(trace.how),
          use(trace.outcome), use(trace.note), use(trace.by), use(trace.on), use(now),
          use(record.trace_due_on));
}

std::string key_of(const Unclaimed& record) {
  return text_of(record.since) + "/" + record.payment.text() + "/" + std::to_string(record.attempt);
}

bool is_unclaimed_key(const std::string& text) {
  constexpr std::size_t day = 10, uuid = 36;
  return text.size() > day + uuid + 2 && text.size() <= day + uuid + 6 && text[day] == '/' &&
         text[day + uuid + 1] == '/' && date_from(text.substr(0, day)) &&
         is_uuid(text.substr(day + 1, uuid)) &&
         text.find_first_not_of("0123456789", day + uuid + 2) == text.npos;
}

std::vector<Unclaimed> unclaimed_by(db::Transaction& tx, const std::string& fund,
                                    const UnclaimedFilter& filter, const std::string& after,
                                    int limit) {
  const std::string key =
      after.empty() ? "0001-01-01/00000000-0000-0000-0000-000000000000/0" : after;
  return records_from(
      tx,
      "where u.fund = :fund and u.state = coalesce(nullif(:state, ''), u.state) "
      "and (:since::date is null or u.since <= :same_since::date) "
      "and (:due::date is null or (u.state = 'unclaimed' and u.trace_due_on < :same_due::date)) "
      "and (u.since, u.payment_id, u.attempt) > (split_part(:key, '/', 1)::date, "
      "split_part(:same_key, '/', 2)::uuid, split_part(:last_key, '/', 3)::int) "
      "order by u.since, u.payment_id, u.attempt limit :limit",
      use(fund), use(filter.state), use(filter.since_at_latest), use(filter.since_at_latest),
      use(filter.trace_due_before), use(filter.trace_due_before), use(key), use(key), use(key),
      use(limit));
}

std::vector<AgeTotal> unclaimed_ageing(db::Transaction& tx, const std::string& fund, Date today) {
  std::map<std::pair<AgeBand, std::string>, AgeTotal> totals;
  Date since{};
  Currency currency;
  std::int64_t count = 0, minor = 0;
  db::each(
      tx,
      "select since::text, currency, count(*), sum(amount_minor)::bigint "
      "from disbursement.unclaimed where fund = :fund and state = 'unclaimed' group by 1, 2",
      [&] {
        const AgeBand band = age_band_of(since, today);
        AgeTotal& total = totals[{band, currency.code()}];
        if (total.count == 0) total = {band, 0, {0, currency}};
        total.count += count;
        total.total += Money{minor, currency};
      },
      use(fund), into(since), into(currency), into(count), into(minor));
  std::vector<AgeTotal> rows;
  for (const auto& [key, total] : totals) rows.push_back(total);
  return rows;
}

}  // namespace haven::disbursement::store
