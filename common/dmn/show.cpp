#include "common/dmn/show.hpp"

#include <algorithm>
#include <array>

#include "common/dmn/xml.hpp"

namespace haven::dmn {
namespace {

using Row = std::vector<std::string>;

// Characters, not bytes: cells may hold UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// A cell on one line, whatever its text's layout.
std::string cell(std::string_view text) {
  std::string line;
  for (const char c : trimmed(text)) line += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  return line;
}

std::string heading(const std::string& label, const std::string& otherwise) {
  return cell(label.empty() ? otherwise : label);
}

Row heading_of(const Table& table) {
  Row row{policy_letters(table)};
  for (const TableInput& input : table.inputs) row.push_back(cell(input.expression));
  for (const TableOutput& output : table.outputs) {
    row.push_back("=> " + heading(output.name, output.label));
  }
  for (const std::string& annotation : table.annotations) row.push_back(cell(annotation));
  return row;
}

Row row_of(const Table& table, const TableRule& rule, std::size_t number) {
  Row row{std::to_string(number)};
  for (const std::string& input : rule.inputs) row.push_back(input.empty() ? "-" : cell(input));
  for (const std::string& output : rule.outputs) row.push_back(cell(output));
  for (std::size_t i = 0; i < table.annotations.size(); ++i) {
    row.push_back(i < rule.annotations.size() ? cell(rule.annotations[i]) : "");
  }
  return row;
}

std::string line_of(const Row& row, const std::vector<std::size_t>& widths) {
  std::string line = "  ";
  for (std::size_t i = 0; i < row.size(); ++i) {
    line += row[i];
    if (i + 1 < row.size()) line += std::string(widths[i] - width_of(row[i]), ' ') + " | ";
  }
  return std::string{line.substr(0, line.find_last_not_of(' ') + 1)} + '\n';
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string described(const Model& model, const Model::DecisionEntry& decision) {
  std::vector<std::string> needs;
  for (const std::size_t slot : decision.inputs) needs.push_back(model.inputs()[slot].name);
  std::string text = "decision " + decision.name;
  if (!decision.type.empty()) text += ": " + decision.type;
  if (!needs.empty()) text += "\n  needs " + joined(needs);
  return text + '\n';
}

}  // namespace

std::string policy_letters(const Table& table) {
  static constexpr std::array<std::string_view, 7> letters{"U", "A", "P", "F", "R", "O", "C"};
  static constexpr std::array<std::string_view, 5> signs{"", "+", "#", "<", ">"};
  return std::string{letters[static_cast<std::size_t>(table.policy)]} +
         std::string{signs[static_cast<std::size_t>(table.aggregation)]};
}

std::string show(const Table& table) {
  std::vector<Row> rows{heading_of(table)};
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    rows.push_back(row_of(table, table.rules[i], i + 1));
  }
  std::vector<std::size_t> widths(rows[0].size());
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  Row line;
  for (const std::size_t width : widths) line.emplace_back(width, '-');
  rows.insert(rows.begin() + 1, line);
  std::string text;
  for (const Row& row : rows) text += line_of(row, widths);
  return text;
}

std::string show(const Model& model) {
  std::string text = "model " + model.name() + "\n";
  for (const Model::Input& input : model.inputs()) {
    text += "input " + input.name + (input.type.empty() ? "" : ": " + input.type) + '\n';
  }
  for (const Model::DecisionEntry& decision : model.decisions()) {
    text += '\n' + described(model, decision);
    for (const std::size_t table : decision.tables) text += show(*model.tables()[table].table);
  }
  for (const Model::TableEntry& table : model.tables()) {
    if (table.is_in_decision) continue;
    text += "\nbusiness knowledge " + table.owner + '\n' + show(*table.table);
  }
  return text;
}

}  // namespace haven::dmn
