#pragma once
#include <boost/json.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <string>

namespace haven::rehearsal {

struct Answer {
  int status = 0;  // 0: no answer within the patience
  std::string body;
  std::string etag;
  double seconds = 0;
  [[nodiscard]] bool good() const { return status >= 200 && status < 300; }
  /// The body as JSON; an empty object when there is none.
  [[nodiscard]] boost::json::value json() const;
};

/// One person at a desk: an HTTP/1.1 connection kept alive, a token, and the habit of sending an
/// unanswered request again with the same Idempotency-Key until the server is back.
class Client {
 public:
  Client(std::string base_url, std::string token,
         std::chrono::seconds patience = std::chrono::seconds{60});
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Answer get(const std::string& path);
  /// `key` empty: a new one.
  Answer post(const std::string& path, const boost::json::value& body, const std::string& key = "");
  Answer put(const std::string& path, const boost::json::value& body, const std::string& etag);
  Answer patch(const std::string& path, const boost::json::value& body, const std::string& etag);
  Answer upload(const std::string& path, const std::string& bytes, const std::string& type);

 private:
  struct Call;
  Answer send(const Call& call);
  Answer send_once(const Call& call);

  std::string base_url_;
  std::string token_;
  std::chrono::seconds patience_;
  void* curl_;
};

}  // namespace haven::rehearsal
