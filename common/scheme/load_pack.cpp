#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>

#include "common/core/hash.hpp"
#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;  // name: contents; sorted, as the hash needs

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

/// SHA-256 over every file's name, length and contents, by name.
std::string hash_of_files(const Files& files) {
  Sha256 hash;
  for (const auto& [name, contents] : files) {
    hash.add(name + "\n" + std::to_string(contents.size()) + "\n");
    hash.add(contents);
  }
  return hash.finish_hex();
}

/// Reasons that the program itself gives; each must have a text like those that a rule names.
constexpr const char* own_reasons[] = {
    "not_member",   "cover_not_started", "cover_ended",           "committee_decides",
    "outside_band", "age_limit",         "not_entitled_relation", "not_eligible_status",
    "no_rate"};

class Loader {
 public:
  explicit Loader(Files files) : files_(std::move(files)) {}

  Result<PackPtr> load(const std::string& folder) {
    auto pack = std::make_shared<Pack>();
    pack->name = folder;
    pack->hash = hash_of_files(files_);
    read("codes.yaml", [&](Fields& fields) { read_codes(fields, *pack); });
    read("sources.yaml", [&](Fields& fields) { read_sources(fields); });
    read("readings.yaml", [&](Fields& fields) { read_readings(fields); });
    read("reasons.yaml", [&](Fields& fields) { read_reasons(fields); });
    read("pack.yaml", [&](Fields& fields) { read_pack(fields, *pack); });
    read("papers.yaml", [&](Fields& fields) { read_papers(fields, loading_, *pack); });
    pack->reasons = loading_.reasons;
    pack->facts_that_are_days = loading_.days;
    pack->facts_that_are_counts = loading_.counts;
    for (const auto& [name, contents] : files_) {
      if (!read_.contains(name)) wrong_.push_back({name + ":1", "is not a file of a pack"});
    }
    find_uncited();
    if (wrong_.empty()) return PackPtr{std::move(pack)};
    return refuse(ErrorKind::invalid, "invalid_pack",
                  wrong_.front().pointer + ": " + wrong_.front().detail, wrong_);
  }

 private:
  void read(const std::string& name, const std::function<void(Fields&)>& reader) {
    read_.insert(name);
    const auto file = files_.find(name);
    if (file == files_.end()) {
      wrong_.push_back({name + ":1", "is needed in every pack"});
      return;
    }
    const auto node = yaml_from(file->second, name);
    if (!node) {
      wrong_.insert(wrong_.end(), node.error().fields.begin(), node.error().fields.end());
      return;
    }
    Problems problems{name};
    {
      Fields fields{*node, "", problems};
      reader(fields);
    }
    wrong_.insert(wrong_.end(), problems.list().begin(), problems.list().end());
  }

  void read_codes(Fields& fields, Pack& pack) {
    fields.map("codes", [&](Fields& map) {
      for (const auto& key : map.keys()) pack.codes[key] = map.texts(key);
    });
    pack.kinds_not_opened = fields.texts("incident_kinds_that_open_nothing");
    loading_.codes = pack.codes;
    loading_.codes["cover.status"] = {"not_member", "not_started", "active", "ended"};
  }

  void read_sources(Fields& fields) {
    fields.map("sources", [&](Fields& map) {
      for (const auto& id : map.keys()) {
        map.map(id, [&](Fields& source) {
          loading_.sources[id] = source.text("cite");
          source.text("confidence");
          source.text_or("note", "");
        });
      }
    });
  }

  void read_readings(Fields& fields) {
    fields.map("readings", [&](Fields& map) {
      for (const auto& number : map.keys()) {
        map.map(number, [&](Fields& reading) {
          reading.text("value");
          reading.text("reason");
        });
        loading_.readings.insert(number);
      }
    });
  }

  void read_reasons(Fields& fields) {
    fields.map("reasons", [&](Fields& map) {
      for (const auto& code : map.keys()) {
        map.map(code, [&](Fields& reason) {
          std::string means = reason.text("means");
          loading_.reasons[code] = means + " " + reason.text("what_you_can_do");
        });
      }
    });
    for (const char* reason : own_reasons) {
      if (!loading_.reasons.contains(reason)) {
        fields.problem("reasons", "\"" + std::string{reason} + "\" has no text");
      }
    }
  }

  void read_pack(Fields& fields, Pack& pack) {
    if (fields.text("pack") != pack.name) fields.problem("pack", "is the folder's name");
    pack.title = fields.text("title");
    pack.flag_paid_less = fields.text("flag_paid_less_than_owed");
    check_code(fields, "flag_paid_less_than_owed", "flag", pack.flag_paid_less, loading_);
    for (const auto& scheme : fields.texts("schemes")) {
      read(scheme + ".yaml",
           [&](Fields& map) { pack.schemes.push_back(scheme_from(map, loading_)); });
    }
    for (const auto& number : fields.texts("readings_of_the_whole_pack")) {
      if (!loading_.readings.contains(number)) {
        fields.problem("readings_of_the_whole_pack", "are listed in readings.yaml");
      }
      loading_.cited.insert(number);
    }
  }

  /// A source or reading that no rule rests on is a rule that somebody forgot.
  void find_uncited() {
    if (!wrong_.empty()) return;
    for (const auto& [id, cite] : loading_.sources) {
      if (!loading_.cited.contains(id))
        wrong_.push_back({"sources.yaml:1 sources/" + id, "no rule rests on this source"});
    }
    for (const auto& number : loading_.readings) {
      if (!loading_.cited.contains(number)) {
        wrong_.push_back({"readings.yaml:1 readings/" + number, "no rule follows this reading"});
      }
    }
  }

  Files files_;
  std::set<std::string> read_;
  Loading loading_;
  std::vector<FieldProblem> wrong_;
};

}  // namespace

Result<PackPtr> load_pack(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return refuse(ErrorKind::not_found, "no_such_pack", folder.string() + " is not a folder");
  }
  const fs::path whole = fs::weakly_canonical(folder);
  return Loader{files_of(whole)}.load(whole.filename().string());
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
