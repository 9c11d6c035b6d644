#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "common/core/fund.hpp"
#include "common/http/server.hpp"
#include "common/http/token.hpp"
#include "common/messaging/consumer.hpp"

namespace haven {

/// Every setting of `haven serve`, read once from the environment; ops/env/haven.env documents
/// them.
struct ServeConfig {
  std::map<std::string, std::string> database;  // service -> libpq connection string with its role
  std::size_t connections = 0;                  // per service
  std::vector<Fund> funds;
  http::ServerOptions server;
  messaging::ConsumerOptions consumer;
  std::filesystem::path files;
  std::filesystem::path packs;
  std::filesystem::path purses;
  std::filesystem::path payments;    // how each fund pays
  std::filesystem::path recoveries;  // who owes each fund what by when
  std::filesystem::path ledger_key;  // signs the heads of the journal's chains
  std::filesystem::path token_key;
  std::string token_issuer;
  std::vector<http::TrustedIssuer> trusted;
  std::chrono::seconds sweep_every{};
  std::chrono::seconds bank_silence{};  // after which a payment without an answer is unknown
  std::map<std::string, std::string> effective;  // for the start line of the log, without secrets
};

/// Reads the settings of these services; throws config::BadConfig with every problem.
ServeConfig read_serve_config(const std::vector<std::string>& services);

/// HAVEN_DATABASE, or the cluster that ops/run keeps under var/pg. Without a user.
std::string default_database();

/// The seven, in the order in which a claim meets them.
const std::vector<std::string>& service_names();

}  // namespace haven
