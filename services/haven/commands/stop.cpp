#include "services/haven/commands/stop.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace haven {

void stop(const std::string& why) {
  std::cerr << why << '\n';
  throw CLI::RuntimeError{2};
}

void stop(const Error& error) {
  if (error.fields.empty()) stop(error.detail);
  for (std::size_t i = 0; i + 1 < error.fields.size(); ++i) {
    std::cerr << error.fields[i].pointer << ": " << error.fields[i].detail << '\n';
  }
  stop(error.fields.back().pointer + ": " + error.fields.back().detail);
}

}  // namespace haven
