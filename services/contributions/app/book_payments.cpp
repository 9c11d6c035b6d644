#include "services/contributions/app/book_payments.hpp"

#include "services/contributions/app/prices.hpp"
#include "services/contributions/app/say.hpp"
#include "services/contributions/store/assessments.hpp"
#include "services/contributions/store/facts.hpp"
#include "services/contributions/store/receipts.hpp"

namespace haven::contributions {
namespace {

// What a batch writes.
struct Writes {
  std::vector<AssessmentId> settled;
  std::vector<Assessment> assessed;
  std::vector<Receipt> receipts;
};

AssessmentId assessment_for(const Occasion& occasion, const Payment& payment,
                            const Matched& matched, Writes& writes) {
  if (matched.due) {
    writes.settled.push_back(matched.due->id);
    return matched.due->id;
  }
  Assessment renewal;
  renewal.id = new_id<AssessmentId>(occasion.now);
  renewal.member = matched.member;
  renewal.scheme = payment.scheme;
  renewal.kind = payment.kind;
  renewal.amount = payment.amount;
  renewal.state = AssessmentState::settled;
  renewal.assessed = occasion.today;
  writes.assessed.push_back(renewal);
  return renewal.id;
}

std::optional<Receipt> receipt_for(const Occasion& occasion, const Payment& payment,
                                   const Verdict& verdict, Writes& writes) {
  Receipt receipt;
  receipt.id = new_id<ReceiptId>(occasion.now);
  receipt.payment = payment;
  receipt.received_at = occasion.now;
  if (const auto* matched = std::get_if<Matched>(&verdict)) {
    receipt.state = ReceiptState::matched;
    receipt.member = matched->member;
    receipt.assessment = assessment_for(occasion, payment, *matched, writes);
  } else if (!std::holds_alternative<Unmatched>(verdict)) {
    return {};
  }
  writes.receipts.push_back(receipt);
  return receipt;
}

void write(db::Transaction& tx, const Occasion& occasion, const Writes& writes,
           const std::optional<FileId>& file) {
  store::settle_assessments(tx, writes.settled);
  store::insert_assessments(tx, occasion.fund, writes.assessed, occasion.by);
  store::insert_receipts(tx, occasion.fund, writes.receipts, file, occasion.by, occasion.now);
  std::vector<messaging::Saying> sayings;
  for (const Receipt& receipt : writes.receipts) {
    const bool matched = receipt.state == ReceiptState::matched;
    sayings.push_back(matched ? contribution_received(receipt, false) : receipt_unmatched(receipt));
  }
  say(tx, occasion, sayings);
}

}  // namespace

std::vector<Booking> book_payments(db::Transaction& tx, const Occasion& occasion,
                                   const std::vector<Payment>& payments,
                                   const std::optional<FileId>& file) {
  if (payments.empty()) return {};
  Facts facts = store::find_facts(tx, occasion.fund, payments.front().partner, payments);
  facts.today = occasion.today;
  facts.prices = prices_of(occasion, payments);

  std::vector<Verdict> verdicts = judge(payments, std::move(facts));
  Writes writes;
  std::vector<Booking> bookings;
  for (std::size_t i = 0; i < payments.size(); ++i) {
    auto receipt = receipt_for(occasion, payments[i], verdicts[i], writes);
    bookings.push_back({std::move(verdicts[i]), std::move(receipt)});
  }

  write(tx, occasion, writes, file);
  return bookings;
}

AssessmentId settle(db::Transaction& tx, const Occasion& occasion, const Payment& payment,
                    const Matched& matched) {
  Writes writes;
  const AssessmentId id = assessment_for(occasion, payment, matched, writes);
  store::settle_assessments(tx, writes.settled);
  store::insert_assessments(tx, occasion.fund, writes.assessed, occasion.by);
  return id;
}

}  // namespace haven::contributions
