// The only file with Beast and coroutines. The edge alone is asynchronous: it waits for slow
// clients by the thousand on one thread, while handlers block on the worker threads. Everything
// that can be decided without waiting lives in the files beside.
//
// g++ 12 miscompiles some coroutines, so these are member functions with plain arguments, and every
// co_await is a statement or an initialiser of its own: with one in the condition of an if or a
// while the references of the frame were lost, and capturing lambdas inside a co_await are
// destroyed twice.

#include "common/http/server.hpp"

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <thread>

#include "common/http/answer.hpp"
#include "common/http/connection_count.hpp"
#include "common/http/exchange.hpp"
#include "common/http/pace.hpp"
#include "common/http/workers.hpp"
#include "common/log/log.hpp"

namespace haven::http {
namespace {

namespace asio = boost::asio;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;
using Parser = wire::request_parser<wire::buffer_body>;

constexpr auto await = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t head_read_size = 8 << 10;
constexpr std::size_t piece_size = 64 << 10;
constexpr milliseconds tick{50};          // how exact deadlines are
constexpr milliseconds linger_max{2000};  // for a client to stop sending what is not read
constexpr milliseconds linger_when_stopping_max{200};
constexpr milliseconds close_max{1000};    // for connections to notice that the server stops
constexpr milliseconds accept_pause{100};  // when file descriptors are used up

// One connection. Only the I/O thread touches it.
struct Session {
  explicit Session(tcp::socket connected)
      : socket(std::move(connected)), handled(socket.get_executor(), Steady::time_point::max()) {}

  void enter(Phase phase, milliseconds limit) {
    timed_out = false;
    pace.enter(phase, limit, Steady::now());
  }

  // Whatever the session waits for ends now.
  void give_up() {
    timed_out = true;
    pace.stop_the_clock();
    error_code ignored;
    socket.cancel(ignored);
    handled.cancel();
  }

  [[nodiscard]] std::string_view arrived() const {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
  }

  tcp::socket socket;
  asio::steady_timer handled;  // never expires; cancelled when the handler is done
  boost::beast::flat_buffer buffer;
  Pace pace;
  int requests = 0;
  bool timed_out = false;
  bool handler_is_done = false;
};

Head head_of(const Parser& parser) {
  const auto& message = parser.get();
  Head head{message.method_string(), message.target(), static_cast<int>(message.version()), {}};
  for (const auto& field : message) head.fields.push_back({field.name_string(), field.value()});
  return head;
}

}  // namespace

struct Server::State {
  State(const Router& router, const TokenVerifier& tokens, Clock now, ServerOptions limits)
      : options(std::move(limits)),
        gate{router, tokens, options},
        clock(std::move(now)),
        workers(static_cast<std::size_t>(options.workers),
                static_cast<std::size_t>(options.queue_max)) {}

  void listen();
  void stop(milliseconds grace);
  void close_idle();
  void close_all();
  void welcome(tcp::socket socket);
  void take_head(Session& session, Exchange& exchange, Parser& parser, const HeadScan& scan);
  bool wants_more_body(Session& session, Exchange& exchange, Parser& parser);
  bool submit(Session& session, const std::shared_ptr<Exchange>& exchange);

  asio::awaitable<void> accept();
  asio::awaitable<void> watch_deadlines();
  asio::awaitable<void> serve(tcp::socket socket, std::string address);
  asio::awaitable<bool> serve_one(Session& session);
  asio::awaitable<bool> read_more(Session& session, std::size_t most);
  asio::awaitable<bool> wait_for_request(Session& session);
  asio::awaitable<void> read_body(Session& session, Exchange& exchange, Parser& parser);
  asio::awaitable<void> handle(Session& session, std::shared_ptr<Exchange>& exchange);
  asio::awaitable<bool> answer(Session& session, Exchange& exchange);
  asio::awaitable<bool> send_file(Session& session, AnswerFile& file);
  asio::awaitable<void> linger(Session& session);

