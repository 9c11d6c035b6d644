#include "services/disbursement/app/close_inquiry.hpp"

#include "services/disbursement/store/inquiries.hpp"
#include "services/disbursement/store/payments.hpp"
#include "services/disbursement/store/receipts.hpp"

namespace haven::disbursement {
namespace {

Result<Inquiry> inquiry_for_update(db::Transaction& tx, const std::string& fund,
                                   const std::string& id) {
  auto inquiry = store::find_inquiry_for_update(tx, fund, id);
  if (!inquiry) {
    return refuse(ErrorKind::not_found, "inquiry_unknown", "The fund has no such inquiry.");
  }
  return std::move(*inquiry);
}

// Of the attempt that the inquiry is about, which need not be the latest any more.
std::set<std::string> signers_of(db::Transaction& tx, const Inquiry& inquiry) {
  for (const Payment& attempt : store::find_attempts(tx, inquiry.fund, inquiry.payment)) {
    if (attempt.attempt == inquiry.attempt) return store::signers_of(tx, attempt.batch);
  }
  return {};
}

}  // namespace

Result<Inquiry> hand_over_inquiry(db::Transaction& tx, const HandOver& command, Date today) {
  auto inquiry = inquiry_for_update(tx, command.fund, command.inquiry);
  if (!inquiry) return inquiry;

  if (const auto open = is_still_open(*inquiry); !open) return pass(open);
  if (command.due_on < today) return refuse_field("due_on", "must be today or later");
  inquiry->owner = command.owner;
  inquiry->due_on = command.due_on;

  store::save_inquiry(tx, *inquiry);
  return inquiry;
}

Result<Inquiry> close_inquiry(db::Transaction& tx, const CloseInquiry& command, Instant now) {
  auto inquiry = inquiry_for_update(tx, command.fund, command.inquiry);
  if (!inquiry) return inquiry;
  const auto signers = signers_of(tx, *inquiry);

  if (const auto may = may_close(*inquiry, signers, command.by); !may) return pass(may);
  inquiry->state = command.outcome;
  inquiry->closed_by = command.by;
  inquiry->closed_at = now;
  inquiry->note = command.note;

  store::save_inquiry(tx, *inquiry);
  return inquiry;
}

}  // namespace haven::disbursement
