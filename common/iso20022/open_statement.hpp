// A statement while it is read: what is known of it so far, and what its entries come to. Private
// to the statement reader.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/iso20022/statement.hpp"
#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {

class OpenStatement {
 public:
  OpenStatement(XmlCursor& cursor, const StatementHandlers& handlers, bool is_statement);

  /// The child that the cursor is at, unless it is an entry.
  void read_field();
  /// An entry that is complete but for its details. The first one also delivers the head.
  void add(const Entry& entry);
  void finish();

 private:
  __extension__ using Wide = __int128;  // so that a sum never passes its end before it is judged

  struct Typed {
    std::string type;
    Balance balance;
  };

  void read_account_of_statement();
  void read_pages();
  void read_balance();
  void keep(Typed typed);
  void take_currency(const Currency& currency, int line);
  void deliver_head();
  void choose_balances(StatementEnd& end) const;
  void prove(StatementEnd& end);
  [[nodiscard]] Money kept(Wide minor);
  [[nodiscard]] const Typed* earliest(std::string_view type) const;
  [[nodiscard]] const Typed* latest(std::string_view type) const;

  XmlCursor& cursor_;
  const StatementHandlers& handlers_;
  StatementHead head_;
  std::optional<Currency> currency_;
  bool head_delivered_ = false;
  std::vector<Typed> balances_;
  std::int64_t entries_ = 0;
  Wide credits_ = 0;
  Wide debits_ = 0;
};

}  // namespace haven::iso20022
