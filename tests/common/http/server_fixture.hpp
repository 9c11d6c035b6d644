#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <string>

#include "common/http/server.hpp"
#include "tests/common/http/raw_client.hpp"

namespace haven::test {

/// A folder that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::size_t file_count() const;

 private:
  std::filesystem::path path_;
};

/// A server on a port of its own with a few routes. Tests change `options` before start().
struct ServerTest : testing::Test {
  ServerTest();
  ~ServerTest() override;
  void start();
  [[nodiscard]] std::string token(const std::string& role) const;
  /// "GET /path HTTP/1.1" with Host and these headers, each ended by CRLF.
  [[nodiscard]] static std::string get(const std::string& path, const std::string& headers = "");
  [[nodiscard]] static std::string post(const std::string& path, const std::string& body,
                                        const std::string& headers = "");
  [[nodiscard]] RawClient connect() const { return RawClient{server->port()}; }

  TemporaryFolder folder;
  http::ServerOptions options;
  http::Router router;
  std::unique_ptr<http::TokenSigner> signer;
  std::unique_ptr<http::TokenVerifier> verifier;
  std::unique_ptr<http::Server> server;

  std::atomic<int> calls = 0;     // of any handler
  http::Request last;             // what the last handler got
  bool upload_was_there = false;  // its file, while the handler ran
  std::string upload_content;
  std::promise<void> release;  // lets handlers of /wait go on
  std::shared_future<void> released = release.get_future().share();

 private:
  void add_routes();
};

}  // namespace haven::test
