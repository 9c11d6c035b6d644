#include "common/iso20022/statement.hpp"

#include "common/iso20022/entry_reader.hpp"
#include "common/iso20022/fields.hpp"
#include "common/iso20022/open_statement.hpp"
#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {
namespace {

class StatementReader {
 public:
  StatementReader(Source source, const StatementHandlers& handlers, const Bounds& bounds)
      : cursor_(std::move(source), bounds), handlers_(handlers) {}

  Result<StatementFile> read() {
    cursor_.children([this] { read_document(); });
    if (auto outcome = cursor_.outcome(); !outcome) return pass(outcome);
    return file_;
  }

 private:
  void read_document() {
    const int line = cursor_.line();
    file_.message = message_in(cursor_.space(), "camt.053.001.");
    is_statement_ = !file_.message.empty();
    if (!is_statement_) file_.message = message_in(cursor_.space(), "camt.054.001.");
    if (file_.message.empty() || cursor_.name() != "Document") {
      return cursor_.refuse("is no Document of camt.053.001 or camt.054.001");
    }
    cursor_.children([this] { read_message(); });
    if (file_.statements == 0) cursor_.refuse_at(line, "the file holds no statement");
  }

  void read_message() {
    const bool is_expected =
        cursor_.name() == (is_statement_ ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn");
    if (!is_expected) return cursor_.refuse("is not the message that the namespace names");
    cursor_.children([this] {
      if (cursor_.name() == "GrpHdr") {
        cursor_.children([this] { read_group_header(); });
      } else if (cursor_.name() == (is_statement_ ? "Stmt" : "Ntfctn")) {
        read_statement();
      }
    });
  }

  void read_group_header() {
    if (cursor_.name() == "MsgId") {
      file_.message_id = cursor_.text();
    } else if (cursor_.name() == "CreDtTm") {
      file_.created = cursor_.text();
    }
  }

  void read_statement() {
    ++file_.statements;
    OpenStatement statement{cursor_, handlers_, is_statement_};
    cursor_.children([&] {
      if (cursor_.name() != "Ntry") return statement.read_field();
      ++file_.entries;
      file_.details += EntryReader{cursor_, handlers_, statement}.read();
    });
    statement.finish();
  }

  XmlCursor cursor_;
  const StatementHandlers& handlers_;
  StatementFile file_;
  bool is_statement_ = true;
};

}  // namespace

Result<StatementFile> read_statements(Source source, const StatementHandlers& handlers,
                                      const Bounds& bounds) {
  return StatementReader{std::move(source), handlers, bounds}.read();
}

bool is_return(const Entry& entry, const Detail& detail) {
  return detail.returned || detail.code.sub_family == "RRTN" || entry.code.sub_family == "RRTN";
}

}  // namespace haven::iso20022
