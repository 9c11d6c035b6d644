#include "common/scheme/tables.hpp"

#include <algorithm>
#include <cstring>

#include "common/scheme/loading.hpp"
#include "common/scheme/words.hpp"

namespace haven::scheme {
namespace {

std::string place(const std::string& file, int line, const std::string& what) {
  return file + ":" + std::to_string(line) + (what.empty() ? "" : " " + what);
}

/// "a, b" as its parts.
std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : list + ",") {
    if (c == ',') {
      if (!part.empty()) parts.push_back(std::move(part));
      part.clear();
    } else if (c != ' ' && c != '\n' && c != '\t' && c != '"') {
      part += c;
    }
  }
  return parts;
}

/// Whether these are the same values, copied: not equal ones, which would take longer to find out
/// than to work most decisions out.
bool are_same(std::span<const feel::Value> some, std::span<const feel::Value> others) {
  return some.size() == others.size() &&
         std::memcmp(some.data(), others.data(), some.size_bytes()) == 0;
}

}  // namespace

void Tables::add(const std::string& file, const std::string& xml, const feel::Names& functions,
                 std::vector<FieldProblem>& wrong) {
  const auto model =
      dmn::load(xml, {}, {.functions = &functions, .strict_names = true, .strict_texts = true});
  if (!model) {
    wrong.push_back({file, model.error().detail});
    return;
  }
  for (std::size_t i = 0; i < (*model)->decisions().size(); ++i) {
    Entry entry{(*model)->decisions()[i].name, files_.size(), i};
    const bool is_known =
        std::ranges::any_of(entries_, [&](const Entry& other) { return other.name == entry.name; });
    if (is_known) wrong.push_back({file, "two decisions are called " + entry.name});
    entries_.push_back(std::move(entry));
  }
  files_.push_back({file, *model});
}

std::vector<std::string> Tables::names() const {
  std::vector<std::string> names;
  for (const Entry& each : entries_) names.push_back(each.name);
  return names;
}

void Tables::connect(Loading& loading, std::vector<FieldProblem>& wrong) {
  by_slot_.resize(loading.names->size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    entries_[i].slot = loading.names->slot_of(entries_[i].name).value();
    by_slot_[entries_[i].slot] = i;
  }
  for (Entry& each : entries_) tie_inputs(each, loading, wrong);
  for (File& each : files_) cite_rows(each, loading, wrong);
}

void Tables::tie_inputs(Entry& entry, Loading& loading, std::vector<FieldProblem>& wrong) const {
  const File& file = files_[entry.file];
  for (const std::size_t input : file.model->decisions()[entry.decision].inputs) {
    const std::string& name = file.model->inputs()[input].name;
    const auto slot = loading.names->slot_of(name);
    if (!slot || decision_at(*slot)) {
      wrong.push_back({file.name + ":1 decision " + entry.name,
                       "input data \"" + name + "\" is not a fact that an expression may name"});
      continue;
    }
    loading.used.insert(*slot);
    entry.inputs.emplace_back(input, *slot);
  }
}

void Tables::cite_rows(File& file, Loading& loading, std::vector<FieldProblem>& wrong) const {
  for (const auto& entry : file.model->tables()) {
    const dmn::Table& table = *entry.table;
    auto& rows = file.sources.emplace_back();
    const auto column = std::ranges::find(table.annotations, "source") - table.annotations.begin();
    for (std::size_t i = 0; i < table.rules.size(); ++i) {
      const dmn::TableRule& rule = table.rules[i];
      const std::string at =
          place(file.name, rule.line, entry.owner + " row " + std::to_string(i + 1));
      const auto index = static_cast<std::size_t>(column);
      const auto ids = index < rule.annotations.size() ? parts_of(rule.annotations[index])
                                                       : std::vector<std::string>{};
      if (ids.empty()) wrong.push_back({at, "the annotation \"source\" says what it rests on"});
      std::string& basis = rows.emplace_back();
      for (const auto& id : ids) {
        const std::string cite = cited(id, loading);
        if (cite.empty()) wrong.push_back({at, "\"" + id + "\" is no source and no reading"});
        basis += (basis.empty() ? "" : "; ") + cite;
      }
      for (std::size_t j = 0; j < rule.inputs.size() && j < table.inputs.size(); ++j) {
        for (auto& sentence : strange_words(table.inputs[j].expression, rule.inputs[j], loading)) {
          wrong.push_back({at, std::move(sentence)});
        }
      }
    }
  }
}

void Tables::consult(std::size_t decision, FactSheet& sheet, feel::Evaluation& evaluation,
                     std::uint64_t moment, Consulted& found) const {
  const Entry& entry = entries_[decision];
  const dmn::Model& model = *files_[entry.file].model;
  const std::size_t size = model.inputs().size();
  auto* inputs = evaluation.arena.array<feel::Value>(size);
  std::uninitialized_fill_n(inputs, size, feel::Value{});
  for (const auto& [input, slot] : entry.inputs) inputs[input] = sheet.value(slot);
  const std::span<const feel::Value> given{inputs, size};
  if (found.moment == moment && are_same(found.inputs, given)) return;
  found.trace.hits.clear();
  found.value = dmn::evaluate(model, entry.decision, evaluation, given, &found.trace);
  found.inputs = given;
  found.moment = moment;
}

std::optional<std::size_t> Tables::decision_at(std::size_t slot) const {
  return slot < by_slot_.size() ? by_slot_[slot] : std::nullopt;
}

std::vector<std::size_t> Tables::facts_of(std::size_t decision) const {
  std::vector<std::size_t> facts;
  for (const auto& [input, slot] : entries_[decision].inputs) facts.push_back(slot);
  return facts;
}

std::string Tables::rows_of(std::size_t decision, const Consulted& found) const {
  const File& file = files_[entries_[decision].file];
  std::string text;
  for (const auto& hit : found.trace.hits) {
    for (const std::uint32_t row : hit.rules) {
      text += (text.empty() ? "row " : "; row ") + std::to_string(row + 1) + ": " +
              file.sources[hit.table][row];
    }
  }
  return text;
}

}  // namespace haven::scheme
