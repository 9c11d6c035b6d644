#include "tests/tidy/layout.hpp"

#include <gtest/gtest.h>

#include "common/core/hash.hpp"

namespace haven::tidy {
namespace {

Tree tree_with(const std::vector<std::string>& paths) {
  Tree tree;
  for (const std::string& path : paths) tree.push_back(file_of(path, ""));
  return tree;
}

TEST(EmptyNames, AreRefusedAsFileFolderAndPartOfAName) {
  EXPECT_EQ(empty_names(tree_with({"common/util/x.cpp"})).size(), 1U);
  EXPECT_EQ(empty_names(tree_with({"common/db/helpers.hpp"})).size(), 1U);
  EXPECT_EQ(empty_names(tree_with({"services/claims/app/claim_manager.cpp"})).size(), 1U);
  EXPECT_EQ(empty_names(tree_with({"tests/old/a.cpp", "tests/old/b.cpp"})).size(), 1U);
}

TEST(EmptyNames, AreWholeWords) {
  EXPECT_EQ(
      empty_names(tree_with({"common/db/database.hpp", "common/core/renew.cpp", "docs/news.md"})),
      Findings{});
}

TEST(EmptyNames, AreAllowedForCaseFilesNamedAfterFacts) {
  EXPECT_EQ(empty_names(tree_with({"tests/cases/ph/school_year_new.yaml"})), Findings{});
}

TEST(ServicesWithoutReadme, AreNamed) {
  EXPECT_EQ(services_without_readme(tree_with({"services/claims/app/a.cpp"})),
            Findings{"services/claims/README.md is missing"});
  EXPECT_EQ(
      services_without_readme(tree_with({"services/CMakeLists.txt", "services/claims/README.md"})),
      Findings{});
}

TEST(Migrations, RunFromOneWithoutGapsInEachSchema) {
  EXPECT_EQ(
      misnumbered_migrations(tree_with({"sql/claims/0001_claim.sql", "sql/claims/0002_appeal.sql",
                                        "sql/ledger/0001_entry.sql", "sql/roles.sql"})),
      Findings{});
  EXPECT_EQ(
      misnumbered_migrations(tree_with({"sql/claims/0001_a.sql", "sql/claims/0003_b.sql"})).size(),
      1U);
  EXPECT_EQ(misnumbered_migrations(tree_with({"sql/claims/0002_b.sql"})).size(), 1U);
  EXPECT_EQ(
      misnumbered_migrations(tree_with({"sql/claims/0001_a.sql", "sql/claims/0001_b.sql"})).size(),
      1U);
}

TEST(Migrations, HaveANameOfOneForm) {
  for (const char* name : {"claim.sql", "1_claim.sql", "0001-claim.sql", "0001_Claim.sql",
                           "0001_.sql", "0001_claim.txt"}) {
    EXPECT_EQ(misnumbered_migrations(tree_with({std::string{"sql/claims/"} + name})).size(), 1U)
        << name;
  }
}

TEST(ReleasedMigrations, StayAsTheyWere) {
  const std::string text = "create table claim ();\n";
  const std::string list = "# comment\n" + sha256_hex(text) + "  sql/claims/0001_claim.sql\n";
  const File released = file_of("sql/released.sha256", list);

  EXPECT_EQ(edited_migrations({file_of("sql/claims/0001_claim.sql", text), released}), Findings{});
  EXPECT_EQ(edited_migrations({file_of("sql/claims/0001_claim.sql", text + " "), released}).size(),
            1U);
  EXPECT_EQ(edited_migrations({released}).size(), 1U);
  EXPECT_EQ(edited_migrations({}).size(), 1U);
}

}  // namespace
}  // namespace haven::tidy
