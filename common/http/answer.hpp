#pragma once
#include <cstdint>
#include <string>

#include "common/core/clock.hpp"
#include "common/http/message.hpp"

namespace haven::http {

/// What the head of an answer says beside the handler's response.
struct AnswerHead {
  std::string trace;
  Instant now{};
  int version = 11;  // the client's
  bool keep_alive = true;
  std::uint64_t length = 0;  // of the body, or of what it would be for HEAD
};

/// The status line and headers, to the empty line. Names and values of the response cannot break
/// out of their line.
std::string head_text(const Response& response, const AnswerHead& head);

/// "Tue, 14 May 2024 10:00:00 GMT"
std::string http_date(Instant instant);

}  // namespace haven::http
