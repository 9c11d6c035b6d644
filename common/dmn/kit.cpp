#include "common/dmn/kit.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "common/dmn/kit_case.hpp"

namespace haven::dmn {
namespace {

namespace fs = std::filesystem;
using feel::Value;

std::string contents_of(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

bool is_case_file(const fs::path& path) {
  return path.extension() == ".xml" && path.stem().string().find("-test-") != std::string::npos;
}

std::vector<fs::path> case_files(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator{directory}) {
    if (entry.is_regular_file() && is_case_file(entry.path())) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string reasons_of(const feel::Evaluation& evaluation) {
  std::string text;
  for (const feel::Reason& reason : evaluation.reasons()) {
    text += (text.empty() ? "" : "; ") + std::string{reason.what};
    if (!reason.where.empty()) text += " at " + std::string{reason.where.substr(0, 60)};
  }
  return text;
}

// One file of cases against its model.
class KitRun {
 public:
  KitRun(fs::path file, const feel::DateTime& now, const KitFailure& on_failure)
      : file_(std::move(file)), on_failure_(on_failure) {
    evaluation_.now = Value::of(now, constants_);
  }

  void run(KitResult& result) {
    feel::Evaluation reading{{.memory = std::size_t{256} << 20, .steps = ~std::uint64_t{0}}};
    const auto file = read_kit_file(contents_of(file_), reading);
    if (!file) {
      ++result.cases;
      return on_failure_(file_.filename().string() + ": " + file.error().detail);
    }
    const fs::path model_file = file_.parent_path() / file->model;
    const auto model = load(contents_of(model_file), imports_in(file_.parent_path()));
    for (const KitCase& each : file->cases) {
      ++result.cases;
      if (!model) {
        fail(each, "", "the model is refused: " + model.error().detail);
      } else if (passes(**model, each)) {
        ++result.passed;
      }
    }
  }

 private:
  void fail(const KitCase& failed, const std::string& node, const std::string& why) const {
    on_failure_(file_.filename().string() + " " + failed.id + " " + node + ": " + why);
  }

  bool passes(const Model& model, const KitCase& tried) {
    bool all = true;
    for (const KitCase::Expected& expected : tried.expected) {
      evaluation_.reset();
      const auto got = value_of(model, tried, expected.node);
      const bool met =
          got && (expected.is_error && got->is_null() ? true : agree(expected.value, *got));
      if (!met) {
        const std::string came = got ? feel::text_of(*got) : "no such node";
        const std::string why = reasons_of(evaluation_);
        fail(tried, expected.node,
             "expected " + feel::text_of(expected.value) + ", got " + came +
                 (why.empty() ? "" : " (" + why + ")"));
      }
      all = all && met;
    }
    return all;
  }

  std::optional<Value> value_of(const Model& model, const KitCase& tried, const std::string& node) {
    const std::string& called = tried.invocable.empty() ? node : tried.invocable;
    const auto value = invoke(model, called, evaluation_, tried.given);
    if (!value || tried.type != "decisionService" || value->kind() != feel::Kind::context) {
      return value;
    }
    // Of a service with several outputs, the case asks for one by its name.
    const Value* part = value->context().find(node);
    return part == nullptr ? value : *part;
  }

  fs::path file_;
  const KitFailure& on_failure_;
  feel::Arena constants_;
  feel::Evaluation evaluation_;
};

}  // namespace

Imports imports_in(const fs::path& folder) {
  Imports imports;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file() || entry.path().extension() != ".dmn") continue;
    std::string text = contents_of(entry.path());
    std::string space = namespace_of(text);
    if (!space.empty()) imports.emplace(std::move(space), std::move(text));
  }
  return imports;
}

KitResult run_kit(const fs::path& directory, const feel::DateTime& now,
                  const KitFailure& on_failure) {
  KitResult result;
  for (const fs::path& file : case_files(directory)) KitRun{file, now, on_failure}.run(result);
  return result;
}

}  // namespace haven::dmn
