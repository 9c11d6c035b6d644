// A case file from an unknown hand: read, and evaluated under the pack that it names.

#include <cstdint>
#include <string>

#include "common/core/ensure.hpp"
#include "common/scheme/expect.hpp"
#include "common/scheme/pack.hpp"

using namespace haven;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto packs = scheme::load_packs("ops/schemes");
  ensure(packs.has_value(), "run from the project's folder, where the packs are in order");
  const std::string text{reinterpret_cast<const char*>(data), size};
  const auto facts = scheme::case_from_yaml(text);
  if (!facts) return 0;
  const auto pack = packs->find(facts->pack);
  const auto decision =
      scheme::evaluate(*(pack == packs->end() ? packs->begin() : pack)->second, *facts);
  if (!decision) return 0;
  (void)scheme::json_of(*decision);
  (void)scheme::differences_from(*decision, text);
  return 0;
}
