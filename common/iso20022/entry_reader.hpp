// One entry of a statement with its details. Private to the statement reader.
#pragma once
#include <optional>

#include "common/iso20022/open_statement.hpp"
#include "common/iso20022/statement.hpp"
#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {

class EntryReader {
 public:
  EntryReader(XmlCursor& cursor, const StatementHandlers& handlers, OpenStatement& statement)
      : cursor_(cursor), handlers_(handlers), statement_(statement) {}

  /// Reads the Ntry that the cursor is at and says how many transactions it had.
  std::int64_t read();

 private:
  __extension__ using Wide = __int128;

  void read_field();
  void read_details();
  void read_batch();
  void deliver_entry();
  void deliver_waiting(bool is_the_only_one);
  [[nodiscard]] EntryEnd::Sum sum() const;

  XmlCursor& cursor_;
  const StatementHandlers& handlers_;
  OpenStatement& statement_;
  Entry entry_;
  std::optional<Money> amount_;
  std::optional<Direction> direction_;
  std::optional<EntryStatus> status_;
  bool entry_delivered_ = false;
  // Whether a detail is the only one of its entry is known when the next one comes, so one waits.
  std::optional<Detail> waiting_;
  std::int64_t details_ = 0;
  bool all_have_amounts_ = true;
  Wide sum_ = 0;  // in the entry's direction
  EntryEnd end_;
};

/// Reads the TxDtls that the cursor is at; what it leaves open is the entry's.
Detail read_detail(XmlCursor& cursor, const Entry& entry);

}  // namespace haven::iso20022
