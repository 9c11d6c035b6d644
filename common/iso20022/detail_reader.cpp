#include <algorithm>
#include <array>

#include "common/iso20022/entry_reader.hpp"
#include "common/iso20022/fields.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t lines_max = 100;

void append_some(std::vector<std::string>& lines, std::string line) {
  if (!line.empty() && lines.size() < lines_max) lines.push_back(std::move(line));
}

struct NamedReference {
  std::string_view element;
  std::string Detail::*field;
};
constexpr std::array named_references = std::to_array<NamedReference>({
    {"MsgId", &Detail::message_id},
    {"PmtInfId", &Detail::payment_information_id},
    {"InstrId", &Detail::instruction_id},
    {"EndToEndId", &Detail::end_to_end_id},
    {"TxId", &Detail::transaction_id},
    {"AcctSvcrRef", &Detail::servicer_reference},
});

void read_references(XmlCursor& cursor, Detail& detail) {
  const auto own = [&] {
    if (cursor.name() == "Ref")
      append_some(detail.other_references, given_reference(cursor.text()));
  };
  cursor.children([&] {
    const auto* named = std::ranges::find(named_references, std::string_view{cursor.name()},
                                          &NamedReference::element);
    if (named != named_references.end()) {
      set_once(cursor, detail.*named->field, given_reference(cursor.text()));
    } else if (cursor.name() == "Prtry") {
      cursor.children(own);
    } else {
      append_some(detail.other_references, given_reference(cursor.text()));
    }
  });
}

struct Amounts {
  std::optional<Money> own;
  std::optional<Money> transaction;
  std::optional<Money> instructed;
};

std::optional<Money> read_inner_amount(XmlCursor& cursor) {
  std::optional<Money> amount;
  cursor.children([&] {
    if (cursor.name() == "Amt") amount = read_known_amount(cursor);
  });
  return amount;
}

void read_amounts(XmlCursor& cursor, Amounts& amounts) {
  cursor.children([&] {
    if (cursor.name() == "TxAmt") {
      amounts.transaction = read_inner_amount(cursor);
    } else if (cursor.name() == "InstdAmt") {
      amounts.instructed = read_inner_amount(cursor);
    }
  });
}

// Version 02 has no amount of a transaction's own: it stands among the amount details.
std::optional<Money> amount_among(const Amounts& amounts, const Currency& account) {
  for (const auto& amount : {amounts.own, amounts.transaction, amounts.instructed}) {
    if (amount && amount->currency() == account) return amount;
  }
  return {};
}

void read_parties(XmlCursor& cursor, Detail& detail) {
  cursor.children([&] {
    if (cursor.name() == "Dbtr") {
      detail.debtor.name = read_party_name(cursor);
    } else if (cursor.name() == "DbtrAcct") {
      detail.debtor.account = read_account(cursor);
    } else if (cursor.name() == "Cdtr") {
      detail.creditor.name = read_party_name(cursor);
    } else if (cursor.name() == "CdtrAcct") {
      detail.creditor.account = read_account(cursor);
    }
  });
}

void read_structured(XmlCursor& cursor, Detail& detail) {
  const auto reference = [&] {
    if (cursor.name() == "Ref") append_some(detail.remittance_references, cursor.text());
  };
  cursor.children([&] {
    if (cursor.name() == "CdtrRefInf") {
      cursor.children(reference);
    } else if (cursor.name() == "AddtlRmtInf") {
      append_some(detail.remittance, cursor.text());
    }
  });
}

void read_remittance(XmlCursor& cursor, Detail& detail) {
  cursor.children([&] {
    if (cursor.name() == "Ustrd") {
      append_some(detail.remittance, cursor.text());
    } else if (cursor.name() == "Strd") {
      read_structured(cursor, detail);
    }
  });
}

}  // namespace

Detail read_detail(XmlCursor& cursor, const Entry& entry) {
  Detail detail;
  detail.line = cursor.line();
  detail.code = entry.code;
  Amounts amounts;
  std::optional<Direction> direction;
  cursor.children([&] {
    const std::string& name = cursor.name();
    if (name == "Refs") {
      read_references(cursor, detail);
    } else if (name == "Amt") {
      set_once(cursor, amounts.own, read_amount(cursor));
    } else if (name == "CdtDbtInd") {
      set_once(cursor, direction, read_direction(cursor));
    } else if (name == "AmtDtls") {
      read_amounts(cursor, amounts);
    } else if (name == "BkTxCd") {
      detail.code = read_bank_code(cursor);
    } else if (name == "RltdPties") {
      read_parties(cursor, detail);
    } else if (name == "RmtInf") {
      read_remittance(cursor, detail);
    } else if (name == "RtrInf") {
      detail.returned = read_reason(cursor);
    } else if (name == "AddtlTxInf") {
      detail.additional = cursor.text();
    }
  });
  detail.amount = amount_among(amounts, entry.amount.currency());
  detail.instructed = amounts.instructed;
  detail.direction = direction.value_or(entry.direction);
  return detail;
}

}  // namespace haven::iso20022
