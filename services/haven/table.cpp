#include "services/haven/table.hpp"

#include <algorithm>
#include <ostream>

namespace haven {
namespace {

// Characters, not bytes: names and reasons may hold UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

void print_cell(std::ostream& out, const std::string& text, std::size_t width, bool right,
                bool last) {
  const std::string gap(width - std::min(width, width_of(text)), ' ');
  if (right)
    out << gap << text;
  else
    out << text << (last ? "" : gap);
}

}  // namespace

void Table::print(std::ostream& out) const {
  std::vector<std::string> names = columns;
  std::vector<bool> right(columns.size());
  std::vector<std::size_t> widths(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    right[i] = names[i].ends_with('>');
    if (right[i]) names[i].pop_back();
    widths[i] = width_of(names[i]);
    for (const auto& row : rows) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  const auto print_row = [&](const std::vector<std::string>& cells) {
    out << "  ";
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out << "  ";
      print_cell(out, cells[i], widths[i], right[i], i + 1 == cells.size());
    }
    out << '\n';
  };
  if (!title.empty()) out << title << '\n';
  print_row(names);
  std::vector<std::string> rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  print_row(rule);
  for (const auto& row : rows) print_row(row);
  out << '\n';
}

}  // namespace haven
