#include "services/haven/table.hpp"

#include <algorithm>
#include <ostream>

#include "common/core/wrap.hpp"

namespace haven {
namespace {

constexpr std::size_t text_width_min = 10;  // a column of text is not made narrower

using Cells = std::vector<std::string>;

struct Column {
  std::string name;
  bool right = false;
  std::size_t width = 0;
};

std::vector<Column> columns_of(const Table& table) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column column{table.columns[i], table.columns[i].ends_with('>'), 0};
    if (column.right) column.name.pop_back();
    column.width = width_of(column.name);
    for (const auto& row : table.rows) column.width = std::max(column.width, width_of(row[i]));
    columns.push_back(std::move(column));
  }
  return columns;
}

std::size_t line_width(const std::vector<Column>& columns) {
  std::size_t sum = 0;
  for (const Column& column : columns) sum += column.width + 2;
  return sum;
}

void narrow(std::vector<Column>& columns, std::size_t line_max) {
  const auto width_to_give = [](const Column& column) { return column.right ? 0 : column.width; };
  while (line_width(columns) > line_max) {
    const auto widest = std::ranges::max_element(columns, {}, width_to_give);
    if (width_to_give(*widest) <= text_width_min) return;
    --widest->width;
  }
}

void print_line(std::ostream& out, const std::vector<Column>& columns, const Cells& cells) {
  std::string line = "  ";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string gap(columns[i].width - std::min(columns[i].width, width_of(cells[i])), ' ');
    line += (i > 0 ? "  " : "") + (columns[i].right ? gap + cells[i] : cells[i] + gap);
  }
  out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
}

void print_row(std::ostream& out, const std::vector<Column>& columns, const Cells& row) {
  std::vector<Cells> lines;  // of each cell
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool fits = width_of(row[i]) <= columns[i].width;
    lines.push_back(fits ? Cells{row[i]} : wrapped(row[i], columns[i].width));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t at = 0; at < height; ++at) {
    Cells cells;
    for (const Cells& each : lines) cells.push_back(at < each.size() ? each[at] : "");
    print_line(out, columns, cells);
  }
}

}  // namespace

void Table::print(std::ostream& out) const {
  std::vector<Column> all = columns_of(*this);
  if (line_max > 0) narrow(all, line_max);
  if (!title.empty()) out << title << '\n';
  Cells names, rule;
  for (const Column& column : all) {
    names.push_back(column.name);
    rule.emplace_back(column.width, '-');
  }
  print_row(out, all, names);
  print_line(out, all, rule);
  for (const auto& row : rows) print_row(out, all, row);
  out << '\n';
}

void print_paragraph(std::ostream& out, const std::string& mark, const std::string& text) {
  std::string before = mark;
  for (const auto& line : wrapped(text, page_width - width_of(mark))) {
    out << before << line << '\n';
    before.assign(width_of(mark), ' ');
  }
}

}  // namespace haven
