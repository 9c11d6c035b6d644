#pragma once
#include <filesystem>
#include <string>

namespace haven::rehearsal {

struct MonthOptions {
  std::string url;
  std::string fund = "owwa";
  std::filesystem::path token_key;
  std::filesystem::path bank = "var/bank";  // folder of a bank that serves
  std::size_t members = 20000;
  std::uint64_t people_seed = 7;
  std::size_t claims = 500;
  std::uint64_t seed = 8;
  int desks = 8;
  int patience_s = 60;
};

/// Plays a month: claims are filed from several desks while adjudicators, approvers, cashiers and
/// the bank work, until nothing is left that anybody here can do. Prints what the desks counted.
/// True when every acknowledged claim is found again and what the bank debited and did not give
/// back, by its own ledger, is what haven settled.
bool play_month(const MonthOptions& options);

}  // namespace haven::rehearsal