  const ServerOptions options;
  const Gate gate;
  const Clock clock;
  ServerCounters counters;
  std::string piece = std::string(piece_size, '\0');
  ConnectionCount connections{options.connections_max, options.connections_per_address_max};
  std::set<Session*> sessions;
  bool stopping = false;
  asio::io_context io{1};  // after what its coroutines use, so that it goes first
  tcp::acceptor acceptor{io};
  std::uint16_t port = 0;
  Workers workers;
  std::thread thread;
};

// ---- connections --------------------------------------------------------------------------------

void Server::State::listen() {
  const tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
  acceptor.open(endpoint.protocol());
  acceptor.set_option(asio::socket_base::reuse_address(true));
  acceptor.bind(endpoint);
  acceptor.listen();
  port = acceptor.local_endpoint().port();
}

asio::awaitable<void> Server::State::accept() {
  asio::steady_timer pause{io};
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(await);
    if (!error) {
      welcome(std::move(socket));
    } else if (error != asio::error::operation_aborted) {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(await);
    }
  }
}

void Server::State::welcome(tcp::socket socket) try {
  error_code gone;
  const std::string address = socket.remote_endpoint(gone).address().to_string();
  if (gone) return;
  socket.non_blocking(true, gone);
  socket.set_option(tcp::no_delay(true), gone);
  ++counters.connections;
  if (connections.enter(address)) {
    asio::co_spawn(io, serve(std::move(socket), address), asio::detached);
    return;
  }
  ++counters.busy_503;
  const Response full{503, {{"Retry-After", "1"}}, {}, {}};
  const std::string text =
      head_text(full, {Exchange{clock()}.request.trace, clock(), 11, false, 0});
  socket.write_some(asio::buffer(text), gone);
} catch (const std::exception& failure) {
  log::failure("connection_not_taken", failure);
}

asio::awaitable<void> Server::State::watch_deadlines() {
  asio::steady_timer timer{io};
  while (true) {
    timer.expires_after(tick);
    co_await timer.async_wait(await);
    const auto now = Steady::now();
    for (Session* session : sessions) {
      if (session->pace.is_late(now, options)) session->give_up();
    }
  }
}

asio::awaitable<void> Server::State::serve(tcp::socket socket, std::string address) {
  Session session{std::move(socket)};
  sessions.insert(&session);
  try {
    for (bool goes_on = true; goes_on; ++session.requests) goes_on = co_await serve_one(session);
    if (session.pace.phase() == Phase::answer && !session.timed_out) co_await linger(session);
  } catch (const std::exception& failure) {
    log::failure("connection_failed", failure);
  }
  sessions.erase(&session);
  connections.leave(address);
}

// Without this the kernel could throw away our answer when the client has sent what we did not
// read.
asio::awaitable<void> Server::State::linger(Session& session) {
  error_code ignored;
  session.socket.shutdown(tcp::socket::shutdown_send, ignored);
  session.enter(Phase::closing, stopping ? linger_when_stopping_max : linger_max);
  for (bool goes_on = true; goes_on; session.buffer.clear()) {
    goes_on = co_await read_more(session, piece_size);
  }
}

// ---- one request --------------------------------------------------------------------------------

// Answers one request; false when the connection ends.
asio::awaitable<bool> Server::State::serve_one(Session& session) {
  const bool has_begun = co_await wait_for_request(session);
  if (!has_begun) co_return false;
  session.enter(Phase::head, options.header_max);
  auto exchange = std::make_shared<Exchange>(clock());
  HeadScan scan{options.header_bytes_max};
  auto found = scan.look(session.arrived());
  for (bool goes_on = true; found == HeadScan::Found::incomplete && goes_on;) {
    goes_on = co_await read_more(session, head_read_size);
    found = scan.look(session.arrived());
  }
  if (found == HeadScan::Found::incomplete && !session.timed_out) co_return false;
  ++counters.requests;
  Parser parser;
  if (found == HeadScan::Found::complete)
    take_head(session, *exchange, parser, scan);
  else
    refuse_head(*exchange, found, session.timed_out, options.header_bytes_max);
  if (!exchange->response || exchange->keep_alive) co_await read_body(session, *exchange, parser);
  if (!exchange->response) co_await handle(session, exchange);
  const bool goes_on = co_await answer(session, *exchange);
  co_return goes_on;
}

