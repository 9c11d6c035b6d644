#pragma once
#include <string>

#include "common/db/transaction.hpp"
#include "services/disbursement/domain/receipt.hpp"

namespace haven::disbursement {

struct HandOver {
  std::string fund, inquiry;
  std::string owner;
  Date due_on{};
};
/// Gives an open inquiry another owner and day.
Result<Inquiry> hand_over_inquiry(db::Transaction& tx, const HandOver& command, Date today);

struct CloseInquiry {
  std::string fund, inquiry;
  std::string by;
  InquiryState outcome = InquiryState::explained;
  std::string note;
};
/// Says what was found out. See may_close().
Result<Inquiry> close_inquiry(db::Transaction& tx, const CloseInquiry& command, Instant now);

}  // namespace haven::disbursement
