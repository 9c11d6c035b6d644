#pragma once
#include <filesystem>
#include <string>

namespace haven::rehearsal {

struct LoadOptions {
  std::string url;
  std::string fund = "owwa";
  std::filesystem::path token_key;
  std::filesystem::path bank = "var/bank";  // folder of a bank that serves
  std::size_t members = 60000;
  std::uint64_t people_seed = 7;
  std::size_t first_member = 0;  // among the covered ones; those before it have claims already
  std::size_t in_flight = 64;
  std::size_t claims = 0;  // 0: as many as there is time for
  int filers = 8;
  int approvers = 2;
  int warm_up_s = 3;
  int seconds = 10;
};

/// Keeps so many claims in flight: files the next one over HTTP when the bank's statement settles
/// one before it, while an approver and the payment desk do their part at once. Prints, as one line
/// of JSON, the measured window and what was filed, settled and used up. True when every claim that
/// was filed was settled in the end.
bool run_load(const LoadOptions& options);

}  // namespace haven::rehearsal
