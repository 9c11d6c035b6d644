#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace haven::bank {

/// One line of the journal: what it is, and its fields.
using Record = std::vector<std::string>;

/// A file to which is only added. Records count in transactions: a transaction is there whole, with
/// a checksum over it and all before it, or not at all, whenever the process is killed.
class Journal {
 public:
  /// Makes the file if it is not there.
  explicit Journal(const std::filesystem::path& file);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// While it lives, no other process reads or adds.
  class Hold {
   public:
    explicit Hold(const Journal& journal);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    int file_;
  };

  /// Hands over what was committed since the last call, and cuts off what was begun and never
  /// committed. Under a Hold. Throws where the journal was changed by another hand.
  void read_on(const std::function<void(const Record&)>& take);
  /// A record of the transaction that `commit` makes durable.
  void add(const Record& record);
  /// Under a Hold, after read_on.
  void commit();

 private:
  int file_;
  std::uint64_t read_to_ = 0;
  std::string chain_;  // checksum of the last transaction
  std::string open_;   // text of the transaction in hand
};

}  // namespace haven::bank
