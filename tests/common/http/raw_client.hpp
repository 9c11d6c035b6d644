#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace haven::test {

struct Answer {
  int status = 0;  // 0: none came
  std::map<std::string, std::string> headers;
  std::string body;
};

/// A client that sends exactly the bytes it is told to. Every wait ends after five seconds.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server has closed.
  bool send(const std::string& bytes);
  /// The next answer; its body by Content-Length, or none when `to_head`.
  Answer read(bool to_head = false);
  Answer ask(const std::string& bytes);
  /// Tells the server that nothing more will come.
  void finish_sending();
  /// True when the server closes within the wait, whatever comes before.
  bool is_closed_by_server();
  /// True when nothing arrives for so long.
  bool is_silent_for(std::chrono::milliseconds time);

 private:
  bool fill();

  int socket_;
  std::string buffer_;
};

}  // namespace haven::test
