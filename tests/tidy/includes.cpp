#include "tests/tidy/includes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace haven::tidy {
namespace {

struct Include {
  std::size_t offset = 0;
  std::string target;
  bool ours = false;  // "quoted": from the root; <angled>: the system's
};

// The lexer blanks what stands between quotes, so the text is read where the code has a directive.
std::vector<Include> includes_of(const File& file) {
  static constexpr std::string_view directive = "#include ";
  std::vector<Include> found;
  const std::string_view code = file.source.code;
  for (auto at = code.find(directive); at != code.npos; at = code.find(directive, at + 1)) {
    const std::size_t open = at + directive.size();
    const bool ours = file.text[open] == '"';
    const auto close = file.text.find(ours ? '"' : '>', open + 1);
    if (close == std::string::npos) continue;
    found.push_back({at, file.text.substr(open + 1, close - open - 1), ours});
  }
  return found;
}

// Where a file stands: a layer's name, and the service for the layers of one.
struct Place {
  std::string layer;
  std::string service;
};

// common/scheme/wire.hpp and its sources: between protobuf and plain structs.
bool is_translation(std::string_view path) {
  return path.starts_with("common/scheme/") && path.find("wire.") != path.npos;
}

Place place_of(const std::string& path) {
  const auto parts = parts_of(path);
  if (parts.size() > 2 && parts[0] == "services" && parts[1] == "haven") return {"haven", "haven"};
  if (parts.size() > 3 && parts[0] == "services") return {parts[2], parts[1]};
  if (parts.size() > 2 && parts[0] == "haven") return {"proto/" + parts[1], ""};
  if (is_translation(path)) return {"common/wire", ""};
  if (path.starts_with("common/db/sql.") || path == "common/db/connection.hpp") {
    return {"common/sql", ""};
  }
  if (parts.size() > 2 && parts[0] == "common") return {"common/" + parts[1], ""};
  return {parts[0], ""};
}

using Layers = std::set<std::string>;

Layers operator+(Layers a, const Layers& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// In the order of dependency: each uses what stands before it. "sql" is common/db/sql.hpp and the
// connection behind it; "wire" is common/scheme/wire.hpp, which speaks protobuf; "proto" is
// generated code.
const std::map<std::string, Layers>& may_include() {
  static const Layers core{"common/core"};
  static const Layers db = core + Layers{"common/config", "common/log", "common/db"};
  static const Layers http = db + Layers{"common/http"};
  static const Layers messaging = http + Layers{"common/messaging", "common/sql", "proto/bus"};
  static const Layers service = http + Layers{"common/messaging", "common/service"};
  static const Layers app{"domain",         "store",           "app",
                          "common/core",    "common/db",       "common/log",
                          "common/scheme",  "common/wire",     "common/messaging",
                          "common/service", "common/iso20022", "proto"};
  static const std::map<std::string, Layers> rules{
      {"common/core", core},
      {"common/config", core + Layers{"common/config"}},
      {"common/iso20022", core + Layers{"common/iso20022"}},
      {"common/log", core + Layers{"common/config", "common/log"}},
      {"common/db", db + Layers{"common/sql"}},
      {"common/sql", db + Layers{"common/sql"}},
      {"common/http", http},
      {"common/messaging", messaging},
      {"common/service", service},
      {"common/feel", core + Layers{"common/feel"}},
      {"common/dmn", core + Layers{"common/feel", "common/dmn"}},
      {"common/scheme", core + Layers{"common/feel", "common/dmn", "common/scheme"}},
      {"common/wire", core + Layers{"common/scheme", "common/wire", "proto"}},
      {"common/pch", service + Layers{"common/pch", "common/scheme", "common/wire", "proto"}},
      {"domain", core + Layers{"domain", "common/scheme"}},
      {"store", core + Layers{"domain", "store", "common/db", "common/sql", "common/scheme"}},
      {"app", app},
      {"api", app + Layers{"api", "common/config", "common/http"}},
  };
  return rules;
}

bool allows(const Layers& layers, const Place& from, const Place& to) {
  if (!to.service.empty() && to.service != from.service) return false;
  if (to.layer.starts_with("proto/") && layers.contains("proto")) return true;
  return layers.contains(to.layer);
}

bool is_standard(const std::string& header) {
  return header.find_first_of("/.") == std::string::npos || header == "tl/expected.hpp";
}

// <unistd.h>, <sys/stat.h>: a store may keep files as well as rows.
bool is_of_the_system(const std::string& header) {
  return header.ends_with(".h") && (header.find('/') == header.npos || header.starts_with("sys/"));
}

// What only one place may see, whatever else that place includes.
std::optional<std::string> keeper_of(const std::string& header) {
  if (header.starts_with("boost/beast")) return "common/http/server.cpp";
  if (header.starts_with("soci/") || header.starts_with("libpq")) return "common/db";
  return {};
}

bool may_see(const File& file, const Place& place, const std::string& header) {
  if (const auto keeper = keeper_of(header)) {
    const bool precompiled = place.layer == "common/pch" && *keeper == "common/db";
    return precompiled || file.path.starts_with(*keeper);
  }
  if (place.layer == "domain") return is_standard(header);
  if (place.layer == "store") return is_standard(header) || is_of_the_system(header);
  if (place.layer == "app") return is_standard(header) || header.starts_with("google/protobuf/");
  if (header.starts_with("google/protobuf/")) {
    return place.layer == "api" || place.layer == "common/wire" ||
           place.layer == "common/messaging" || place.layer == "common/pch";
  }
  return true;
}

bool is_bound(const Place& place) {
  return place.layer != "haven" && place.layer != "tests";
}

void judge(const File& file, const Include& include, Findings& findings) {
  const Place from = place_of(file.path);
  if (!include.ours) {
    if (is_bound(from) ? may_see(file, from, include.target)
                       : from.layer == "tests" || !keeper_of(include.target)) {
      return;
    }
    findings.push_back(finding(file, include.offset, "may not see <" + include.target + ">"));
    return;
  }
  if (!is_bound(from)) return;
  const auto rule = may_include().find(from.layer);
  if (rule == may_include().end()) {
    findings.push_back(
        finding(file, 0, "stands in a folder that docs/ARCHITECTURE.md has no row for"));
  } else if (!allows(rule->second, from, place_of(include.target))) {
    findings.push_back(finding(file, include.offset, "may not include " + include.target));
  }
}

}  // namespace

Findings forbidden_includes(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (!file.is_cpp()) continue;
    for (const Include& include : includes_of(file)) judge(file, include, findings);
  }
  return findings;
}

}  // namespace haven::tidy
