#pragma once
#include <chrono>
#include <string>

namespace haven {

/// An institution served by this installation. Its code is on every row, event and token, and
/// nothing of one fund is visible to another.
struct Fund {
  std::string code;               // "owwa"
  std::string pack;               // folder under ops/schemes: "ph"
  std::chrono::minutes offset{};  // local time's distance from UTC: +08:00 for Manila
  bool operator==(const Fund&) const = default;
};

}  // namespace haven
