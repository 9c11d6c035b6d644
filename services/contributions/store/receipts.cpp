#include "services/contributions/store/receipts.hpp"

#include "services/contributions/domain/states.hpp"
#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {
namespace {

using db::change;
using db::into;
using db::use;

constexpr const char* nil_uuid = "00000000-0000-0000-0000-000000000000";

template <class... Parameters>
std::vector<Receipt> receipts_where(db::Transaction& tx, const std::string& condition,
                                    Parameters&&... parameters) {
  std::vector<Receipt> receipts;
  Receipt row;
  Payment& payment = row.payment;
  std::int64_t minor = 0;
  Currency currency;
  std::string state;
  std::optional<std::string> reason;
  std::optional<Date> reversed;
  db::each(
      tx,
      "select r.receipt_id, r.partner, r.reference, r.member_number, r.scheme, r.kind, r.channel, "
      "r.amount_minor, r.currency, r.paid_on::text, r.state, r.member_id, r.assessment_id, "
      "r.received_at::text, v.reason, v.reversed_on::text from contributions.receipt r "
      "left join contributions.reversal v using (receipt_id) where " +
          condition,
      [&] {
        payment.amount = Money{minor, currency};
        row.state = receipt_state_named(state);
        row.reversal.reset();
        if (reversed) row.reversal = Reversal{*reason, *reversed};
        receipts.push_back(row);
      },
      std::forward<Parameters>(parameters)..., into(row.id), into(payment.partner),
      into(payment.reference), into(payment.member_number), into(payment.scheme),
      into(payment.kind), into(payment.channel), into(minor), into(currency), into(payment.paid),
      into(state), into(row.member), into(row.assessment), into(row.received_at), into(reason),
      into(reversed));
  return receipts;
}

std::optional<Receipt> only(std::vector<Receipt> receipts) {
  if (receipts.empty()) return {};
  return std::move(receipts.front());
}

}  // namespace

void insert_receipts(db::Transaction& tx, const std::string& fund,
                     const std::vector<Receipt>& receipts, const std::optional<FileId>& file,
                     const std::string& by, Instant now) {
  if (receipts.empty()) return;
  const auto text = [&](auto read) { return column_of(receipts, read); };
  const auto inserted = change(
      tx,
      "insert into contributions.receipt (receipt_id, fund, partner, reference, member_number, "
      "scheme, kind, channel, amount_minor, currency, paid_on, state, member_id, assessment_id, "
      "file_id, received_by, received_at) select r.id, :fund, r.partner, r.reference, r.number, "
      "r.scheme, r.kind, r.channel, r.minor, r.currency, r.paid, r.state, "
      "nullif(r.member, '')::uuid, nullif(r.assessment, '')::uuid, :file::uuid, :by, "
      ":now::timestamptz from unnest(:ids::uuid[], :partners::text[], :references::text[], "
      ":numbers::text[], :schemes::text[], :kinds::text[], :channels::text[], :minors::bigint[], "
      ":currencies::text[], :paid::date[], :states::text[], :members::text[], "
      ":assessments::text[]) as r(id, partner, reference, number, scheme, kind, channel, minor, "
      "currency, paid, state, member, assessment) "
      "on conflict on constraint receipt_reference_is_used_once do nothing",
      use(fund), use(file.value_or(FileId{})), use(by), use(now),
      use(text([](const Receipt& r) { return r.id.text(); })),
      use(text([](const Receipt& r) { return r.payment.partner; })),
      use(text([](const Receipt& r) { return r.payment.reference; })),
      use(text([](const Receipt& r) { return r.payment.member_number; })),
      use(text([](const Receipt& r) { return r.payment.scheme; })),
      use(text([](const Receipt& r) { return r.payment.kind; })),
      use(text([](const Receipt& r) { return r.payment.channel; })),
      use(text([](const Receipt& r) { return std::to_string(r.payment.amount.minor()); })),
      use(text([](const Receipt& r) { return r.payment.amount.currency().code(); })),
      use(text([](const Receipt& r) { return text_of(r.payment.paid); })),
      use(text([](const Receipt& r) { return name_of(r.state); })),
      use(text([](const Receipt& r) { return r.member.text(); })),
      use(text([](const Receipt& r) { return r.assessment.text(); })));
  if (inserted != static_cast<std::int64_t>(receipts.size())) throw db::Failure{"40001", ""};
}

std::optional<Receipt> find_receipt(db::Transaction& tx, const std::string& fund,
                                    const ReceiptId& id) {
  return only(receipts_where(tx, "r.fund = :fund and r.receipt_id = :id", use(fund), use(id)));
}

std::optional<Receipt> find_receipt_for_update(db::Transaction& tx, const std::string& fund,
                                               const ReceiptId& id) {
  return only(receipts_where(tx, "r.fund = :fund and r.receipt_id = :id for update of r", use(fund),
                             use(id)));
}

std::vector<Receipt> page_of_receipts(db::Transaction& tx, const std::string& fund,
                                      const std::string& state, const std::string& after,
                                      int limit) {
  return receipts_where(tx,
                        "r.fund = :fund and (:any = '' or r.state = :state) "
                        "and r.receipt_id > :after::uuid order by r.receipt_id limit :limit",
                        use(fund), use(state), use(state),
                        use(after.empty() ? std::string{nil_uuid} : after), use(limit));
}

std::vector<Receipt> unmatched_receipts(db::Transaction& tx, const std::string& fund,
                                        const std::string& number) {
  return receipts_where(tx,
                        "r.fund = :fund and r.member_number = :number and r.state = 'unmatched' "
                        "order by r.receipt_id for update of r",
                        use(fund), use(number));
}

bool match_receipt(db::Transaction& tx, const Receipt& receipt) {
  return change(tx,
                "update contributions.receipt set state = 'matched', member_id = :member, "
                "assessment_id = :assessment where receipt_id = :id and state = 'unmatched'",
                use(receipt.member), use(receipt.assessment), use(receipt.id)) == 1;
}

bool reverse_receipt(db::Transaction& tx, const Receipt& receipt, const Reversal& reversal,
                     const std::string& by, Instant now) {
  const auto moved = change(tx,
                            "update contributions.receipt set state = 'reversed' "
                            "where receipt_id = :id and state = :from",
                            use(receipt.id), use(name_of(receipt.state)));
  if (moved == 0) return false;
  db::run(tx,
          "insert into contributions.reversal (receipt_id, amount_minor, currency, reversed_on, "
          "reason, reversed_by, reversed_at) "
          "values (:id, :minor, :currency, :day, :reason, :by, :now)",
          use(receipt.id), use(-receipt.payment.amount.minor()),
          use(receipt.payment.amount.currency()), use(reversal.reversed), use(reversal.reason),
          use(by), use(now));
  return true;
}

void refund_receipt(db::Transaction& tx, const ReceiptId& id) {
  db::run(tx, "update contributions.receipt set state = 'refunded' where receipt_id = :id",
          use(id));
}

}  // namespace haven::contributions::store
