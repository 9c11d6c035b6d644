#include "services/ledger/api/sweep.hpp"

#include "common/log/log.hpp"
#include "services/ledger/app/seal_entries.hpp"

namespace haven::ledger {

std::size_t sweep_seals(const service::Setting& setting, const http::SigningKey& key) {
  constexpr int batch_entries = 2000;
  const Sign sign = [&](const std::string& text) { return key.sign(text); };
  std::size_t all = 0;
  for (const Fund& fund : setting.funds) {
    std::size_t batch = batch_entries;
    while (batch == batch_entries) {
      batch = db::in_transaction(setting.db, [&](db::Transaction& tx) {
        return seal_entries(tx, fund.code, sign, batch_entries, setting.clock());
      });
      all += batch;
    }
  }
  if (all > 0) log::info("entries_sealed", {{"entries", all}});
  return all;
}

}  // namespace haven::ledger
