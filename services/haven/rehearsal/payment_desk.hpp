#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "services/haven/rehearsal/bank_folder.hpp"
#include "services/haven/rehearsal/office.hpp"
#include "services/haven/rehearsal/staff.hpp"

namespace haven::rehearsal {

/// The cashiers and those who sign. Batches what is payable, has it signed by as many people as its
/// sum asks for, carries files to the bank and its answers back, and mends what was held, returned
/// or not answered.
class PaymentDesk {
 public:
  PaymentDesk(const Office& office, BankFolder& bank, Worked& worked);
  /// Each returns how much it did.
  std::size_t pay();
  std::size_t take_letters();
  std::size_t mend();
  /// Sends payments without an answer again, with the same reference; those that stay without one
  /// are asked about over the bank's counter, and two people believe what it says.
  std::size_t chase_unknown();
  /// How many payments are with the bank and have no end yet.
  std::size_t underway();

 private:
  std::size_t carry_files();
  std::size_t pay_in(const std::string& currency);
  bool sign(const std::string& batch);
  void take(const BankFolder::Letter& letter);
  bool sign_once(const std::string& batch, std::set<const Client*>& signed_already);
  std::size_t mend_held();
  std::size_t lift_holds();
  std::size_t mend_returned();
  bool give_account(const boost::json::value& payment);
  void chase(const boost::json::value& payment);
  void send_again(const std::string& payment);
  void resolve(const std::string& payment, const std::string& outcome);
  void hear(const BankFolder::Letter& answers);

  std::unique_ptr<Client> maker_, intake_;
  std::unique_ptr<Client> lifter_;  // who lifts a hold signs no batch with the payment
  std::vector<std::unique_ptr<Client>> approvers_, releasers_;
  BankFolder& bank_;
  Worked& worked_;
  std::vector<std::string> to_carry_;  // paths of files that haven has written for the bank
  // A bank takes its word back: another account is tried when a statement could have come.
  std::map<std::string, std::chrono::steady_clock::time_point> returned_since_;
  std::map<std::string, std::string> heard_;  // what the bank said about a reference; "": asked
};

}  // namespace haven::rehearsal
