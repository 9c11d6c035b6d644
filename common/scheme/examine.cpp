#include "common/scheme/examine.hpp"

#include "common/dmn/analyse.hpp"

namespace haven::scheme {
namespace {

std::string name_of(dmn::Finding::Kind kind) {
  switch (kind) {
    case dmn::Finding::Kind::gap:
      return "gap";
    case dmn::Finding::Kind::overlap:
      return "overlap";
    case dmn::Finding::Kind::unreachable:
      return "unreachable";
    case dmn::Finding::Kind::masked:
      return "masked";
  }
  return "";
}

std::string example_of(const dmn::Table& table, const dmn::Finding& finding) {
  std::string text;
  for (std::size_t i = 0; i < finding.example.size() && i < table.inputs.size(); ++i) {
    text += (text.empty() ? "" : ", ") + table.inputs[i].expression + " " + finding.example[i];
  }
  return text;
}

void examine(const std::string& file, const dmn::Model& model, Examination& found) {
  for (std::size_t i = 0; i < model.tables().size(); ++i) {
    const auto& entry = model.tables()[i];
    ++found.tables;
    found.rows += entry.table->rules.size();
    const dmn::Analysis analysis = dmn::analyse(model, i);
    for (const dmn::Finding& each : analysis.findings) {
      found.doubts.push_back(
          {file, entry.owner, name_of(each.kind), each.sentence, example_of(*entry.table, each)});
    }
    for (const std::string& remark : analysis.remarks) {
      found.remarks.push_back(file + ", table " + entry.owner + ": " + remark);
    }
  }
}

}  // namespace

Examination examined(const Pack& pack) {
  Examination found;
  for (const auto& [name, contents] : files_of(pack)) {
    if (!name.ends_with(".dmn")) continue;
    const auto model = dmn::load(contents);
    if (model) examine(name, **model, found);
  }
  return found;
}

}  // namespace haven::scheme
