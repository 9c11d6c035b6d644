// The repository's own files, held against the rules of docs/ARCHITECTURE.md and CONTRIBUTING.md.
// Each test prints every finding as path:line: sentence.
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/tidy/api_description.hpp"
#include "tests/tidy/documents.hpp"
#include "tests/tidy/includes.hpp"
#include "tests/tidy/layout.hpp"
#include "tests/tidy/sizes.hpp"
#include "tests/tidy/tree.hpp"
#include "tests/tidy/words.hpp"

namespace haven::tidy {
namespace {

const Tree& repository() {
  static const Tree tree = tree_of(HAVEN_ROOT);
  return tree;
}

void expect_none(const Findings& findings) {
  std::string all;
  for (const std::string& finding : findings) all += "\n  " + finding;
  EXPECT_TRUE(findings.empty()) << all;
}

TEST(Repository, HasSources) {
  EXPECT_NE(find(repository(), "common/core/money.hpp"), nullptr);
}

TEST(Repository, IncludesOnlyWhatTheTableAllows) {
  expect_none(forbidden_includes(repository()));
}
TEST(Repository, WritesSqlInStores) {
  expect_none(sql_outside_stores(repository()));
}
TEST(Repository, KeepsCoroutinesInTheServer) {
  expect_none(coroutines_outside_server(repository()));
}
TEST(Repository, ReadsTheClockInCore) {
  expect_none(clocks_outside_core(repository()));
}
TEST(Repository, CountsMoneyInWholeUnits) {
  expect_none(floats_near_money(repository()));
}
TEST(Repository, HasCarefulHeaders) {
  expect_none(careless_headers(repository()));
}
TEST(Repository, IsFinished) {
  expect_none(unfinished_work(repository()));
}
TEST(Repository, KnowsNoMachine) {
  expect_none(traces_of_a_machine(repository()));
}

TEST(Repository, NamesFilesAfterWhatTheyHold) {
  expect_none(empty_names(repository()));
}
TEST(Repository, HasAReadmeForEachService) {
  expect_none(services_without_readme(repository()));
}
TEST(Repository, NumbersMigrationsWithoutGaps) {
  expect_none(misnumbered_migrations(repository()));
}
TEST(Repository, LeavesReleasedMigrationsAlone) {
  expect_none(edited_migrations(repository()));
}

TEST(Repository, GivesEachDocumentOneTitle) {
  expect_none(documents_without_one_title(repository()));
}
TEST(Repository, ExplainsEachMessage) {
  expect_none(unexplained_messages(repository()));
}
TEST(Repository, NamesTheListenersOfEachEvent) {
  expect_none(wrong_listeners(repository()));
}
TEST(Repository, DocumentsEachSetting) {
  expect_none(undocumented_settings(repository()));
}
TEST(Repository, ListsEachPathOfTheApi) {
  expect_none(unlisted_paths(repository()));
}
TEST(Repository, DescribesEachRoute) {
  expect_none(undescribed_routes(repository()));
}

TEST(Repository, PrintsItsSizes) {
  const std::string report = size_report(repository());
  std::fputs(report.c_str(), stdout);
  EXPECT_NE(report.find("common/core"), std::string::npos);
}

}  // namespace
}  // namespace haven::tidy
