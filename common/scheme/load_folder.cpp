#include <fstream>
#include <iterator>

#include "common/scheme/rules.hpp"

namespace haven::scheme {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;  // name: contents

constexpr std::size_t files_max = 200;

Files files_of(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (!entry.is_regular_file() || files.size() == files_max) continue;
    std::ifstream stream{entry.path(), std::ios::binary};
    files[entry.path().filename().string()] = {std::istreambuf_iterator<char>{stream}, {}};
  }
  return files;
}

}  // namespace

Result<PackPtr> load_pack(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return refuse(ErrorKind::not_found, "no_such_pack", folder.string() + " is not a folder");
  }
  const fs::path whole = fs::weakly_canonical(folder);
  return pack_from(whole.filename().string(), files_of(whole));
}

Result<std::map<std::string, PackPtr>> load_packs(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return refuse(ErrorKind::not_found, "no_such_folder", folder.string() + " is not a folder");
  }
  std::map<std::string, PackPtr> packs;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (!entry.is_directory()) continue;
    auto pack = load_pack(entry.path());
    if (!pack) return pass(pack);
    packs[(*pack)->name] = *pack;
  }
  return packs;
}

}  // namespace haven::scheme
