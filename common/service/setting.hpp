#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/fund.hpp"
#include "common/db/pool.hpp"

namespace haven::service {

/// What a service is given at start: its own database role's pool and what it may not make itself.
struct Setting {
  db::Pool& db;
  Clock clock;
  std::vector<Fund> funds;
  std::filesystem::path files;  // where uploads are kept, content-addressed

  /// The fund with this code; a token of an unknown fund never gets past the server.
  [[nodiscard]] const Fund& fund(const std::string& code) const;
  /// The fund's calendar day now.
  [[nodiscard]] Date today(const std::string& fund_code) const;
};

}  // namespace haven::service
