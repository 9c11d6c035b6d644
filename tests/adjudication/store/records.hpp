#pragma once
#include <gtest/gtest.h>

#include <memory>

#include "common/db/transaction.hpp"
#include "services/adjudication/domain/claim_file.hpp"
#include "services/adjudication/domain/decision.hpp"
#include "services/adjudication/domain/work_item.hpp"
#include "tests/adjudication/domain/lines.hpp"
#include "tests/support/database.hpp"

/// Rows for tests of the store. Ids count up, so that a test can tell them apart.
namespace haven::adjudication {

/// Tests that share one database: each runs in a transaction that is never committed.
struct InOneTransaction : testing::Test {
  static void SetUpTestSuite() { database = std::make_unique<test::Database>(); }
  static void TearDownTestSuite() { database.reset(); }
  static inline std::unique_ptr<test::Database> database;
  db::Transaction tx{database->pool("haven_adjudication")};
};

inline std::string id_number(int number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

inline ClaimFile claim_file(int claim = 1, std::int64_t version = 1) {
  return {ClaimId{id_number(claim)},
          "owwa",
          "DTH-26-0000000" + std::to_string(claim),
          MemberId{id_number(900)},
          "ines",
          "death",
          *date_from("2024-05-14"),
          "filed",
          version,
          "file",
          test::noon(),
          false};
}

inline DecisionContent decision_content(int id = 101, int claim = 1) {
  DecisionContent content;
  content.id = DecisionId{id_number(id)};
  content.claim = ClaimId{id_number(claim)};
  content.fund = "owwa";
  content.pack = "ph";
  content.pack_hash = std::string(64, 'a');
  content.file_version = 1;
  content.case_record = std::string{"\0record", 7};
  content.outcome = R"({"lines":[]})";
  content.filed_by = "ines";
  content.decided_by = "system";
  DecidedLine death = decided(
      pays("owwa", "fund", "death", php(100000), {{"wife", php(50000)}, {"child_a", php(50000)}}));
  DecidedLine insured =
      decided(pays("oci", "insurer", "death", usd(10000), {{"wife", usd(10000)}}));
  insured.due = *date_from("2024-06-30");
  content.lines = {death, insured, decided(refuses("owwa", "burial", "cover_ended"))};
  return content;
}

inline WorkItem work_item(int id = 201, int claim = 1) {
  WorkItem item;
  item.id = WorkItemId{id_number(id)};
  item.claim = ClaimId{id_number(claim)};
  item.reasons = {"committee_decides", "guardian_needed"};
  item.opened = test::noon();
  item.due = *date_from("2024-06-25");
  return item;
}

}  // namespace haven::adjudication
