// A pack from an unknown hand: its files stand one after another, each begins with a line
// "=== name"; a line "=== case" begins a case that is evaluated under the pack.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "common/scheme/examine.hpp"
#include "common/scheme/explain.hpp"
#include "common/scheme/pack.hpp"

using namespace haven;

namespace {

std::map<std::string, std::string> files_in(std::string_view text) {
  std::map<std::string, std::string> files;
  std::string name = "pack.yaml";
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end + 1);
    if (line.starts_with("=== ") && line.size() < 40) {
      name = line.substr(4, line.size() - 5);
    } else {
      files[name] += line;
    }
    text.remove_prefix(line.size());
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto files = files_in({reinterpret_cast<const char*>(data), size});
  const auto asked = files.extract("case");
  const auto pack = scheme::pack_from("kerala", std::move(files));
  if (!pack) return 0;
  (void)scheme::examined(**pack);
  if (asked.empty()) return 0;
  const auto facts = scheme::case_from_yaml(asked.mapped());
  if (!facts) return 0;
  const auto decision = scheme::evaluate(**pack, *facts);
  if (decision) (void)scheme::explained(**pack, *facts, *decision);
  return 0;
}