// False when the connection ended or the phase took too long.
asio::awaitable<bool> Server::State::read_more(Session& session, std::size_t most) {
  const auto room = session.buffer.prepare(most);
  const auto [error, count] = co_await session.socket.async_read_some(room, await);
  if (error || session.timed_out) co_return false;
  session.buffer.commit(count);
  session.pace.received(count);
  co_return true;
}

// Waits for the first byte of a request, past empty lines before it.
asio::awaitable<bool> Server::State::wait_for_request(Session& session) {
  session.enter(Phase::idle, options.idle_max);
  while (!stopping) {
    session.buffer.consume(empty_lines_before(session.arrived()));
    if (!session.arrived().empty() && session.arrived() != "\r") co_return true;
    const bool goes_on = co_await read_more(session, head_read_size);
    if (!goes_on) co_return false;
  }
  co_return false;
}

void Server::State::take_head(Session& session, Exchange& exchange, Parser& parser,
                              const HeadScan& scan) try {
  error_code error;
  parser.header_limit(static_cast<std::uint32_t>(options.header_bytes_max + 1));
  parser.body_limit(boost::none);  // the route's limit holds instead
  parser.put(asio::buffer(session.buffer.data(), scan.size()), error);
  session.buffer.consume(scan.size());
  if (error || !parser.is_header_done()) {
    return refuse_head(exchange, HeadScan::Found::malformed, false, options.header_bytes_max);
  }
  const Head head = head_of(parser);
  exchange.version = head.version;
  exchange.keep_alive =
      parser.keep_alive() && session.requests + 1 < options.requests_per_connection_max;
  open_exchange(exchange, head, gate, clock());
} catch (const std::exception& failure) {
  exchange.keep_alive = false;
  refuse_for_failure(exchange, failure);
}

asio::awaitable<void> Server::State::read_body(Session& session, Exchange& exchange,
                                               Parser& parser) {
  session.enter(Phase::body, options.request_max);
  // How long an upload may take is a matter of its size: only too few bytes a second end it.
  if (exchange.route && is_streamed(exchange.route->body)) session.pace.enter_body(Steady::now());
  if (exchange.framing.waits_for_continue && session.buffer.size() == 0) {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(session.socket, asio::buffer(go_on), await);
  }
  while (wants_more_body(session, exchange, parser)) {
    const bool goes_on = co_await read_more(session, piece_size);
    if (goes_on) continue;
    if (session.timed_out)
      refuse_and_close(exchange, 408, "body_too_slow", "The body took too long.");
    else
      refuse_and_close(exchange, 400, "body_incomplete", "The body ended too early.");
    break;
  }
}

// Feeds what has arrived to the parser; true when the body goes on.
bool Server::State::wants_more_body(Session& session, Exchange& exchange, Parser& parser) try {
  while (!parser.is_done()) {
    if (session.buffer.size() == 0) return true;
    parser.get().body() = {piece.data(), piece.size(), true};
    error_code error;
    session.buffer.consume(parser.put(session.buffer.data(), error));
    if (!exchange.body->add({piece.data(), piece.size() - parser.get().body().size})) {
      refuse_and_close(exchange, 413, "body_too_large", "The body is larger than this path takes.");
      return false;
    }
    if (error == wire::error::need_more) return true;
    if (error && error != wire::error::need_buffer) {
      refuse_and_close(exchange, 400, "malformed_request", "The chunks of the body are malformed.");
      return false;
    }
  }
  return false;
} catch (const std::exception& failure) {
  exchange.keep_alive = false;
  refuse_for_failure(exchange, failure);
  return false;
}

// ---- its handler --------------------------------------------------------------------------------

bool Server::State::submit(Session& session, const std::shared_ptr<Exchange>& exchange) {
  session.handler_is_done = false;
  exchange->on_handled = [&session] {
    session.handler_is_done = true;
    session.handled.cancel();
  };
  const bool taken = workers.submit([this, exchange] {
    run_handler(*exchange);
    asio::post(io, [this, exchange] {
      --counters.in_flight;
      if (exchange->on_handled) exchange->on_handled();
    });
  });
  if (taken) ++counters.in_flight;
  return taken;
}

