#pragma once
#include <atomic>

#include "services/haven/rehearsal/bank.hpp"
#include "services/haven/rehearsal/filing.hpp"
#include "services/haven/rehearsal/office.hpp"

namespace haven::rehearsal {

/// What the staff counts. Thread-safe.
struct Worked {
  std::atomic<int> decided = 0, approved = 0, returned = 0, batches = 0, corrected = 0, resent = 0;
};

/// Two people put money into every purse that is low: one asks, another confirms.
void fund_purses(const Office& office, std::uint64_t run);

/// Each does what there is to do at this moment and returns how much it was.
std::size_t clear_work_queue(Client& adjudicator, Worked& worked);
std::size_t approve_decisions(Client& approver, Worked& worked);

/// The cashiers' desk: batches what is payable, has it approved and released by two other people,
/// carries the bank's file to the bank and its statement back, and mends what was held or returned.
class PaymentDesk {
 public:
  PaymentDesk(const Office& office, Bank& bank, Worked& worked);
  std::size_t pay();
  std::size_t mend();
  /// Sends payments without an answer again, with the same reference; the bank answers now.
  std::size_t ask_again();

 private:
  std::size_t pay_in(const std::string& currency);
  bool release(const std::string& batch);
  void take_statement(const std::string& file);

  std::unique_ptr<Client> maker_, approver_, releaser_, intake_;
  Bank& bank_;
  Worked& worked_;
  std::chrono::steady_clock::time_point silent_until_;
};

}  // namespace haven::rehearsal
