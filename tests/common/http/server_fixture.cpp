#include "tests/common/http/server_fixture.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "common/core/id.hpp"

namespace haven::test {
namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : path_(std::filesystem::temp_directory_path() / ("haven-http-" + new_uuid(system_clock()()))) {
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::size_t TemporaryFolder::file_count() const {
  const std::filesystem::directory_iterator files{path_};
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

ServerTest::ServerTest() {
  options.port = 0;
  options.workers = 2;
  options.upload_folder = folder.path() / "incoming";
  std::filesystem::create_directories(options.upload_folder);
  const auto key = folder.path() / "key.pem";
  signer = std::make_unique<http::TokenSigner>(key, "haven");
  verifier = std::make_unique<http::TokenVerifier>(
      std::vector<http::TrustedIssuer>{{"haven", "EdDSA", key.string() + ".pub"}},
      std::vector<std::string>{"owwa"});
  add_routes();
}

ServerTest::~ServerTest() {
  try {
    release.set_value();
  } catch (const std::future_error&) {  // the test has let them go
  }
}

void ServerTest::add_routes() {
  const auto record = [this](const http::Request& request) {
    ++calls;
    last = request;
    return http::ok("{\"path\":\"" + request.path + "\"}");
  };
  router.get("/open", http::anyone(), record);
  router.get("/open/{name}", http::anyone(), record, http::Query::taken);
  router.post("/open", http::anyone(), record);
  router.get("/claims/{claim}", http::roles({"adjudicator", "approver"}), record);
  router.post("/claims", http::roles({"intake"}), record);
  const auto take_file = [this](const http::Request& request) {
    ++calls;
    last = request;
    upload_was_there = std::filesystem::exists(request.body_file);
    upload_content = content_of(request.body_file);
    if (request.query.contains("keep")) {
      std::filesystem::rename(request.body_file, folder.path() / "kept");
    }
    return http::no_content();
  };
  router.upload("/files", http::anyone(), take_file, http::Query::taken);
  router.file("/lists", http::anyone(), [this, take_file](const http::Request& request) {
    if (!request.body_file.empty() && content_of(request.body_file) == "wait") released.wait();
    return take_file(request);
  });
  const auto give_file = [this](const http::Request& request) {
    http::Response response = http::ok("");
    response.headers["Content-Type"] = "application/octet-stream";
    response.body_file = folder.path() / request.query.at("name");
    return response;
  };
  router.get("/file", http::anyone(), give_file, http::Query::taken);
  router.get("/wait", http::anyone(), [this](const http::Request&) {
    ++calls;
    released.wait();
    return http::ok("{}");
  });
  router.post("/throw", http::anyone(), [](const http::Request&) -> http::Response {
    throw std::runtime_error{"secret of Maria Santos"};
  });
}

void ServerTest::start() {
  server = std::make_unique<http::Server>(router, *verifier, system_clock(), options);
  server->start();
}

std::string ServerTest::token(const std::string& role) const {
  return signer->issue({"maria", "owwa", {role}, ""}, system_clock()(), std::chrono::hours{1});
}

std::string ServerTest::get(const std::string& path, const std::string& headers) {
  return "GET " + path + " HTTP/1.1\r\nHost: haven\r\n" + headers + "\r\n";
}

std::string ServerTest::post(const std::string& path, const std::string& body,
                             const std::string& headers) {
  return "POST " + path + " HTTP/1.1\r\nHost: haven\r\nContent-Type: application/json\r\n" +
         headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace haven::test
