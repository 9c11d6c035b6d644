#include "common/http/exchange.hpp"

#include <algorithm>

#include "common/core/id.hpp"
#include "common/http/target.hpp"
#include "common/log/log.hpp"

namespace haven::http {
namespace {

using std::chrono::milliseconds;

// A refused request's body is read past when it is short, so that its connection can go on.
constexpr std::uint64_t bytes_read_past_max = 64 << 10;
constexpr milliseconds slow{1000};

std::string new_trace(Instant now) {
  std::string id = new_uuid(now);
  std::erase(id, '-');
  return id;
}

std::string lower_case(std::string_view name) {
  std::string text{name};
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

// Repeated fields mean a list; those that must not repeat are refused by framing_of().
void take_headers(Request& request, const Head& head) {
  for (const auto& [name, value] : head.fields) {
    std::string& all = request.headers[lower_case(name)];
    if (!all.empty()) all += ", ";
    all += value;
  }
}

void prepare_body(Exchange& exchange, const ServerOptions& options, Instant now) {
  exchange.body.emplace(body_max_of(*exchange.route, options));
  if (is_streamed(exchange.route->body)) {
    exchange.body->keep_in_file(options.upload_folder, new_uuid(now));
  }
}

// The body that follows a refused head is read past or, when it is long, never read.
void let_body_pass(Exchange& exchange) {
  const Framing& framing = exchange.framing;
  const bool is_short =
      !framing.chunked && framing.length <= bytes_read_past_max && !framing.waits_for_continue;
  if (!is_short) exchange.keep_alive = false;
  exchange.body.emplace(bytes_read_past_max);
  exchange.body->discard();
}

}  // namespace

Exchange::Exchange(Instant now) {
  request.trace = new_trace(now);
}

void refuse(Exchange& exchange, int status, std::string code, std::string detail) {
  const log::Trace scope{exchange.request.trace};
  exchange.response =
      problem(status, {ErrorKind::malformed, std::move(code), std::move(detail), {}});
}

void refuse_and_close(Exchange& exchange, int status, std::string code, std::string detail) {
  exchange.keep_alive = false;
  refuse(exchange, status, std::move(code), std::move(detail));
}

void open_exchange(Exchange& exchange, const Head& head, const Gate& gate, Instant now) {
  Request& request = exchange.request;
  request.method = head.method;
  take_headers(request, head);
  if (auto trace = trace_from(request.header("traceparent"))) request.trace = std::move(*trace);
  const log::Trace scope{request.trace};
  auto framing = framing_of(head);
  if (!framing) {
    exchange.keep_alive = false;
    exchange.response = std::move(framing.error());
    return;
  }
  exchange.framing = *framing;
  auto target = target_from(head.target);
  if (!target) {
    return refuse_and_close(exchange, 400, "malformed_request",
                            "The path or the query is malformed.");
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  auto route = admit(gate, request, *framing, now);
  if (!route) {
    exchange.response = std::move(route.error());
    return let_body_pass(exchange);
  }
  exchange.route = *route;
  prepare_body(exchange, gate.options, now);
}

void refuse_head(Exchange& exchange, HeadScan::Found found, bool too_slow, std::size_t bytes_max) {
  if (found == HeadScan::Found::too_large) {
    refuse_and_close(
        exchange, 431, "header_too_large",
        "The request line and headers may have at most " + std::to_string(bytes_max) + " bytes.");
  } else if (too_slow) {
    refuse_and_close(exchange, 408, "header_too_slow", "The headers took too long.");
  } else {
    refuse_and_close(exchange, 400, "malformed_request", "The request is no HTTP/1.1.");
  }
}

void refuse_for_failure(Exchange& exchange, const std::exception& failure) {
  const log::Trace scope{exchange.request.trace};
  log::failure("request_failed", failure,
               {{"route", exchange.route ? exchange.route->pattern : ""}});
  const auto* teller = dynamic_cast<const log::Telling*>(&failure);
  if (teller != nullptr && teller->may_pass()) {
    refuse(exchange, 503, "temporarily_unavailable",
           "The request could not be served now. Send it again, with the same Idempotency-Key.");
  } else {
    refuse(exchange, 500, "internal_failure",
           "The request failed on our side. Tell us the trace id.");
  }
}

void run_handler(Exchange& exchange) {
  const log::Trace scope{exchange.request.trace};
  try {
    exchange.body->finish(exchange.request);
    exchange.response = exchange.route->handler(exchange.request);
  } catch (const std::exception& failure) {
    refuse_for_failure(exchange, failure);
  } catch (...) {
    refuse_for_failure(exchange, std::runtime_error{"the handler threw something else"});
  }
  exchange.body.reset();  // removes an upload's file, unless the handler has moved it
}

std::shared_ptr<Exchange> late_answer(const Exchange& running, Instant now) {
  auto late = std::make_shared<Exchange>(now);
  late->request.trace = running.request.trace;
  late->request.method = running.request.method;
  late->route = running.route;
  late->version = running.version;
  late->began = running.began;
  refuse_and_close(*late, 503, "still_running",
                   "The request takes too long; it may still succeed. Send it again, with the same "
                   "Idempotency-Key.");
  return late;
}

std::optional<AnswerFile> open_answer_file(Exchange& exchange) {
  const std::filesystem::path path = exchange.response->body_file;
  if (path.empty()) return {};
  std::error_code absent;
  AnswerFile file{std::ifstream{path, std::ios::binary}, std::filesystem::file_size(path, absent)};
  if (file.stream && !absent) return file;
  refuse_for_failure(exchange, std::filesystem::filesystem_error{"answer file", path, absent});
  return {};
}

void log_answer(const Exchange& exchange) {
  const auto took = std::chrono::steady_clock::now() - exchange.began;
  const auto ms = std::chrono::duration_cast<milliseconds>(took);
  const int status = exchange.response->status;
  if (status < 500 && ms <= slow) return;
  const log::Trace scope{exchange.request.trace};
  log::warning(status < 500 ? "request_was_slow" : "request_not_served",
               {{"method", exchange.request.method},
                {"route", exchange.route ? exchange.route->pattern : ""},
                {"status", status},
                {"ms", static_cast<std::int64_t>(ms.count())}});
}

void count_answer(ServerCounters& counters, int status) {
  if (status >= 500)
    ++counters.answers_5xx;
  else if (status >= 400)
    ++counters.answers_4xx;
  else
    ++counters.answers_2xx;
}

}  // namespace haven::http
