#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/bank/books.hpp"

namespace haven::bank {

/// An order as a file gives it, and the code of the reason for which the bank does not take it.
struct GivenOrder {
  Order order;
  std::string fault;
};

/// Why no order of a file is taken.
struct FileRefusal {
  std::string code;
  std::string words;
  int line = 0;
};

struct OrderFile {
  std::string message_id;  // also of a refused file, once it was read
  std::vector<GivenOrder> orders;
  std::optional<FileRefusal> refusal;
};

/// Reads pain.001.001.10 as a bank does that trusts nobody: every element known and once, counts
/// and sums as declared, accounts its own, references unique. `schema` may be empty.
OrderFile read_order_file(const std::filesystem::path& file, const std::filesystem::path& schema,
                          const std::map<std::string, CustomerAccount>& accounts);

/// True for an IBAN whose check digits are right.
bool has_right_check_digits(const std::string& iban);

}  // namespace haven::bank
