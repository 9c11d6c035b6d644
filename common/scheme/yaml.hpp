#pragma once
#include <yaml-cpp/yaml.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"

/// Strict reading of YAML written by people: packs and case files. Every problem is collected with
/// its line and field, so that one run names them all.
namespace haven::scheme {

inline constexpr std::size_t yaml_bytes_max = 256 * 1024;
inline constexpr int yaml_depth_max = 24;
inline constexpr int yaml_nodes_max = 20'000;

/// What is wrong with one file. A pointer reads "owwa.yaml:12 benefits/0/amount".
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void add(const YAML::Node& at, const std::string& path, std::string detail);
  void add_all(const std::vector<FieldProblem>& others);
  [[nodiscard]] bool none() const { return list_.empty(); }
  [[nodiscard]] const std::vector<FieldProblem>& list() const { return list_; }

 private:
  std::string file_;
  std::vector<FieldProblem> list_;
};

/// Parses one document. Refused before anything is built: more than the limits above, anchors and
/// aliases (they can make a small file expand without bound), a second document.
Result<YAML::Node> yaml_from(const std::string& text, const std::string& file);

/// One mapping. Keys that nobody asked for when it goes out of scope are problems.
class Fields {
 public:
  Fields(YAML::Node node, std::string path, Problems& problems);
  ~Fields();
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  [[nodiscard]] bool has(const std::string& key) const;
  /// The only key of a mapping that must have exactly one; empty otherwise, with a problem.
  std::string only_key();
  std::vector<std::string> keys();

  std::string text(const std::string& key);  // needed, not empty
  std::string text_or(const std::string& key, std::string otherwise);
  std::vector<std::string> texts(const std::string& key);  // one scalar or a list; absent: none
  bool flag(const std::string& key, bool otherwise);
  std::optional<Date> date(const std::string& key);
  Date needed_date(const std::string& key);
  std::optional<int> integer(const std::string& key, int least, int most);
  int needed_integer(const std::string& key, int least, int most);
  Money amount(const std::string& key, const std::string& currency);  // "100000.00"; needed
  Money amount_of(const std::string& key);  // {amount: "400.00", currency: USD}; needed

  /// A nested mapping; nothing happens when it is absent.
  void map(const std::string& key, const std::function<void(Fields&)>& read);
  /// Each mapping of a list; nothing happens when it is absent.
  void each(const std::string& key, const std::function<void(Fields&)>& read);

  void problem(const std::string& key, std::string detail);
  /// A problem of the mapping itself.
  void problem(std::string detail);
  [[nodiscard]] const YAML::Node& node() const { return node_; }
  /// The value under a key, for values that may have several shapes. Counts as asked for.
  YAML::Node value(const std::string& key);
  [[nodiscard]] std::string path_of(const std::string& key) const;
  Problems& problems() { return problems_; }

 private:
  std::optional<std::string> scalar(const std::string& key);
  YAML::Node node_;
  std::string path_;
  Problems& problems_;
  std::set<std::string> asked_;
};

}  // namespace haven::scheme
