#include "services/ledger/domain/hledger.hpp"

#include <cctype>
#include <string_view>

namespace haven::ledger {
namespace {

std::string plain(std::string_view text, std::string_view allowed) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 128 && std::isalnum(byte) != 0) || allowed.find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return result;
}

std::string tag_value(std::string_view text) {
  return plain(text, "-_./:+ ");
}

std::string top_of(const std::string& kind) {
  if (kind == "asset") return "assets";
  if (kind == "liability") return "liabilities";
  if (kind == "expense") return "expenses";
  return kind;  // income and equity are called that by hledger as well
}

// A rate in the source's words and of its day; hledger itself adds up each currency apart.
std::string rate_tags(const EntryRate& rate) {
  return ", rate:" + rate.rate + ' ' + rate.bought.code() + '/' + rate.sold.code() +
         ", rate_source:" + tag_value(rate.source) + ", rate_on:" + text_of(rate.on);
}

}  // namespace

std::string hledger_account(const Account& account) {
  return top_of(account.kind) + ':' + plain(account.code, "-_.:");
}

std::string hledger_transaction(const std::string& entry_id, Date booked_on, const Entry& entry,
                                const std::optional<EntryRate>& rate) {
  const Cause& cause = entry.cause;
  std::string text = text_of(booked_on) + " * (" + entry_id + ") " + entry.kind +
                     "  ; cause:" + tag_value(cause.cause) + ", led_by:" + tag_value(cause.led_by);
  if (!cause.claim.empty()) text += ", claim:" + cause.claim.text();
  if (cause.caused_on != booked_on) text += ", caused_on:" + text_of(cause.caused_on);
  if (rate) text += rate_tags(*rate);
  text += '\n';
  for (const Posting& posting : entry.postings) {
    text += "    " + hledger_account(posting.account) + "  " + decimal_text(posting.amount) + ' ' +
            posting.amount.currency().code() + '\n';
  }
  return text + '\n';
}

}  // namespace haven::ledger
