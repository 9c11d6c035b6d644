#include "tests/support/bank/counter.hpp"

#include <filesystem>
#include <sstream>

#include "common/core/csv.hpp"
#include "common/core/id.hpp"
#include "tests/support/bank/disk.hpp"

namespace haven::bank {
namespace {

bool is_deposit(const std::string& kind) {
  return kind == "credit" || kind == "interest" || kind == "charge";
}

// Why a deposit is not understood; empty if it is.
std::string fault_of(const std::vector<std::string>& slip, const Books& books) {
  if (slip.size() < 4) return "wants an account, an amount and a currency";
  const auto account = books.accounts().find(slip[1]);
  if (account == books.accounts().end()) return "names no account of the customer";
  const auto amount = money_from(slip[2], slip[3]);
  if (!amount || amount->minor() == 0) return "wants an amount above nothing";
  if (amount->currency() != account->second.stated.currency()) {
    return "is in another currency than the account";
  }
  return "";
}

std::string answer_to(const std::vector<std::string>& slip, int line, const Books& books,
                      Desk& desk) {
  const auto refused = [&](const std::string& words) {
    return csv_line({"refused", std::to_string(line), words}) + '\n';
  };
  if (slip[0] == "enquiry" && slip.size() == 2) {
    return csv_line({"enquiry", slip[1], desk.ask(slip[1])}) + '\n';
  }
  if (!is_deposit(slip[0])) return refused("is no slip of this bank");
  if (const std::string fault = fault_of(slip, books); !fault.empty()) return refused(fault);
  const std::string reference = slip.size() > 4 ? slip[4] : "";
  const std::string name = slip.size() > 5 ? slip[5] : "";
  desk.deposit(slip[1], *money_from(slip[2], slip[3]), slip[0], reference, name);
  return "";
}

}  // namespace

std::string take_slips(const std::string& slips, const Books& books, Desk& desk) {
  std::istringstream in{slips};
  std::string text, answers;
  for (int line = 1; std::getline(in, text); ++line) {
    const auto slip = csv_fields(text);
    if (!slip) {
      answers += csv_line({"refused", std::to_string(line), "is no line of CSV"}) + '\n';
    } else if (!text.empty()) {
      answers += answer_to(*slip, line, books, desk);
    }
  }
  return answers;
}

void hand_in(const std::string& folder, const std::vector<std::string>& slip, Instant now) {
  const auto file = std::filesystem::path{folder} / "in" / ("slip-" + new_uuid(now) + ".csv");
  write_durably(file, csv_line(slip) + '\n');
}

}  // namespace haven::bank
