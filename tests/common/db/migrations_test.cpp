#include "common/db/migrations.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "common/core/id.hpp"
#include "common/db/sql.hpp"
#include "tests/support/database.hpp"

namespace haven::db {
namespace {

namespace fs = std::filesystem;

// An empty database beside the migrated one, and a sql folder of the test's own.
struct Migrations : testing::Test {
  test::Database migrated;
  std::string name = "empty_" + new_uuid(system_clock()()).substr(24);
  fs::path sql = fs::path{testing::TempDir()} / name;

  void SetUp() override {
    test::execute(migrated, "create database " + name + " template template0");
    fs::create_directories(sql);
    std::ofstream{sql / "roles.sql"} << "select 1;";
    write("fruit/0001_apple.sql", "create schema fruit; create table fruit.apple (id int);");
    write("fruit/0002_pear.sql", "create table fruit.pear (id int);");
  }
  void TearDown() override {
    test::execute(migrated, "drop database " + name);
    fs::remove_all(sql);
  }

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((sql / file).parent_path());
    std::ofstream{sql / file} << text;
  }
  [[nodiscard]] std::string conninfo() const {
    std::string text = migrated.conninfo();
    const auto at = text.find("dbname=") + 7;
    return text.replace(at, text.find(' ', at) - at, name);
  }
  Result<MigrationRun> run(bool dry_run = false) { return migrate(conninfo(), sql, dry_run); }

  std::string tables() {
    Connection connection{conninfo()};
    Transaction tx{connection};
    std::string all;
    db::run(tx,
            "select coalesce(string_agg(tablename, ' ' order by tablename), '') from pg_tables "
            "where schemaname in ('fruit', 'bus', 'edge', 'public')",
            into(all));
    return all;
  }
};

using Files = std::vector<std::string>;

TEST_F(Migrations, AreAppliedOnceInOrder) {
  const auto first = run();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->applied, (Files{"fruit/0001_apple.sql", "fruit/0002_pear.sql"}));
  EXPECT_EQ(tables(), "apple migration pear");
  write("fruit/0003_plum.sql", "create table fruit.plum (id int);");
  const auto second = run();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->applied, (Files{"fruit/0003_plum.sql"}));
  EXPECT_EQ(second->already_there, 2U);
}

TEST_F(Migrations, OfTheBusAndTheEdgeComeFirst) {
  write("bus/0001_log.sql", "create schema bus;");
  write("edge/0001_key.sql", "create schema edge;");
  write("apples/0001_first.sql", "create schema apples;");
  EXPECT_EQ(run()->applied, (Files{"bus/0001_log.sql", "edge/0001_key.sql", "apples/0001_first.sql",
                                   "fruit/0001_apple.sql", "fruit/0002_pear.sql"}));
}

TEST_F(Migrations, DryRunChangesNothing) {
  const auto dry = run(true);
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->applied, (Files{"fruit/0001_apple.sql", "fruit/0002_pear.sql"}));
  EXPECT_EQ(tables(), "");
  EXPECT_EQ(run()->applied.size(), 2U);
  EXPECT_TRUE(run(true)->applied.empty());
}

TEST_F(Migrations, AnEditedFileIsRefusedAndNothingIsApplied) {
  ASSERT_TRUE(run());
  write("fruit/0001_apple.sql", "create schema fruit; create table fruit.apple (id bigint);");
  write("fruit/0003_plum.sql", "create table fruit.plum (id int);");
  const auto refused = run();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "migration_edited");
  EXPECT_NE(refused.error().detail.find("fruit/0001_apple.sql"), std::string::npos);
  EXPECT_EQ(tables(), "apple migration pear");
}

TEST_F(Migrations, AMissingFileIsRefused) {
  ASSERT_TRUE(run());
  fs::remove(sql / "fruit/0002_pear.sql");
  EXPECT_EQ(run().error().code, "migration_missing");
}

TEST_F(Migrations, AGapIsRefused) {
  write("fruit/0004_plum.sql", "create table fruit.plum (id int);");
  EXPECT_EQ(run().error().code, "migration_gap");
  EXPECT_EQ(tables(), "");
  write("fruit/0003_fig.sql", "create table fruit.fig (id int);");
  EXPECT_TRUE(run());
}

TEST_F(Migrations, ANumberThatIsTakenTwiceIsRefused) {
  write("fruit/0002_plum.sql", "create table fruit.plum (id int);");
  EXPECT_EQ(run().error().code, "migration_gap");
}

TEST_F(Migrations, AMisnamedFileIsRefused) {
  write("fruit/plum.sql", "create table fruit.plum (id int);");
  EXPECT_EQ(run().error().code, "migration_misnamed");
}

TEST_F(Migrations, AFolderThatIsNotThereIsRefused) {
  EXPECT_EQ(migrate(conninfo(), sql / "nowhere", false).error().code, "no_migrations");
}

TEST_F(Migrations, ARunThatFailedHalfWayIsStartedAgain) {
  write("fruit/0002_pear.sql", "create table fruit.pear (id int); select 1 / 0;");
  write("fruit/0003_plum.sql", "create table fruit.plum (id int);");
  EXPECT_THROW(run(), Failure);
  EXPECT_EQ(tables(), "apple migration");  // the failing file left nothing behind
  write("fruit/0002_pear.sql", "create table fruit.pear (id int);");
  const auto again = run();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->applied, (Files{"fruit/0002_pear.sql", "fruit/0003_plum.sql"}));
  EXPECT_EQ(again->already_there, 1U);
}

TEST_F(Migrations, OfThisProjectAreAllApplied) {
  const auto again = migrate(migrated.conninfo(), "sql", false);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->applied.empty());
  EXPECT_GT(again->already_there, 2U);
}

}  // namespace
}  // namespace haven::db
