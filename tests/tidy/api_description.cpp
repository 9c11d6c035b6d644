#include "tests/tidy/api_description.hpp"

#include <array>
#include <map>
#include <set>

namespace haven::tidy {
namespace {

bool is_fragment(const File& file) {
  return file.is_below("docs/api") && file.ends_with(".yaml") &&
         file.path != "docs/api/openapi.yaml" && file.path != "docs/api/common.yaml";
}

std::string_view without_quotes(std::string_view text) {
  while (!text.empty() && std::string_view{" '\""}.find(text.back()) != text.npos) {
    text.remove_suffix(1);
  }
  while (!text.empty() && std::string_view{" '\""}.find(text[0]) != text.npos)
    text.remove_prefix(1);
  return text;
}

struct Operation {
  std::string path;
  std::string method;
  auto operator<=>(const Operation&) const = default;
};

// The description is written in one shape, so that its lines can be read without a parser: "paths:"
// at the margin, a path two spaces in, a method four.
std::vector<Operation> operations_of(const File& fragment) {
  std::vector<Operation> operations;
  std::string path;
  bool in_paths = false;
  for (const std::string_view line : lines_of(fragment.text)) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] != ' ') in_paths = line.starts_with("paths:");
    if (!in_paths || !line.starts_with("  ") || !line.ends_with(':')) continue;
    const std::string key{without_quotes(line.substr(0, line.size() - 1))};
    if (line[2] != ' ') path = key;
    if (line[2] == ' ' && line[3] == ' ' && line.size() > 4 && line[4] != ' ' &&
        key != "parameters") {
      operations.push_back({path, key});
    }
  }
  return operations;
}

// "/v1/claims/{claim}" -> "claims.yaml#/paths/~1v1~1claims~1{claim}"
std::string reference_to(const File& fragment, const std::string& path) {
  std::string escaped;
  for (const char c : path) {
    if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return parts_of(fragment.path).back() + "#/paths/" + escaped;
}

// path -> what openapi.yaml refers to for it.
std::map<std::string, std::string> listed_paths(const File& openapi) {
  std::map<std::string, std::string> listed;
  for (const std::string_view line : lines_of(openapi.text)) {
    const auto at = line.find(": {$ref: ");
    if (!line.starts_with("  /") || at == line.npos || !line.ends_with('}')) continue;
    listed[std::string{without_quotes(line.substr(0, at))}] =
        without_quotes(line.substr(at + 9, line.size() - at - 10));
  }
  return listed;
}

// Names of path parameters differ between code and description without harm.
std::string without_names(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '}') inside = false;
    if (!inside) out += c;
    if (c == '{') inside = true;
  }
  return out;
}

// `routes.post("/v1/claims", ...)`: the method stands just before the text, on a router.
std::string method_before(std::string_view code, std::size_t literal_offset) {
  std::string_view before = code.substr(0, literal_offset - 1);
  while (before.ends_with(' ') || before.ends_with('\n')) before.remove_suffix(1);
  static constexpr std::array<std::string_view, 6> methods{"get",   "post",   "put",
                                                           "patch", "upload", "file"};
  for (const std::string_view method : methods) {
    const std::string call = "." + std::string{method} + "(";
    if (before.ends_with("routes" + call) || before.ends_with("router" + call))
      return std::string{method == "upload" || method == "file" ? "post" : method};
  }
  return {};
}

using Operations = std::map<Operation, std::string>;  // -> where it stands

Operations routes_in_code(const Tree& tree) {
  Operations routes;
  for (const File& file : tree) {
    if (!file.is_below("services") || !file.is_cpp()) continue;
    for (const Piece& literal : file.source.literals) {
      if (!literal.text.starts_with("/")) continue;
      const std::string method = method_before(file.source.code, literal.offset);
      if (method.empty()) continue;
      routes[{without_names(literal.text), method}] = finding(file, literal.offset, literal.text);
    }
  }
  return routes;
}

Operations routes_described(const Tree& tree) {
  Operations routes;
  for (const File& file : tree) {
    if (!is_fragment(file)) continue;
    for (const Operation& operation : operations_of(file)) {
      routes[{without_names(operation.path), operation.method}] = file.path + ": " + operation.path;
    }
  }
  return routes;
}

}  // namespace

Findings unlisted_paths(const Tree& tree) {
  const File* openapi = find(tree, "docs/api/openapi.yaml");
  if (openapi == nullptr) return {"docs/api/openapi.yaml is missing"};
  auto listed = listed_paths(*openapi);
  Findings findings;
  std::set<std::string> described;
  for (const File& file : tree) {
    if (!is_fragment(file)) continue;
    for (const Operation& operation : operations_of(file)) {
      if (!described.insert(operation.path).second) continue;
      const std::string reference = reference_to(file, operation.path);
      if (listed[operation.path] == reference) continue;
      findings.push_back("docs/api/openapi.yaml: needs the line   " + operation.path +
                         ": {$ref: '" + reference + "'}");
    }
  }
  for (const auto& [path, reference] : listed) {
    if (described.contains(path)) continue;
    findings.push_back("docs/api/openapi.yaml: " + path + " is described nowhere");
  }
  return findings;
}

Findings undescribed_routes(const Tree& tree) {
  const Operations code = routes_in_code(tree);
  const Operations described = routes_described(tree);
  Findings findings;
  for (const auto& [route, where] : code) {
    if (!described.contains(route)) findings.push_back(where + " is missing in docs/api");
  }
  for (const auto& [route, where] : described) {
    if (!code.contains(route)) findings.push_back(where + " " + route.method + " has no route");
  }
  return findings;
}

}  // namespace haven::tidy
