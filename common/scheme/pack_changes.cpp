#include "common/scheme/pack_changes.hpp"

#include <set>

#include "common/dmn/model.hpp"
#include "common/dmn/xml.hpp"
#include "common/scheme/yaml.hpp"

namespace haven::scheme {
namespace {

/// Place to text. Equal places of two versions are the same rule.
using Flat = std::map<std::string, std::string>;

/// The place, or with a number when it is taken: equal things keep their order.
std::string free_place(const Flat& flat, const std::string& wanted) {
  std::string place = wanted;
  for (int n = 2; flat.contains(place); ++n) place = wanted + " #" + std::to_string(n);
  return place;
}

/// What an entry of a list is called, so that a new one before it does not rename it.
std::string name_in_list(const YAML::Node& entry, std::size_t index) {
  if (entry.IsScalar()) return entry.Scalar();
  if (entry.IsMap()) {
    for (const char* key :
         {"benefit", "rule", "from", "limit", "item", "flag", "document", "incident", "asked"}) {
      if (const auto named = entry[key]; named.IsDefined() && named.IsScalar()) {
        return named.Scalar();
      }
    }
  }
  return std::to_string(index + 1);
}

void flatten(const YAML::Node& node, const std::string& place, Flat& flat) {
  if (node.IsMap()) {
    for (const auto& entry : node) {
      const std::string key = entry.first.Scalar();
      flatten(entry.second, place.empty() ? key : place + "/" + key, flat);
    }
  } else if (node.IsSequence()) {
    std::set<std::string> used;
    for (std::size_t i = 0; i < node.size(); ++i) {
      const std::string wanted = name_in_list(node[i], i);
      std::string name = wanted;
      for (int n = 2; !used.insert(name).second; ++n) name = wanted + " #" + std::to_string(n);
      flatten(node[i], place + "/" + name, flat);
    }
  } else if (node.IsScalar()) {
    flat[place] = node.Scalar();
  }
}

std::string joined(const std::vector<std::string>& cells) {
  std::string text;
  for (const auto& cell : cells) text += (text.empty() ? "" : " | ") + cell;
  return text;
}

std::string inputs_of(const dmn::Table& table, const dmn::TableRule& rule) {
  std::string text;
  for (std::size_t i = 0; i < rule.inputs.size() && i < table.inputs.size(); ++i) {
    if (rule.inputs[i] == "-" || rule.inputs[i].empty()) continue;
    text += (text.empty() ? "" : ", ") + table.inputs[i].expression + " " + rule.inputs[i];
  }
  return text.empty() ? "always" : text;
}

std::string cited_in(const dmn::TableRule& rule) {
  const std::string cited = joined(rule.annotations);
  return cited.empty() ? "" : " (" + cited + ")";
}

void flatten_rows(const dmn::Model& model, Flat& flat) {
  for (const auto& entry : model.tables()) {
    for (const dmn::TableRule& rule : entry.table->rules) {
      const std::string place = "table " + entry.owner + ": " + inputs_of(*entry.table, rule);
      flat[free_place(flat, place)] = joined(rule.outputs) + cited_in(rule);
    }
  }
}

/// Everything of a model but the rows of its tables: expressions, hit policies, types, allowed
/// values. What is only for readers and drawings is no rule.
void flatten_logic(const dmn::Element& element, const std::string& place, Flat& flat) {
  static const std::set<std::string, std::less<>> no_rules = {"rule", "description", "DMNDI",
                                                              "extensionElements", "annotation"};
  for (const char* name : {"hitPolicy", "aggregation", "typeRef", "href"}) {
    if (element.has(name)) flat[free_place(flat, place + " " + name)] = element.attribute(name);
  }
  const std::string_view text = dmn::trimmed(element.text);
  if (!text.empty()) flat[free_place(flat, place)] = text;
  for (const dmn::Element& child : element.children) {
    if (no_rules.contains(child.name)) continue;
    const std::string& named = child.attribute("name");
    const std::string part = child.name == "text" ? "" : "/" + (named.empty() ? child.name : named);
    flatten_logic(child, place + part, flat);
  }
}

Result<Flat> flat_of(const std::string& name, const std::string& contents) {
  Flat flat;
  if (name.ends_with(".dmn")) {
    const auto model = dmn::load(contents);
    if (!model) return pass(model);
    flatten_rows(**model, flat);
    const auto xml = dmn::read_xml(contents);
    if (!xml) return pass(xml);
    flatten_logic(*xml, "model", flat);
    return flat;
  }
  const auto node = yaml_from(contents, name);
  if (!node) return pass(node);
  flatten(*node, "", flat);
  return flat;
}

Result<Flat> flat_of(const PackFiles& files, const std::string& name) {
  const auto found = files.find(name);
  if (found == files.end()) return Flat{};
  return flat_of(name, found->second);
}

void add_changes(const std::string& file, const Flat& before, const Flat& after,
                 std::vector<RuleChange>& changes) {
  for (const auto& [place, text] : before) {
    const auto found = after.find(place);
    if (found == after.end()) {
      changes.push_back({file, place, text, ""});
    } else if (found->second != text) {
      changes.push_back({file, place, text, found->second});
    }
  }
  for (const auto& [place, text] : after) {
    if (!before.contains(place)) changes.push_back({file, place, "", text});
  }
}

}  // namespace

Result<std::vector<RuleChange>> changes_between(const PackFiles& before, const PackFiles& after) {
  std::set<std::string> names;
  for (const auto& [name, contents] : before) names.insert(name);
  for (const auto& [name, contents] : after) names.insert(name);
  std::vector<RuleChange> changes;
  for (const auto& name : names) {
    const auto was = flat_of(before, name);
    if (!was) return pass(was);
    const auto is = flat_of(after, name);
    if (!is) return pass(is);
    add_changes(name, *was, *is, changes);
  }
  return changes;
}

}  // namespace haven::scheme
