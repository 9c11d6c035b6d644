#include "services/disbursement/app/return_reason.hpp"

#include "common/iso20022/reason_codes.hpp"

namespace haven::disbursement {

std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

BankReason reason_of(const iso20022::ReturnReason& reason) {
  const std::string& own = reason.words.empty() ? reason.proprietary : reason.words;
  const std::string words =
      own.empty() ? std::string{iso20022::meaning_of(reason.code).words} : own;
  return {shortened(reason.code, 10), shortened(words, 200)};
}

}  // namespace haven::disbursement
