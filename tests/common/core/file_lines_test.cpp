#include "common/core/file_lines.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace haven {
namespace {

TEST(FileLines, LeavesBlankLinesOutAndCountsThem) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("haven-lines-" + std::to_string(::getpid()) + ".csv");
  std::ofstream{path, std::ios::binary} << "header\r\n\r\n\nsecond\nlast without an end";
  FileLines lines{path};
  std::string line;
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "header");
  EXPECT_EQ(lines.number(), 1);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "second");
  EXPECT_EQ(lines.number(), 4);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "last without an end");
  EXPECT_FALSE(lines.next(line));
  std::filesystem::remove(path);
}

TEST(FileLines, GivesALineBeyondItsLengthAsNoLineOfAnyFile) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("haven-long-lines-" + std::to_string(::getpid()) + ".csv");
  const std::string longest(64 * 1024, 'x');
  std::ofstream{path, std::ios::binary} << longest << '\n' << longest << "x\nnext\n" << longest;
  FileLines lines{path};
  std::string line;
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, longest);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, std::string(1, '\0'));
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, "next");
  EXPECT_EQ(lines.number(), 3);
  ASSERT_TRUE(lines.next(line));
  EXPECT_EQ(line, longest);
  EXPECT_FALSE(lines.next(line));
  std::filesystem::remove(path);
}

TEST(FileLines, OfAFileThatIsNotThereAreNone) {
  FileLines lines{"no/such/file"};
  std::string line;
  EXPECT_FALSE(lines.next(line));
}

}  // namespace
}  // namespace haven
