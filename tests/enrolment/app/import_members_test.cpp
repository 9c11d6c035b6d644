#include "services/enrolment/app/import_members.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "common/core/hash.hpp"
#include "services/enrolment/app/member_lines.hpp"
#include "tests/enrolment/office.hpp"

namespace haven::enrolment {
namespace {

struct ImportMembers : Office {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("haven_members_" + new_uuid(system_clock()()) + ".csv");
  std::string sha256;
  ~ImportMembers() override { std::filesystem::remove(path); }

  void write_file(const std::string& lines) {
    const std::string text =
        "given_names,family_name,born,sex,country,document_type,document_number,number\n" + lines;
    std::ofstream{path, std::ios::binary} << text;
    sha256 = sha256_hex(text);
  }
  static std::string line(int i) {
    const std::string digits = std::to_string(100000 + i);
    return "Person " + digits + ",Cruz,1990-01-01,female,PH,passport,P" + digits + ",M-" + digits +
           "\n";
  }
  static std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += line(i);
    return text;
  }
  Result<store::MemberFile> take(db::Transaction& tx, const store::MemberFile& file,
                                 MemberLines& in, const Columns& columns) {
    MemberChunk chunk{sha256, file.lines_done, in.next(import_chunk_lines), false};
    chunk.last = chunk.lines.size() < import_chunk_lines;
    return import_members(tx, occasion(), columns, chunk);
  }
  // What `haven import members` does, up to `chunks_most` chunks.
  store::MemberFile run(int chunks_most = 1000) {
    MemberLines in{path};
    const Columns columns = in.header().value();
    auto file = db::in_transaction(
        pool, [&](db::Transaction& tx) { return open_member_file(tx, occasion(), sha256); });
    in.next(static_cast<std::size_t>(file.lines_done));
    for (int chunk = 0; chunk < chunks_most && !file.read; ++chunk) {
      file = db::in_transaction(pool, [&](db::Transaction& tx) {
               return take(tx, file, in, columns);
             }).value();
    }
    return file;
  }
  std::string members() { return value("select count(*) from enrolment.member"); }
};

TEST_F(ImportMembers, TakesEveryLineAndTheSameFileOnce) {
  write_file(lines(1100));
  const auto file = run();
  EXPECT_TRUE(file.read);
  EXPECT_EQ(file.taken, 1100);
  EXPECT_EQ(file.refused, 0);
  EXPECT_EQ(members(), "1100");
  EXPECT_EQ(events("MemberEnrolled"), "1100");
  EXPECT_EQ(run().taken, 1100);
  EXPECT_EQ(members(), "1100");
}

TEST_F(ImportMembers, GoesOnWhereACrashLeftIt) {
  write_file(lines(1100));
  run(1);
  EXPECT_EQ(members(), "500");
  {
    // The crash: the second chunk is written and never committed.
    MemberLines in{path};
    const Columns columns = in.header().value();
    in.next(500);
    db::Transaction tx{pool};
    store::MemberFile before;
    before.lines_done = 500;
    ASSERT_TRUE(take(tx, before, in, columns));
  }
  EXPECT_EQ(members(), "500");
  const auto file = run();
  EXPECT_EQ(file.taken, 1100);
  EXPECT_EQ(members(), "1100");
  EXPECT_EQ(events("MemberEnrolled"), "1100");
  EXPECT_EQ(value("select count(*) from enrolment.identity_review"), "0");
}

TEST_F(ImportMembers, EndsAtAChunksEdgeToo) {
  write_file(lines(500));
  EXPECT_TRUE(run().read);
  EXPECT_EQ(members(), "500");
}

TEST_F(ImportMembers, RefusesALineWithItsNumberColumnAndReason) {
  std::string text = line(1);                                                   // line 2
  text += "\n";                                                                 // line 3
  text += "No One,Cruz,2090-01-01,female,PH,passport,P900001,\n";               // line 4
  text += "No One\n";                                                           // line 5
  text += "A Copy,Cruz,1990-01-01,female,PH,passport,p-100 001,\n";             // line 6
  text += "Br\xf1ken,Cruz,1990-01-01,female,PH,passport,P900002,\n";            // line 7
  text += "Same Number,Cruz,1990-01-01,female,PH,passport,P900003,M-100001\n";  // line 8
  text += line(2);                                                              // line 9
  write_file(text);
  const auto file = run();
  EXPECT_EQ(file.taken, 2);
  EXPECT_EQ(file.refused, 5);
  EXPECT_EQ(value("select string_agg(line_number || ' ' || field, ', ' order by line_number) "
                  "from enrolment.refused_member_line"),
            "4 born, 5 line, 6 document_number, 7 given_names, 8 number");
  db::Transaction tx{pool};
  const auto refused = store::refused_lines(tx, "owwa", sha256);
  EXPECT_NE(refused[2].reason.find("M-100001"), std::string::npos) << refused[2].reason;
}

TEST_F(ImportMembers, TwoImportsOfOneFileDoNotTakeALineTwice) {
  write_file(lines(600));
  run(1);
  MemberLines in{path};
  const Columns columns = in.header().value();
  db::Transaction tx{pool};
  const auto late = take(tx, store::MemberFile{}, in, columns);  // believes it is at the start
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "import_is_running");
}

TEST_F(ImportMembers, ReadsWhatASpreadsheetWrites) {
  std::ofstream{path, std::ios::binary}
      << "\xef\xbb\xbfgiven_names,family_name,born,sex,country,document_type,document_number\r\n"
         "\"Maria \"\"Luz\"\"\",Santos,1988-04-12,female,PH,passport,P1234567A\r\n";
  sha256 = std::string(64, 'a');
  EXPECT_EQ(run().taken, 1);
  EXPECT_EQ(value("select given_names from enrolment.member"), "Maria \"Luz\"");
}

}  // namespace
}  // namespace haven::enrolment
