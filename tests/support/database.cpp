#include "tests/support/database.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <stdexcept>

#include "common/core/hash.hpp"
#include "common/core/id.hpp"
#include "common/db/migrations.hpp"
#include "common/db/sql.hpp"

namespace haven::test {
namespace {

std::string cluster_host() {
  static const std::string host = [] {
    const char* given = std::getenv("HAVEN_TEST_CLUSTER");
    const std::string dir = given ? given : "build/cluster";
    std::string line;
    if (std::ifstream in{dir + "/host"};
        in && std::getline(in, line) && access((line + "/.s.PGSQL.5432").c_str(), F_OK) == 0) {
      return line;
    }
    const std::string start = "tests/support/cluster quick " + dir + " > /dev/null";
    if (std::system(start.c_str()) != 0) {
      throw std::runtime_error{
          "no test cluster: run tests from the repository's root, with "
          "PostgreSQL 15 installed"};
    }
    std::ifstream in{dir + "/host"};
    std::getline(in, line);
    return line;
  }();
  return host;
}

std::string conninfo_of(const std::string& database, const std::string& role) {
  return "host=" + cluster_host() + " dbname=" + database + " user=" + role;
}

// The template holds all migrations. Its name carries their checksums, so that an edited migration
// makes a new template. Made once, whichever test process comes first.
std::string template_name() {
  static const std::string name = [] {
    const auto files = db::migrations_in("sql");
    if (!files) throw std::runtime_error{files.error().detail};
    std::string sums;
    for (const auto& file : *files) sums += file.checksum;
    std::ifstream roles{"sql/roles.sql"};
    sums.append(std::istreambuf_iterator<char>{roles}, {});
    std::string made = "haven_template_" + sha256_hex(sums).substr(0, 12);

    db::Connection admin{conninfo_of("postgres", "haven")};
    admin.execute("set lock_timeout to 0; select pg_advisory_lock(hashtext('haven.template'))");
    int there = 0;
    admin.session() << "select count(*) from pg_database where datname = :name", soci::use(made),
        soci::into(there);
    if (there > 0) return made;
    const std::string draft = made + "_draft";
    admin.execute("drop database if exists " + draft);
    admin.execute("create database " + draft);
    const auto run = db::migrate(conninfo_of(draft, "haven"), "sql", false);
    if (!run) throw std::runtime_error{run.error().detail};
    admin.execute("alter database " + draft + " rename to " + made);
    return made;
  }();
  return name;
}

}  // namespace

struct Database::State {
  std::string name;
  std::map<std::string, std::unique_ptr<db::Pool>> pools;
};

Database::Database() : state_(std::make_unique<State>()) {
  state_->name = "t_" + std::to_string(getpid()) + "_" + new_uuid(system_clock()()).substr(24);
  db::Connection admin{conninfo_of("postgres", "haven")};
  const std::string source = template_name();
  admin.execute("set lock_timeout to 0; select pg_advisory_lock(hashtext('haven.template'))");
  // Its thousand files are copied as they are: the default way writes every page to the log as
  // well.
  admin.execute("create database " + state_->name + " template " + source + " strategy file_copy");
}

Database::~Database() {
  state_->pools.clear();
  try {
    db::Connection admin{conninfo_of("postgres", "haven")};
    admin.execute("drop database if exists " + state_->name + " with (force)");
  } catch (const std::exception&) {
    std::fprintf(stderr, "test database %s was left behind\n", state_->name.c_str());
  }
}

std::string Database::conninfo(const std::string& role) const {
  return conninfo_of(state_->name, role);
}

db::Pool& Database::pool(const std::string& role) {
  auto& slot = state_->pools[role];
  if (!slot) slot = std::make_unique<db::Pool>(conninfo(role), 16);
  return *slot;
}

std::string value(Database& database, const std::string& sql) {
  db::Transaction tx{database.pool("haven")};
  std::optional<std::string> found;
  db::run(tx, "select (" + sql + ")::text", db::into(found));
  return found.value_or("null");
}

void execute(Database& database, const std::string& sql) {
  db::Connection connection{database.conninfo()};
  connection.execute(sql);
}

Instant noon() {
  return *instant_from("2024-06-20T02:00:00.000000Z");
}

}  // namespace haven::test
