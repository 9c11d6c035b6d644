// The pieces that several messages share. Each reads the element that the cursor is in, and refuses
// through the cursor.
#pragma once
#include <optional>
#include <string>

#include "common/iso20022/statement.hpp"
#include "common/iso20022/xml_cursor.hpp"

namespace haven::iso20022 {

/// An amount that money depends on.
std::optional<Money> read_amount(XmlCursor& cursor);
/// An amount that is good to know; nothing when its currency is not one that the fund keeps.
std::optional<Money> read_known_amount(XmlCursor& cursor);
std::optional<Direction> read_direction(XmlCursor& cursor);
/// A date, or the date of a date-time, as the bank wrote it, whatever the zone.
std::optional<Date> read_day(XmlCursor& cursor);
std::optional<std::int64_t> read_count(XmlCursor& cursor);
bool read_flag(XmlCursor& cursor);
BankCode read_bank_code(XmlCursor& cursor);
Account read_account(XmlCursor& cursor, std::string* currency = nullptr);
/// The Nm of a party, also one level down (Pty/Nm since version 08).
std::string read_party_name(XmlCursor& cursor);
/// Rsn with its code, AddtlInf.
ReturnReason read_reason(XmlCursor& cursor);
/// The reference; empty where the bank says NOTPROVIDED, as it must when the payer gave none.
std::string given_reference(std::string reference);
/// The message's name in a namespace: "camt.053.001.08" for the family "camt.053.001."; empty if
/// the namespace is another one.
std::string message_in(std::string_view space, std::string_view family);

/// What decides over money may be said once: a second one is refused, not chosen from.
template <class T>
void set_once(XmlCursor& cursor, std::optional<T>& field, std::optional<T> value) {
  if (field) cursor.refuse("stands here a second time");
  field = std::move(value);
}

inline void set_once(XmlCursor& cursor, std::string& field, std::string value) {
  if (!field.empty()) cursor.refuse("stands here a second time");
  field = std::move(value);
}

/// Hands a value to a handler, if there is one; a refusal becomes the file's.
template <class T>
void deliver(XmlCursor& cursor, int line, const std::function<Result<void>(const T&)>& handler,
             const T& value) {
  if (!handler || cursor.has_stopped()) return;
  if (const Result<void> taken = handler(value); !taken) cursor.refuse_at(line, taken.error());
}

}  // namespace haven::iso20022
