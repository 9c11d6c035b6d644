#pragma once
#include <filesystem>
#include <string>

#include "common/core/clock.hpp"
#include "tests/support/bank/desk.hpp"

namespace haven::bank {

/// Writes a pain.002.001.11 about a file of orders.
void write_status_report(const std::filesystem::path& file, const std::string& report_id,
                         Instant now, const FileAnswer& answer);

}  // namespace haven::bank
