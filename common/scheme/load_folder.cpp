#include <fstream>
#include <iterator>

#include "common/scheme/rules.hpp"
#include "common/scheme/yaml.hpp"

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

Result<Files> files_below(const fs::path& folder) {
  std::error_code failed;
  if (fs::is_directory(folder, failed)) return files_of(folder);
  return refuse(ErrorKind::not_found, "no_such_pack", folder.string() + " is not a folder");
}

/// What pack.yaml says; nothing when it cannot be read.
std::optional<std::string> name_in(const Files& files) {
  const auto file = files.find("pack.yaml");
  if (file == files.end()) return {};
  const auto node = yaml_from(file->second, file->first);
  if (!node || !node->IsMap()) return {};
  const auto name = (*node)["pack"];
  return name.IsDefined() && name.IsScalar() ? std::optional{name.Scalar()} : std::nullopt;
}

}  // namespace

Result<PackPtr> load_pack(const fs::path& folder) {
  auto files = files_below(folder);
  if (!files) return pass(files);
  return pack_from(fs::weakly_canonical(folder).filename().string(), std::move(*files));
}

Result<PackPtr> load_pack_copy(const fs::path& folder) {
  auto files = files_below(folder);
  if (!files) return pass(files);
  // Without a name loading says what is wrong with pack.yaml.
  std::string name = name_in(*files).value_or(fs::weakly_canonical(folder).filename().string());
  return pack_from(std::move(name), std::move(*files));
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
