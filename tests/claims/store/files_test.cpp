#include "services/claims/store/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "common/core/hash.hpp"
#include "common/core/id.hpp"

namespace haven::claims::store {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  Files() : root(fs::temp_directory_path() / ("haven-files-" + new_uuid(system_clock()()))) {
    fs::create_directories(root);
  }
  ~Files() override { fs::remove_all(root); }

  fs::path upload(const std::string& content) {
    const fs::path path = root / "upload";
    std::ofstream{path, std::ios::binary} << content;
    return path;
  }
  static std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  static std::size_t entries_of(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
  }
  fs::path root;
};

TEST_F(Files, ContentIsFoundUnderItsHash) {
  const std::string sha = sha256_hex("scan");
  keep_content(root / "files", upload("scan"), sha);
  EXPECT_EQ(content_path(root / "files", sha), root / "files" / sha.substr(0, 2) / sha);
  EXPECT_EQ(read(content_path(root / "files", sha)), "scan");
}

TEST_F(Files, KeptTwiceItIsThereOnceAndNothingElseIsLeft) {
  const std::string sha = sha256_hex("scan");
  keep_content(root / "files", upload("scan"), sha);
  keep_content(root / "files", upload("scan"), sha);
  EXPECT_EQ(entries_of(root / "files" / sha.substr(0, 2)), 1U);
}

TEST_F(Files, KeptByManyAtOnceItIsWhole) {
  const std::string content(100000, 'x'), sha = sha256_hex(content);
  const fs::path incoming = upload(content);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { keep_content(root / "files", incoming, sha); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(read(content_path(root / "files", sha)), content);
  EXPECT_EQ(entries_of(root / "files" / sha.substr(0, 2)), 1U);
}

TEST_F(Files, WhatIsKeptOutlivesTheUpload) {
  const std::string sha = sha256_hex("scan");
  const fs::path incoming = upload("scan");
  keep_content(root / "files", incoming, sha);
  fs::remove(incoming);
  EXPECT_EQ(read(content_path(root / "files", sha)), "scan");
}

TEST_F(Files, ALostUploadIsAFailure) {
  EXPECT_THROW(keep_content(root / "files", root / "nothing", std::string(64, 'a')),
               fs::filesystem_error);
}

TEST_F(Files, TheEndsOfAShortFileOverlap) {
  const FileEnds ends = read_ends(upload("short"));
  EXPECT_EQ(ends.bytes, 5U);
  EXPECT_EQ(ends.head, "short");
  EXPECT_EQ(ends.tail, "short");
  EXPECT_EQ(read_ends(upload("")).bytes, 0U);
}

TEST_F(Files, TheEndsOfALongFileAreItsFirstAndLastBytes) {
  const std::string content = std::string(200000, 'a') + std::string(200000, 'b');
  const FileEnds ends = read_ends(upload(content));
  EXPECT_EQ(ends.bytes, 400000U);
  EXPECT_EQ(ends.head, std::string(upload_head_bytes, 'a'));
  EXPECT_EQ(ends.tail, std::string(upload_tail_bytes, 'b'));
}

TEST_F(Files, ThePinKeyIsMadeOnceAndReadableByTheServerAlone) {
  const std::string key = pin_key(root / "files");
  EXPECT_EQ(key.size(), 32U);
  EXPECT_EQ(pin_key(root / "files"), key);
  struct stat status {};
  ASSERT_EQ(stat((root / "files" / "pin.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_NE(pin_key(root / "other"), key);
}

TEST_F(Files, ProcessesThatStartTogetherShareOneKey) {
  std::vector<std::string> keys(8);
  std::vector<std::thread> threads;
  for (std::string& key : keys) threads.emplace_back([&] { key = pin_key(root / "files"); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 1U);
  EXPECT_EQ(entries_of(root / "files"), 1U);
}

TEST_F(Files, ABrokenKeyStopsTheStart) {
  fs::create_directories(root / "files");
  std::ofstream{root / "files" / "pin.key"} << "too short";
  EXPECT_THROW(pin_key(root / "files"), fs::filesystem_error);
}

}  // namespace
}  // namespace haven::claims::store
