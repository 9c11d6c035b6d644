#pragma once
#include <atomic>

#include "services/haven/rehearsal/filing.hpp"
#include "services/haven/rehearsal/office.hpp"

namespace haven::rehearsal {

/// What the staff counts. Thread-safe.
struct Worked {
  std::atomic<int> decided = 0, approved = 0, returned = 0;
  std::atomic<int> batches = 0, corrected = 0, resent = 0, asked = 0, resolved = 0, assigned = 0;
  std::atomic<int> lifted = 0;
  std::atomic<int> deposits = 0, insurers_paid = 0;
  std::atomic<int> letters = 0, letters_refused = 0, settled = 0;
};

/// Each does what there is to do at this moment and returns how much it was.
std::size_t clear_work_queue(Client& adjudicator, Worked& worked);
std::size_t approve_decisions(Client& approver, Worked& worked);

}  // namespace haven::rehearsal
