#include "common/db/transaction.hpp"

#include <gtest/gtest.h>

#include "common/db/sql.hpp"
#include "tests/support/database.hpp"

namespace haven::db {
namespace {

struct DbTransaction : testing::Test {
  test::Database database;
  Pool& pool = database.pool("haven");
  void SetUp() override {
    test::execute(database,
                  "create table thing (id int primary key, "
                  "note text, on_day date, at timestamptz, bytes bytea, yes boolean, big bigint)");
  }
};

TEST_F(DbTransaction, CarriesEveryTypeThereAndBack) {
  const Date day = *date_from("2024-02-29");
  const Instant at = *instant_from("2024-06-20T02:00:00.123456Z");
  in_transaction(pool, [&](Transaction& tx) {
    for (int id = 1; id <= 2; ++id) {
      const std::optional<std::string> note =
          id == 1 ? std::optional{"it's \\ \"here\""} : std::nullopt;
      run(tx, "insert into thing values (:id, :note, :day, :at, :bytes, :yes, :big)", use(id),
          use(note), use(day), use(at), use(Bytes{std::string{"\0\xff", 2}}), use(id == 1),
          use(std::int64_t{9007199254740993}));
    }
  });
  Transaction tx{pool};
  std::optional<std::string> note;
  Date day_back{};
  Instant at_back{};
  Bytes bytes;
  bool yes = false;
  std::int64_t big = 0;
  int rows = 0;
  each(
      tx, "select note, on_day::text, at::text, bytes, yes, big from thing order by id",
      [&] {
        ++rows;
        EXPECT_EQ(note.has_value(), rows == 1);
        EXPECT_EQ(yes, rows == 1);
        EXPECT_EQ(day_back, day);
        EXPECT_EQ(at_back, at);
        EXPECT_EQ(bytes.data, std::string("\0\xff", 2));
        EXPECT_EQ(big, 9007199254740993);
      },
      into(note), into(day_back), into(at_back), into(bytes), into(yes), into(big));
  EXPECT_EQ(rows, 2);
}

TEST_F(DbTransaction, RefusalRollsBack) {
  const auto outcome = in_transaction(pool, [&](Transaction& tx) -> Result<int> {
    run(tx, "insert into thing (id) values (1)");
    return refuse(ErrorKind::conflict, "no", "no");
  });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(test::value(database, "select count(*) from thing"), "0");
}

TEST_F(DbTransaction, NamesTheViolatedConstraintAndNoValue) {
  try {
    in_transaction(pool, [&](Transaction& tx) {
      run(tx, "insert into thing (id) values (7)");
      run(tx, "insert into thing (id) values (7)");
    });
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.sqlstate(), "23505");
    EXPECT_EQ(failure.constraint(), "thing_pkey");
    EXPECT_EQ(std::string{failure.what()}.find('7'), std::string::npos);
  }
}

TEST_F(DbTransaction, CommitOfAFailedTransactionIsNoCommit) {
  Transaction tx{pool};
  EXPECT_THROW(run(tx, "select 1 / 0"), Failure);
  EXPECT_THROW(tx.commit(), Failure);
}

TEST_F(DbTransaction, PreparedStatementsAreUsedAgainWithOtherValues) {
  Transaction tx{pool};
  for (int id = 1; id <= 3; ++id) {
    EXPECT_EQ(change(tx, "insert into thing (id, big) values (:id, :big)", use(id), use(id * 10)),
              1);
  }
  int sum = 0;
  EXPECT_TRUE(run(tx, "select sum(big)::int from thing where id = any(:ids::int[])",
                  use(array_of({"1", "3"})), into(sum)));
  EXPECT_EQ(sum, 40);
  EXPECT_FALSE(run(tx, "select id from thing where id = :id", use(9), into(sum)));
  EXPECT_EQ(test::value(database, "select 1"), "1");
}

TEST_F(DbTransaction, CopyTakesWhatItIsGiven) {
  Transaction tx{pool};
  int next = 0;
  EXPECT_EQ(copy_in(tx, "copy thing (id, note) from stdin with (format csv)",
                    [&](std::string& line) {
                      line = std::to_string(++next) + ",\"a, b\"";
                      return next <= 1000;
                    }),
            1000);
  tx.commit();
  EXPECT_EQ(test::value(database, "select count(*) from thing where note = 'a, b'"), "1000");
}

TEST_F(DbTransaction, CopyNamesTheViolatedConstraint) {
  Transaction tx{pool};
  int rows = 0;
  try {
    copy_in(tx, "copy thing (id) from stdin with (format csv)", [&](std::string& line) {
      line = "7";
      return ++rows <= 2;
    });
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.sqlstate(), "23505");
    EXPECT_EQ(failure.constraint(), "thing_pkey");
  }
}

}  // namespace
}  // namespace haven::db
