#include "services/adjudication/app/keep_packs.hpp"

#include "services/adjudication/store/packs.hpp"

namespace haven::adjudication {

void keep_packs(const service::Setting& setting, const Packs& packs) {
  db::in_transaction(setting.db, [&](db::Transaction& tx) {
    for (const auto& [name, pack] : packs) {
      store::keep_pack_files(tx, scheme::hash_of(*pack), scheme::files_of(*pack), setting.clock());
    }
  });
}

Result<scheme::PackPtr> pack_of_decision(db::Transaction& tx, const std::string& name,
                                         const std::string& hash, const Packs& installed) {
  const auto found = installed.find(name);
  if (found != installed.end() && scheme::hash_of(*found->second) == hash) return found->second;
  auto files = store::find_pack_files(tx, hash);
  if (files.empty()) {
    return refuse(ErrorKind::not_found, "pack_not_kept",
                  "The rules under which this was decided are neither installed nor kept.");
  }
  return scheme::pack_from(name, std::move(files));
}

}  // namespace haven::adjudication
