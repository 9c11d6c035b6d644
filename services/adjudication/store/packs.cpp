#include "services/adjudication/store/packs.hpp"

#include "common/db/sql.hpp"

namespace haven::adjudication::store {

using db::into;
using db::use;

void keep_pack_files(db::Transaction& tx, const std::string& pack_hash, const PackFiles& files,
                     Instant now) {
  std::vector<std::string> names, contents;
  for (const auto& [name, text] : files) {
    names.push_back(name);
    contents.push_back(text);
  }
  const std::string all_names = db::array_of(names), all_contents = db::array_of(contents);
  db::run(tx,
          "insert into adjudication.pack_file (pack_hash, name, contents, kept_at) "
          "select :hash, f.name, f.contents, :now "
          "from unnest(:names::text[], :contents::text[]) as f (name, contents) "
          "on conflict do nothing",
          use(pack_hash), use(now), use(all_names), use(all_contents));
}

PackFiles find_pack_files(db::Transaction& tx, const std::string& pack_hash) {
  PackFiles files;
  std::string name, contents;
  db::each(
      tx, "select name, contents from adjudication.pack_file where pack_hash = :hash",
      [&] { files.emplace(name, contents); }, use(pack_hash), into(name), into(contents));
  return files;
}

}  // namespace haven::adjudication::store