// Replaces the exchange when its handler does not come back in time.
asio::awaitable<void> Server::State::handle(Session& session, std::shared_ptr<Exchange>& exchange) {
  const bool takes_file = exchange->route->body == Body::file;
  session.enter(Phase::handler, takes_file ? options.file_max : options.request_max);
  if (!submit(session, exchange)) {
    ++counters.busy_503;
    refuse(*exchange, 503, "busy", "Too many requests are waiting; send it again in a second.");
    co_return;
  }
  co_await session.handled.async_wait(await);
  if (session.handler_is_done) co_return;
  exchange->on_handled = nullptr;
  exchange = late_answer(*exchange, clock());
}

// ---- its answer ---------------------------------------------------------------------------------

asio::awaitable<bool> Server::State::answer(Session& session, Exchange& exchange) {
  session.enter(Phase::answer, options.idle_max);
  auto file = open_answer_file(exchange);
  const Response& response = *exchange.response;
  const std::uint64_t length = file ? file->length : response.body.size();
  exchange.keep_alive = exchange.keep_alive && !stopping;
  count_answer(counters, response.status);
  log_answer(exchange);
  const std::string head = head_text(
      response, {exchange.request.trace, clock(), exchange.version, exchange.keep_alive, length});
  const bool is_bare = exchange.request.method == "HEAD" || response.status == 204 || file;
  const std::string_view body = is_bare ? std::string_view{} : std::string_view{response.body};
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  const auto [error, written] = co_await asio::async_write(session.socket, parts, await);
  if (error) co_return false;
  if (!file || exchange.request.method == "HEAD") co_return exchange.keep_alive;
  const bool is_sent = co_await send_file(session, *file);
  co_return is_sent&& exchange.keep_alive;
}

asio::awaitable<bool> Server::State::send_file(Session& session, AnswerFile& file) {
  std::string part(piece_size, '\0');
  while (file.length > 0) {
    session.enter(Phase::answer, options.idle_max);
    const std::uint64_t wanted = std::min<std::uint64_t>(file.length, part.size());
    file.stream.read(part.data(), static_cast<std::streamsize>(wanted));
    const auto count = static_cast<std::size_t>(file.stream.gcount());
    // A file that ends early leaves no way to say so but to end the connection.
    if (count == 0) co_return false;
    const auto [error, written] =
        co_await asio::async_write(session.socket, asio::buffer(part.data(), count), await);
    if (error) co_return false;
    file.length -= count;
  }
  co_return true;
}

// ---- the end ------------------------------------------------------------------------------------

void Server::State::close_idle() {
  stopping = true;
  error_code ignored;
  acceptor.close(ignored);
  for (Session* session : sessions) {
    if (session->pace.phase() == Phase::idle) session->give_up();
  }
}

void Server::State::close_all() {
  error_code ignored;
  for (Session* session : sessions) {
    session->give_up();
    session->socket.close(ignored);
  }
}

void Server::State::stop(milliseconds grace) {
  if (!thread.joinable()) return;
  asio::post(io, [this] { close_idle(); });
  if (!connections.wait_until_none(grace)) {
    log::warning("requests_cut_off");
    asio::post(io, [this] { close_all(); });
    connections.wait_until_none(close_max);
  }
  io.stop();
  thread.join();
  workers.stop();
}

Server::Server(const Router& router, const TokenVerifier& tokens, Clock clock,
               ServerOptions options)
    : state_(new State{router, tokens, std::move(clock), std::move(options)}) {}

Server::~Server() {
  stop();
}

void Server::start() {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    state_->listen();
  } catch (const std::exception& failure) {
    throw std::runtime_error{"cannot listen on " + state_->options.address + ":" +
                             std::to_string(state_->options.port) + ": " + failure.what()};
  }
  remove_abandoned_uploads(state_->options.upload_folder);
  asio::co_spawn(state_->io, state_->accept(), asio::detached);
  asio::co_spawn(state_->io, state_->watch_deadlines(), asio::detached);
  state_->thread = std::thread{[state = state_.get()] { state->io.run(); }};
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::stop(std::chrono::seconds grace) {
  state_->stop(grace);
}

const ServerCounters& Server::counters() const {
  return state_->counters;
}

}  // namespace haven::http
