#include "services/ledger/domain/seal.hpp"

#include "common/core/ensure.hpp"
#include "common/core/hash.hpp"

namespace haven::ledger {
namespace {

void append(std::string& content, const std::vector<std::string>& fields) {
  content += std::to_string(fields.size()) + '[';
  for (const std::string& field : fields) {
    content += std::to_string(field.size()) + ':' + field;
  }
  content += ']';
}

}  // namespace

std::string content_of(const WrittenEntry& entry) {
  std::string content;
  append(content, entry.columns);
  content += std::to_string(entry.postings.size()) + '[';
  for (const auto& posting : entry.postings) append(content, posting);
  return content + ']';
}

std::string seal_hash(const std::string& before, const WrittenEntry& entry) {
  ensure(before.size() == 32, "a seal follows a hash of 32 bytes");
  return sha256(before + sha256(content_of(entry)));
}

std::string hash_before_the_first() {
  return std::string(32, '\0');
}

std::string signed_text_of(const Head& head) {
  return "haven ledger head\nfund " + head.fund + "\nnumber " + std::to_string(head.number) +
         "\nhash " + to_hex(head.hash) + "\nsigned at " + text_of(head.signed_at) + "\n";
}

}  // namespace haven::ledger
