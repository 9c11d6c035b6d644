#pragma once
#include <chrono>
#include <exception>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>

#include "common/http/admission.hpp"
#include "common/http/incoming_body.hpp"

namespace haven::http {

/// One request and its answer. Kept alive by its connection and by the worker that runs the
/// handler, so that neither has to outlive the other.
struct Exchange {
  explicit Exchange(Instant now);

  Request request;  // with a trace id from the start
  Framing framing;
  int version = 11;
  bool keep_alive = false;
  const Route* route = nullptr;
  std::optional<IncomingBody> body;
  std::optional<Response> response;  // set early when the request is refused
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  std::function<void()> on_handled;  // of the I/O thread alone; empty when nobody waits any more
};

/// Takes the header block of a request as the parser read it, checks it and decides whether the
/// request may go on; otherwise the exchange holds its answer.
void open_exchange(Exchange& exchange, const Head& head, const Gate& gate, Instant now);

/// What a request gets whose header block never came to an end that could be read.
void refuse_head(Exchange& exchange, HeadScan::Found found, bool too_slow, std::size_t bytes_max);

/// The server's own answer instead of a handler's.
void refuse(Exchange& exchange, int status, std::string code, std::string detail);
/// The same where the connection cannot go on, because it is not known where the next request
/// begins.
void refuse_and_close(Exchange& exchange, int status, std::string code, std::string detail);
/// An exception of ours: an answer that tells nothing but the trace id, or 503 when it may pass.
void refuse_for_failure(Exchange& exchange, const std::exception& failure);

/// Runs the handler, with the body complete.
void run_handler(Exchange& exchange);
/// The answer while the handler of this exchange is still running, which must not be touched.
std::shared_ptr<Exchange> late_answer(const Exchange& running, Instant now);

/// The file that an answer streams instead of a body.
struct AnswerFile {
  std::ifstream stream;
  std::uint64_t length = 0;
};
/// Opens it; nothing when the answer has none. One that cannot be read becomes a failure of ours.
std::optional<AnswerFile> open_answer_file(Exchange& exchange);

/// One line for an answer that is a failure or was slow; the others are only counted.
void log_answer(const Exchange& exchange);
void count_answer(ServerCounters& counters, int status);

}  // namespace haven::http
