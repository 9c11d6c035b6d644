#include "common/iso20022/entry_reader.hpp"

#include "common/iso20022/fields.hpp"

namespace haven::iso20022 {
namespace {

std::optional<EntryStatus> read_status(XmlCursor& cursor) {
  const std::string code = cursor.text_or_choice();
  if (code == "BOOK") return EntryStatus::booked;
  if (code == "PDNG") return EntryStatus::pending;
  if (code == "INFO") return EntryStatus::information;
  if (code == "FUTR") return EntryStatus::future;
  cursor.refuse("is BOOK, PDNG, INFO or FUTR: it says whether money has moved");
  return {};
}

}  // namespace

std::int64_t EntryReader::read() {
  entry_.line = cursor_.line();
  cursor_.children([this] { read_field(); });
  deliver_entry();
  deliver_waiting(details_ == 1);
  end_.details = details_;
  end_.sum = sum();
  deliver(cursor_, entry_.line, handlers_.entry_end, end_);
  return details_;
}

void EntryReader::read_field() {
  const std::string& name = cursor_.name();
  if (name == "Amt") {
    set_once(cursor_, amount_, read_amount(cursor_));
  } else if (name == "CdtDbtInd") {
    set_once(cursor_, direction_, read_direction(cursor_));
  } else if (name == "Sts") {
    set_once(cursor_, status_, read_status(cursor_));
  } else if (name == "RvslInd") {
    entry_.is_reversal = read_flag(cursor_);
  } else if (name == "NtryRef") {
    entry_.reference = cursor_.text();
  } else if (name == "AcctSvcrRef") {
    entry_.servicer_reference = cursor_.text();
  } else if (name == "BookgDt") {
    entry_.booked_on = read_day(cursor_);
  } else if (name == "ValDt") {
    entry_.valued_on = read_day(cursor_);
  } else if (name == "BkTxCd") {
    entry_.code = read_bank_code(cursor_);
  } else if (name == "AddtlNtryInf") {
    end_.additional = cursor_.text();
  } else if (name == "NtryDtls") {
    deliver_entry();
    cursor_.children([this] { read_details(); });
  }
}

// The schema puts all that makes an entry before its details.
void EntryReader::deliver_entry() {
  if (entry_delivered_) return;
  entry_delivered_ = true;
  if (!amount_) return cursor_.refuse_at(entry_.line, "an entry has no Amt before its details");
  if (!direction_) {
    return cursor_.refuse_at(entry_.line, "an entry has no CdtDbtInd before its details");
  }
  if (!status_) return cursor_.refuse_at(entry_.line, "an entry has no Sts before its details");
  entry_.amount = *amount_;
  entry_.direction = *direction_;
  entry_.status = *status_;
  statement_.add(entry_);
  deliver(cursor_, entry_.line, handlers_.entry, entry_);
}

void EntryReader::read_details() {
  if (cursor_.name() == "Btch") {
    deliver_waiting(false);
    read_batch();
  } else if (cursor_.name() == "TxDtls") {
    Detail detail = read_detail(cursor_, entry_);
    deliver_waiting(false);
    ++details_;
    waiting_ = std::move(detail);
  }
}

void EntryReader::read_batch() {
  const int line = cursor_.line();
  BatchInfo batch;
  cursor_.children([&] {
    if (cursor_.name() == "MsgId") {
      batch.message_id = cursor_.text();
    } else if (cursor_.name() == "PmtInfId") {
      batch.payment_information_id = cursor_.text();
    } else if (cursor_.name() == "NbOfTxs") {
      batch.count = read_count(cursor_);
    } else if (cursor_.name() == "TtlAmt") {
      batch.total = read_known_amount(cursor_);
    }
  });
  deliver(cursor_, line, handlers_.batch, batch);
}

void EntryReader::deliver_waiting(bool is_the_only_one) {
  if (!waiting_) return;
  Detail& detail = *waiting_;
  if (!detail.amount && is_the_only_one) detail.amount = entry_.amount;
  if (detail.amount) {
    const Wide minor = detail.amount->minor();
    sum_ += detail.direction == entry_.direction ? minor : -minor;
  } else {
    all_have_amounts_ = false;
  }
  deliver(cursor_, detail.line, handlers_.detail, detail);
  waiting_.reset();
}

EntryEnd::Sum EntryReader::sum() const {
  if (details_ == 0) return EntryEnd::Sum::none;
  if (!all_have_amounts_) return EntryEnd::Sum::unknown;
  return sum_ == entry_.amount.minor() ? EntryEnd::Sum::agrees : EntryEnd::Sum::differs;
}

}  // namespace haven::iso20022
