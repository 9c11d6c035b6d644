#include "common/iso20022/fields.hpp"

#include <cctype>
#include <charconv>

#include "common/iso20022/amounts.hpp"

namespace haven::iso20022 {
namespace {

constexpr std::size_t date_length = 10;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What may follow a date: a time, a fraction, a zone. Only the form is looked at.
bool is_time_or_zone(std::string_view text) {
  return text.empty() || (std::string_view{"TZ+-"}.find(text[0]) != std::string_view::npos &&
                          text.find_first_not_of("0123456789TZ:.+-") == std::string_view::npos);
}

}  // namespace

std::optional<Money> read_amount(XmlCursor& cursor) {
  const std::string currency = cursor.currency();
  const std::string text = cursor.text();
  if (cursor.has_stopped()) return {};
  const auto amount = amount_from(text, currency);
  if (amount) return *amount;
  cursor.refuse(amount.error());
  return {};
}

std::optional<Money> read_known_amount(XmlCursor& cursor) {
  if (!Currency::from(cursor.currency())) return {};
  return read_amount(cursor);
}

std::optional<Direction> read_direction(XmlCursor& cursor) {
  const std::string text = cursor.text();
  if (text == "CRDT") return Direction::credit;
  if (text == "DBIT") return Direction::debit;
  cursor.refuse("is CRDT or DBIT");
  return {};
}

std::optional<Date> read_day(XmlCursor& cursor) {
  const std::string text = cursor.text_or_choice();
  if (cursor.has_stopped()) return {};
  const auto day = date_from(text.substr(0, date_length));
  if (day && is_time_or_zone(std::string_view{text}.substr(date_length))) return day;
  cursor.refuse("is a date such as 2024-05-14, with or without a time");
  return {};
}

std::optional<std::int64_t> read_count(XmlCursor& cursor) {
  const std::string text = cursor.text();
  if (cursor.has_stopped()) return {};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= 0) return value;
  cursor.refuse("is a whole number, not below nothing");
  return {};
}

bool read_flag(XmlCursor& cursor) {
  const std::string text = cursor.text();
  if (text != "true" && text != "false" && text != "1" && text != "0") {
    cursor.refuse("is true or false");
  }
  return text == "true" || text == "1";
}

BankCode read_bank_code(XmlCursor& cursor) {
  BankCode code;
  const auto family = [&] {
    if (cursor.name() == "Cd") code.family = cursor.text();
    if (cursor.name() == "SubFmlyCd") code.sub_family = cursor.text();
  };
  const auto domain = [&] {
    if (cursor.name() == "Fmly") {
      cursor.children(family);
    } else if (cursor.name() == "Cd") {
      code.domain = cursor.text();
    }
  };
  const auto own = [&] {
    if (cursor.name() == "Cd") code.proprietary = cursor.text();
  };
  cursor.children([&] {
    if (cursor.name() == "Domn") {
      cursor.children(domain);
    } else if (cursor.name() == "Prtry") {
      cursor.children(own);
    }
  });
  return code;
}

Account read_account(XmlCursor& cursor, std::string* currency) {
  Account account;
  const auto other = [&] {
    if (cursor.name() == "Id") account.other = cursor.text();
  };
  const auto id = [&] {
    if (cursor.name() == "IBAN") {
      account.iban = cursor.text();
    } else if (cursor.name() == "Othr") {
      cursor.children(other);
    }
  };
  cursor.children([&] {
    if (cursor.name() == "Id") {
      cursor.children(id);
    } else if (cursor.name() == "Ccy" && currency != nullptr) {
      *currency = cursor.text();
    }
  });
  return account;
}

std::string read_party_name(XmlCursor& cursor) {
  std::string name;
  cursor.children([&] {
    if (cursor.name() == "Nm") {
      name = cursor.text();
    } else if (cursor.name() == "Pty") {
      name = read_party_name(cursor);
    }
  });
  return name;
}

ReturnReason read_reason(XmlCursor& cursor) {
  static constexpr std::size_t words_bytes_max = 1000;
  ReturnReason reason;
  cursor.children([&] {
    if (cursor.name() == "Rsn") {
      std::string kind;
      const std::string code = cursor.text_or_choice(&kind);
      (kind == "Prtry" ? reason.proprietary : reason.code) = code;
    } else if (cursor.name() == "AddtlInf" && reason.words.size() < words_bytes_max) {
      if (!reason.words.empty()) reason.words += ' ';
      reason.words += cursor.text();
    }
  });
  return reason;
}

std::string given_reference(std::string reference) {
  std::string plain;
  for (const char c : reference) {
    if (c != ' ') plain += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return plain == "NOTPROVIDED" || plain == "NONREF" ? std::string{} : reference;
}

std::string message_in(std::string_view space, std::string_view family) {
  const auto at = space.find(family);
  if (at == space.npos) return {};
  const std::string_view message = space.substr(at, family.size() + 2);
  const std::string_view version = message.substr(family.size());
  if (version.size() != 2 || !is_digit(version[0]) || !is_digit(version[1])) return {};
  return std::string{message};
}

}  // namespace haven::iso20022
