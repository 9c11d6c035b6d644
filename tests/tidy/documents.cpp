#include "tests/tidy/documents.hpp"

#include <algorithm>
#include <set>

namespace haven::tidy {
namespace {

int titles_of(std::string_view text) {
  int titles = 0;
  bool in_code = false;
  for (const std::string_view line : lines_of(text)) {
    if (line.starts_with("```")) in_code = !in_code;
    if (!in_code && line.starts_with("# ")) ++titles;
  }
  return titles;
}

// Events stand in docs/events.md, parts of them in docs/glossary.md.
std::vector<std::string> messages_of(const File& proto) {
  std::vector<std::string> names;
  for (const std::string_view line : lines_of(proto.text)) {
    if (!line.starts_with("message ")) continue;
    names.emplace_back(line.substr(8, line.find(' ', 8) - 8));
  }
  return names;
}

using Listeners = std::set<std::pair<std::string, std::string>>;  // event, service

// `on<enrolment::v1::MemberEnrolled>(...)`, or a function of that service whose name ends so.
Listeners listeners_in_code(const Tree& tree) {
  static constexpr std::string_view call = "on<";
  Listeners listeners;
  for (const File& file : tree) {
    const std::string_view code = file.source.code;
    if (!file.is_below("services")) continue;
    for (auto at = code.find(call); at != code.npos; at = code.find(call, at + 1)) {
      const std::string_view type =
          code.substr(at + call.size(), code.find('>', at) - at - call.size());
      const auto version = type.find("::v1::");
      if (version == type.npos) continue;
      listeners.emplace(type.substr(version + 6), parts_of(file.path)[1]);
    }
  }
  return listeners;
}

// "| `MemberEnrolled` | ... | **claims** keeps a copy |"
Listeners listeners_in_table(const File& events) {
  Listeners listeners;
  for (std::string_view line : lines_of(events.text)) {
    if (!line.starts_with("| `")) continue;
    const std::string event{line.substr(3, line.find('`', 3) - 3)};
    for (auto at = line.find("**"); at != line.npos; at = line.find("**")) {
      line.remove_prefix(at + 2);
      const auto end = line.find("**");
      listeners.emplace(event, line.substr(0, end));
      line.remove_prefix(std::min(end, line.size() - 2) + 2);
    }
  }
  return listeners;
}

// Text literals that begin with HAVEN_; one that ends with _ is the beginning of several names.
std::set<std::string> settings_in_code(const Tree& tree) {
  std::set<std::string> names;
  for (const File& file : tree) {
    if (!file.is_below("services") && !file.is_below("common")) continue;
    for (const Piece& literal : file.source.literals) {
      const auto end = literal.text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
      if (literal.text.starts_with("HAVEN_") && end == std::string::npos)
        names.insert(literal.text);
    }
  }
  names.erase("HAVEN_");
  names.erase("HAVEN_TEST_");
  names.erase("HAVEN_BENCH_");
  return names;
}

std::set<std::string> settings_in(const File& env) {
  std::set<std::string> names;
  for (std::string_view line : lines_of(env.text)) {
    if (line.starts_with('#')) line.remove_prefix(1);
    if (line.starts_with("HAVEN_")) names.emplace(line.substr(0, line.find('=')));
  }
  return names;
}

bool is_named_by(const std::string& setting, const std::string& name) {
  return name.ends_with('_') ? setting.starts_with(name) : setting == name;
}

}  // namespace

Findings documents_without_one_title(const Tree& tree) {
  Findings findings;
  for (const File& file : tree) {
    if (!file.ends_with(".md")) continue;
    const int titles = titles_of(file.text);
    if (titles == 1) continue;
    findings.push_back(file.path + ": has " + std::to_string(titles) + " level-1 titles, not one");
  }
  return findings;
}

Findings unexplained_messages(const Tree& tree) {
  const File* events = find(tree, "docs/events.md");
  const File* glossary = find(tree, "docs/glossary.md");
  const std::string known = (events ? events->text : "") + "\n" + (glossary ? glossary->text : "");
  Findings findings;
  for (const File& file : tree) {
    if (!file.ends_with(".proto")) continue;
    for (const std::string& name : messages_of(file)) {
      if (find_word(known, name) != std::string_view::npos) continue;
      findings.push_back(file.path + ": " + name +
                         " is explained in neither docs/events.md nor docs/glossary.md");
    }
  }
  return findings;
}

Findings wrong_listeners(const Tree& tree) {
  const File* events = find(tree, "docs/events.md");
  if (events == nullptr) return {"docs/events.md is missing"};
  const Listeners code = listeners_in_code(tree);
  const Listeners table = listeners_in_table(*events);
  Findings findings;
  for (const auto& [event, service] : code) {
    if (table.contains({event, service})) continue;
    findings.push_back("docs/events.md: " + event + " does not name its listener " + service);
  }
  for (const auto& [event, service] : table) {
    if (code.contains({event, service})) continue;
    findings.push_back("docs/events.md: " + event + " is not subscribed by " + service);
  }
  return findings;
}

Findings undocumented_settings(const Tree& tree) {
  const File* env = find(tree, "ops/env/haven.env");
  if (env == nullptr) return {"ops/env/haven.env is missing"};
  const auto read = settings_in_code(tree);
  const auto documented = settings_in(*env);
  Findings findings;
  for (const std::string& name : read) {
    const auto names_it = [&](const std::string& setting) { return is_named_by(setting, name); };
    if (std::ranges::any_of(documented, names_it)) continue;
    findings.push_back("ops/env/haven.env: " + name + " is not documented");
  }
  for (const std::string& setting : documented) {
    const auto reads_it = [&](const std::string& name) { return is_named_by(setting, name); };
    if (std::ranges::any_of(read, reads_it)) continue;
    findings.push_back("ops/env/haven.env: " + setting + " is read nowhere");
  }
  return findings;
}

}  // namespace haven::tidy
