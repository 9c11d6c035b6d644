// What comes over the bank's counter instead of in files of orders: lines of CSV without a heading.
//   credit,ACCOUNT,AMOUNT,CURRENCY,REFERENCE,NAME   somebody pays into an account
//   interest,ACCOUNT,AMOUNT,CURRENCY,TEXT           the bank pays interest
//   charge,ACCOUNT,AMOUNT,CURRENCY,TEXT             the bank takes a charge; either text may be
//   empty
//
//   enquiry,REFERENCE                               what became of an order?
//
// Its answers: enquiry,REFERENCE,WORD with debited, returned, not_executed or unknown (no file with
// it has come); refused,LINE,WORDS for a line that it does not understand.
#pragma once
#include <string>

#include "tests/support/bank/books.hpp"
#include "tests/support/bank/desk.hpp"

namespace haven::bank {

/// Serves one slip after another and returns the answers.
std::string take_slips(const std::string& slips, const Books& books, Desk& desk);

/// Puts one line into in/, for the next pass. Several in a row keep their order.
void hand_in(const std::string& folder, const std::vector<std::string>& slip, Instant now);

}  // namespace haven::bank
