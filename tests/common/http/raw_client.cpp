#include "tests/common/http/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace haven::test {
namespace {

constexpr int wait_ms = 5000;

bool is_readable(int socket, int ms) {
  pollfd waiting{socket, POLLIN, 0};
  return ::poll(&waiting, 1, ms) == 1;
}

}  // namespace

RawClient::RawClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error{"cannot connect"};
  }
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

bool RawClient::fill() {
  char piece[65536];
  if (!is_readable(socket_, wait_ms)) return false;
  const auto count = ::recv(socket_, piece, sizeof piece, 0);
  if (count <= 0) return false;
  buffer_.append(piece, static_cast<std::size_t>(count));
  return true;
}

Answer RawClient::read(bool to_head) {
  Answer answer;
  while (buffer_.find("\r\n\r\n") == std::string::npos) {
    if (!fill()) return answer;
  }
  const auto end = buffer_.find("\r\n\r\n") + 4;
  std::istringstream head{buffer_.substr(0, end)};
  buffer_.erase(0, end);
  std::string version, line;
  head >> version >> answer.status;
  std::getline(head, line);
  while (std::getline(head, line) && line != "\r") {
    const auto colon = line.find(": ");
    answer.headers[line.substr(0, colon)] = line.substr(colon + 2, line.size() - colon - 3);
  }
  if (to_head || !answer.headers.contains("Content-Length")) return answer;
  const std::size_t length = std::stoul(answer.headers["Content-Length"]);
  while (buffer_.size() < length && fill()) {
  }
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

Answer RawClient::ask(const std::string& bytes) {
  send(bytes);
  return read();
}

void RawClient::finish_sending() {
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::is_closed_by_server() {
  char piece[4096];
  while (is_readable(socket_, wait_ms)) {
    if (::recv(socket_, piece, sizeof piece, 0) <= 0) return true;
  }
  return false;
}

bool RawClient::is_silent_for(std::chrono::milliseconds time) {
  return buffer_.empty() && !is_readable(socket_, static_cast<int>(time.count()));
}

}  // namespace haven::test
