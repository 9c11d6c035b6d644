#include "common/db/migrations.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "common/core/hash.hpp"
#include "common/db/sql.hpp"

namespace haven::db {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

tl::unexpected<Error> refuse_migration(std::string code, std::string detail) {
  return refuse(ErrorKind::conflict, std::move(code), std::move(detail));
}

// bus and edge carry what the services' tables rest on.
std::pair<int, std::string> order_of(const std::string& schema) {
  if (schema == "bus") return {0, schema};
  if (schema == "edge") return {1, schema};
  return {2, schema};
}

Result<std::vector<Migration>> files_of(const fs::path& folder) {
  static const std::regex form{R"((\d{4})_[a-z0-9_]+\.sql)"};
  std::vector<Migration> found;
  for (const auto& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    std::smatch match;
    if (!std::regex_match(name, match, form)) {
      return refuse_migration("migration_misnamed",
                              entry.path().string() + ": a migration is named NNNN_what.sql");
    }
    std::string text = read_file(entry.path());
    std::string checksum = sha256_hex(text);
    found.push_back({folder.filename().string(), std::stoi(match[1].str()), name,
                     std::move(checksum), std::move(text)});
  }
  std::ranges::sort(found, {}, &Migration::number);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].number != static_cast<int>(i) + 1) {
      return refuse_migration("migration_gap", folder.string() + " must be numbered 0001, 0002, " +
                                                   "... without a gap; look at " + found[i].name);
    }
  }
  return found;
}

using Applied = std::map<std::pair<std::string, int>, std::string>;

Applied applied_on(Connection& connection) {
  Transaction tx{connection};
  Applied applied;
  int there = 0;
  run(tx, "select count(*) from pg_tables where schemaname = 'public' and tablename = 'migration'",
      into(there));
  if (there == 0) return applied;
  std::string schema, checksum;
  int number = 0;
  each(
      tx, "select schema_name, number, checksum from public.migration",
      [&] {
        applied[{schema, number}] = checksum;
      },
      into(schema), into(number), into(checksum));
  return applied;
}

Result<void> check_unchanged(const Applied& applied, const std::vector<Migration>& files) {
  for (const auto& [key, checksum] : applied) {
    const auto file = std::ranges::find_if(files, [&](const Migration& migration) {
      return migration.schema == key.first && migration.number == key.second;
    });
    const std::string what = key.first + " migration " + std::to_string(key.second);
    if (file == files.end()) {
      return refuse_migration("migration_missing",
                              what + " was applied here but its file is gone; restore the file");
    }
    if (file->checksum != checksum) {
      return refuse_migration("migration_edited", key.first + "/" + file->name +
                                                      " was edited after it was applied; restore "
                                                      "it and put the change into a new migration");
    }
  }
  return {};
}

void apply(Connection& connection, const Migration& migration) {
  Transaction tx{connection};
  connection.execute("set local statement_timeout to 0; set local lock_timeout to 0;");
  connection.execute(migration.text);
  run(tx,
      "insert into public.migration (schema_name, number, name, checksum) "
      "values (:schema, :number, :name, :checksum)",
      use(migration.schema), use(migration.number), use(migration.name), use(migration.checksum));
  tx.commit();
}

constexpr const char* record_table =
    "create table if not exists public.migration (schema_name text not null, number int not null, "
    "name text not null, checksum text not null, applied_at timestamptz not null default now(), "
    "primary key (schema_name, number))";

}  // namespace

Result<std::vector<Migration>> migrations_in(const fs::path& sql) {
  if (!fs::is_directory(sql)) {
    return refuse(ErrorKind::not_found, "no_migrations",
                  sql.string() + " is no folder; name the sql folder with --sql");
  }
  std::vector<std::string> schemas;
  for (const auto& entry : fs::directory_iterator{sql}) {
    if (entry.is_directory()) schemas.push_back(entry.path().filename().string());
  }
  std::ranges::sort(schemas, {}, order_of);
  std::vector<Migration> all;
  for (const std::string& schema : schemas) {
    auto files = files_of(sql / schema);
    if (!files) return files;
    std::ranges::move(*files, std::back_inserter(all));
  }
  return all;
}

Result<MigrationRun> migrate(const std::string& owner_conninfo, const fs::path& sql, bool dry_run) {
  const auto files = migrations_in(sql);
  if (!files) return pass(files);
  Connection connection{owner_conninfo};
  // Held until the connection closes: two runs at once would apply a file twice.
  connection.execute(
      "set lock_timeout to 0; set statement_timeout to 0;"
      "select pg_advisory_lock(hashtext('haven.migrate'))");
  const Applied applied = applied_on(connection);
  if (const auto unchanged = check_unchanged(applied, *files); !unchanged) return pass(unchanged);

  if (!dry_run) {
    connection.execute(read_file(sql / "roles.sql"));
    connection.execute(record_table);
  }
  MigrationRun outcome;
  for (const Migration& migration : *files) {
    if (applied.contains({migration.schema, migration.number})) {
      ++outcome.already_there;
      continue;
    }
    if (!dry_run) apply(connection, migration);
    outcome.applied.push_back(migration.schema + "/" + migration.name);
  }
  return outcome;
}

}  // namespace haven::db
