// A decision model from an unknown hand: read, every decision evaluated without facts, every table
// examined for gaps.

#include <cstdint>
#include <string_view>

#include "common/dmn/analyse.hpp"
#include "common/dmn/model.hpp"
#include "common/dmn/show.hpp"

using namespace haven;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto model = dmn::load(text);
  if (!model) return 0;
  const std::vector<feel::Value> nothing((*model)->inputs().size());
  for (std::size_t i = 0; i < (*model)->decisions().size(); ++i) {
    feel::Evaluation evaluation{{.memory = 4 << 20, .steps = 100'000, .depth = 200}};
    dmn::Trace trace;
    const feel::Value value = dmn::evaluate(**model, i, evaluation, nothing, &trace);
    try {
      (void)feel::text_of(value);
    } catch (const feel::LimitReached&) {
      continue;  // outside evaluate() a bound is an exception
    }
  }
  for (std::size_t i = 0; i < (*model)->tables().size(); ++i) {
    (void)dmn::analyse(**model, i, {.findings = 5, .boxes = 2'000});
  }
  (void)dmn::show(**model);
  return 0;
}
