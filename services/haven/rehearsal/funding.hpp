#pragma once
#include <cstdint>

#include "services/haven/rehearsal/bank_folder.hpp"
#include "services/haven/rehearsal/office.hpp"
#include "services/haven/rehearsal/payment_desk.hpp"

namespace haven::rehearsal {

/// What is brought into each purse, in whole units of its currency.
struct Budget {
  std::int64_t pesos = 120'000'000;
  std::int64_t dollars = 2'500'000;
  std::int64_t insurers_deposit = 2'500'000;
};

/// A cashier notes a funding of every purse, and the money is paid into the bank. When the bank's
/// lines are there, the cashier says which funding each is for, and a second person confirms what
/// they brought in full. Returns when all are confirmed; throws when the bank does not show them in
/// time.
void fund_purses(const Office& office, BankFolder& bank, PaymentDesk& letters, const Budget& budget,
                 std::uint64_t run);

}  // namespace haven::rehearsal
