#include "common/iso20022/status_report.hpp"

#include "common/iso20022/fields.hpp"
#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t list_max = 100;

class StatusReader {
 public:
  StatusReader(Source source, const StatusHandlers& handlers, const Bounds& bounds)
      : cursor_(std::move(source), bounds), handlers_(handlers) {}

  Result<StatusFile> read() {
    cursor_.children([this] { read_document(); });
    if (auto outcome = cursor_.outcome(); !outcome) return pass(outcome);
    return file_;
  }

 private:
  void read_document();
  void read_message();
  void read_header();
  void read_group_field();
  void read_batch();
  void read_batch_field();
  void deliver_group();
  void deliver_batch();
  void read_transfer();
  void read_transfer_field(TransferStatus& transfer);
  void read_reason_into(std::vector<ReturnReason>& reasons);
  void read_count_into(std::vector<StatusCount>& counts);

  XmlCursor cursor_;
  const StatusHandlers& handlers_;
  StatusFile file_;
  GroupStatus group_;
  bool has_group_ = false;
  bool group_delivered_ = false;
  BatchStatus batch_;
  bool batch_delivered_ = false;
};

void StatusReader::read_document() {
  const int line = cursor_.line();
  file_.message = message_in(cursor_.space(), "pain.002.001.");
  if (file_.message.empty() || cursor_.name() != "Document") {
    return cursor_.refuse("is no Document of pain.002.001");
  }
  cursor_.children([this] {
    if (cursor_.name() != "CstmrPmtStsRpt") {
      return cursor_.refuse("is not the message that the namespace names");
    }
    cursor_.children([this] { read_message(); });
  });
  if (!has_group_) cursor_.refuse_at(line, "the report does not name the file that it is about");
  deliver_group();
}

void StatusReader::read_message() {
  if (cursor_.name() == "GrpHdr") {
    cursor_.children([this] { read_header(); });
  } else if (cursor_.name() == "OrgnlGrpInfAndSts") {
    if (has_group_) cursor_.refuse("stands here a second time");
    has_group_ = true;
    group_.line = cursor_.line();
    cursor_.children([this] { read_group_field(); });
  } else if (cursor_.name() == "OrgnlPmtInfAndSts") {
    deliver_group();
    read_batch();
  }
}

void StatusReader::read_header() {
  if (cursor_.name() == "MsgId") {
    group_.report_id = cursor_.text();
    file_.report_id = group_.report_id;
  } else if (cursor_.name() == "CreDtTm") {
    group_.created = cursor_.text();
  }
}

void StatusReader::read_group_field() {
  const std::string& name = cursor_.name();
  if (name == "OrgnlMsgId") {
    set_once(cursor_, group_.original_message_id, cursor_.text());
  } else if (name == "OrgnlMsgNmId") {
    group_.original_message = cursor_.text();
  } else if (name == "OrgnlNbOfTxs") {
    group_.original_count = read_count(cursor_);
  } else if (name == "GrpSts") {
    group_.status = status_from(cursor_.text());
  } else if (name == "StsRsnInf") {
    read_reason_into(group_.reasons);
  } else if (name == "NbOfTxsPerSts") {
    read_count_into(group_.counts);
  }
}

void StatusReader::deliver_group() {
  if (group_delivered_) return;
  group_delivered_ = true;
  if (group_.original_message_id.empty()) {
    return cursor_.refuse("the report does not name the file that it is about (OrgnlMsgId)");
  }
  deliver(cursor_, group_.line, handlers_.group, group_);
}

void StatusReader::read_batch() {
  batch_ = {};
  batch_.line = cursor_.line();
  batch_delivered_ = false;
  ++file_.batches;
  cursor_.children([this] { read_batch_field(); });
  deliver_batch();
}

void StatusReader::read_batch_field() {
  const std::string& name = cursor_.name();
  if (name == "OrgnlPmtInfId") {
    set_once(cursor_, batch_.original_id, cursor_.text());
  } else if (name == "OrgnlNbOfTxs") {
    batch_.original_count = read_count(cursor_);
  } else if (name == "PmtInfSts") {
    batch_.status = status_from(cursor_.text());
  } else if (name == "StsRsnInf") {
    read_reason_into(batch_.reasons);
  } else if (name == "NbOfTxsPerSts") {
    read_count_into(batch_.counts);
  } else if (name == "TxInfAndSts") {
    deliver_batch();
    read_transfer();
  }
}

void StatusReader::deliver_batch() {
  if (batch_delivered_) return;
  batch_delivered_ = true;
  deliver(cursor_, batch_.line, handlers_.batch, batch_);
}

void StatusReader::read_transfer() {
  TransferStatus transfer;
  transfer.line = cursor_.line();
  transfer.original_batch_id = batch_.original_id;
  ++file_.transfers;
  cursor_.children([&] { read_transfer_field(transfer); });
  if (transfer.status.code.empty()) {
    const Status& inherited = batch_.status.code.empty() ? group_.status : batch_.status;
    if (inherited.meaning != StatusMeaning::partly) transfer.status = inherited;
  }
  deliver(cursor_, transfer.line, handlers_.transfer, transfer);
}

void StatusReader::read_transfer_field(TransferStatus& transfer) {
  const std::string& name = cursor_.name();
  if (name == "OrgnlInstrId") {
    set_once(cursor_, transfer.original_instruction_id, given_reference(cursor_.text()));
  } else if (name == "OrgnlEndToEndId") {
    set_once(cursor_, transfer.original_end_to_end_id, given_reference(cursor_.text()));
  } else if (name == "TxSts") {
    if (!transfer.status.code.empty()) return cursor_.refuse("stands here a second time");
    transfer.status = status_from(cursor_.text());
  } else if (name == "StsRsnInf") {
    read_reason_into(transfer.reasons);
  } else if (name == "AcctSvcrRef") {
    transfer.servicer_reference = cursor_.text();
  } else if (name == "OrgnlTxRef") {
    cursor_.children([&] {
      if (cursor_.name() != "Amt") return;
      cursor_.children([&] {
        if (cursor_.name() == "InstdAmt") transfer.original_amount = read_amount(cursor_);
      });
    });
  }
}

void StatusReader::read_reason_into(std::vector<ReturnReason>& reasons) {
  ReturnReason reason = read_reason(cursor_);
  if (reasons.size() < list_max) reasons.push_back(std::move(reason));
}

void StatusReader::read_count_into(std::vector<StatusCount>& counts) {
  StatusCount count;
  cursor_.children([&] {
    if (cursor_.name() == "DtldNbOfTxs") {
      count.count = read_count(cursor_).value_or(0);
    } else if (cursor_.name() == "DtldSts") {
      count.status = status_from(cursor_.text());
    }
  });
  if (counts.size() < list_max) counts.push_back(std::move(count));
}

}  // namespace

Result<StatusFile> read_status_report(Source source, const StatusHandlers& handlers,
                                      const Bounds& bounds) {
  return StatusReader{std::move(source), handlers, bounds}.read();
}

}  // namespace haven::iso20022
