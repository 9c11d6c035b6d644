#include "common/core/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace haven {

void ensure(bool holds, std::string_view sentence) noexcept {
  if (holds) return;
  std::fprintf(stderr, "{\"event\":\"invariant_broken\",\"sentence\":\"%.*s\"}\n",
               static_cast<int>(sentence.size()), sentence.data());
  std::abort();
}

}  // namespace haven
