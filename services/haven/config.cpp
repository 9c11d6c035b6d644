#include "services/haven/config.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "common/config/reader.hpp"

namespace haven {
namespace {

// The cluster that ops/run starts leaves the folder of its socket in var/pg/host.
std::string fallback_database() {
  std::string host = "/var/run/postgresql";
  std::ifstream in{"var/pg/host"};
  std::getline(in, host);
  return "host=" + host + " dbname=haven";
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// "issuer|ES256|/etc/haven/idp.pem": an identity provider whose tokens are taken beside our own.
std::vector<http::TrustedIssuer> trusted_from(const std::string& text) {
  std::vector<http::TrustedIssuer> issuers;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    const std::string entry = text.substr(at, end - at);
    const auto first = entry.find('|');
    const auto second = entry.find('|', first + 1);
    if (second == std::string::npos) {
      throw config::BadConfig{"HAVEN_TOKEN_TRUST must list issuer|algorithm|public key file"};
    }
    issuers.push_back({entry.substr(0, first), entry.substr(first + 1, second - first - 1),
                       entry.substr(second + 1)});
    at = end + 1;
  }
  return issuers;
}

void read_server(config::Reader& env, http::ServerOptions& server) {
  server.address = env.text("HAVEN_ADDRESS", "127.0.0.1");
  server.port = static_cast<std::uint16_t>(env.number("HAVEN_PORT", 8080, 0, 65535));
  server.workers = static_cast<int>(env.number("HAVEN_WORKERS", 8, 1, 256));
  server.queue_max = static_cast<int>(env.number("HAVEN_QUEUE_MAX", 256, 1, 100000));
  server.connections_max = static_cast<int>(env.number("HAVEN_CONNECTIONS_MAX", 1000, 1, 100000));
  server.body_bytes_max =
      static_cast<std::size_t>(env.number("HAVEN_BODY_BYTES_MAX", 1 << 20, 1024, 64 << 20));
  server.upload_bytes_max = static_cast<std::size_t>(
      env.number("HAVEN_UPLOAD_BYTES_MAX", 20 << 20, 1024, std::int64_t{1} << 32));
  server.file_bytes_max = static_cast<std::size_t>(
      env.number("HAVEN_FILE_BYTES_MAX", 512 << 20, 1024, std::int64_t{1} << 34));
}

void read_consumer(config::Reader& env, messaging::ConsumerOptions& consumer) {
  using std::chrono::milliseconds;
  consumer.threads = static_cast<int>(env.number("HAVEN_CONSUMER_THREADS", 1, 1, 16));
  consumer.batch_max = static_cast<int>(env.number("HAVEN_BATCH_MAX", 200, 1, 5000));
  consumer.attempts_max = static_cast<int>(env.number("HAVEN_ATTEMPTS_MAX", 8, 1, 100));
  consumer.lease = milliseconds{env.number("HAVEN_LEASE_MS", 3000, 500, 600000)};
}

}  // namespace

const std::vector<std::string>& service_names() {
  static const std::vector<std::string> names = {"enrolment",    "contributions", "claims",
                                                 "adjudication", "ledger",        "disbursement",
                                                 "recoveries"};
  return names;
}

std::string default_database() {
  const char* given = std::getenv("HAVEN_DATABASE");
  return given ? given : fallback_database();
}

ServeConfig read_serve_config(const std::vector<std::string>& services) {
  config::Reader env = config::Reader::from_process();
  ServeConfig config;
  const std::string database = env.text("HAVEN_DATABASE", fallback_database());
  for (const std::string& service : service_names()) {
    // A service may have a database of its own, and a password file or options with it.
    const std::string own =
        env.secret("HAVEN_DATABASE_" + upper(service), database + " user=haven_" + service);
    if (std::ranges::count(services, service) > 0) config.database[service] = own;
  }
  config.connections =
      static_cast<std::size_t>(env.number("HAVEN_CONNECTIONS_PER_SERVICE", 6, 2, 200));
  config.funds = env.funds("HAVEN_FUNDS", "owwa:ph:+08:00");
  read_server(env, config.server);
  read_consumer(env, config.consumer);
  const std::filesystem::path data = env.text("HAVEN_DATA", "var");
  config.files = data / "files";
  config.server.upload_folder = data / "incoming";
  config.packs = env.text("HAVEN_PACKS", "ops/schemes");
  config.purses = env.text("HAVEN_PURSES", "ops/purses");
  config.payments = env.text("HAVEN_PAYMENTS", "ops/payments");
  config.recoveries = env.text("HAVEN_RECOVERIES", "ops/recoveries");
  config.ledger_key = env.text("HAVEN_LEDGER_KEY", (data / "ledger-key.pem").string());
  config.token_key = env.text("HAVEN_TOKEN_KEY", (data / "token-key.pem").string());
  config.token_issuer = env.text("HAVEN_TOKEN_ISSUER", "haven");
  config.trusted = trusted_from(env.text("HAVEN_TOKEN_TRUST", ""));
  config.sweep_every = std::chrono::seconds{env.number("HAVEN_SWEEP_SECONDS", 5, 1, 3600)};
  config.bank_silence =
      std::chrono::seconds{env.number("HAVEN_BANK_SILENCE_SECONDS", 72 * 3600, 1, 30 * 86400)};
  config.effective = env.finish();
  return config;
}

}  // namespace haven
