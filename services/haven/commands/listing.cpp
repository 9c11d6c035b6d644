#include "services/haven/commands/listing.hpp"

#include <boost/json.hpp>
#include <ostream>

#include "common/core/csv.hpp"
#include "services/haven/table.hpp"

namespace haven::listing {
namespace {

constexpr std::size_t block_rows = 1000;

std::vector<std::string> plain_names(std::vector<std::string> columns) {
  for (std::string& name : columns) {
    if (name.ends_with('>')) name.pop_back();
  }
  return columns;
}

}  // namespace

Listing::Listing(std::ostream& out, Format format, std::vector<std::string> columns)
    : out_(out), format_(format), columns_(std::move(columns)) {
  if (format_ == Format::csv) out_ << csv_line(plain_names(columns_)) << '\n';
}

void Listing::add(std::vector<std::string> cells) {
  if (format_ == Format::csv) {
    out_ << csv_line(cells) << '\n';
  } else if (format_ == Format::json) {
    const auto names = plain_names(columns_);
    boost::json::object object;
    for (std::size_t i = 0; i < names.size(); ++i) object[names[i]] = cells[i];
    out_ << boost::json::serialize(object) << '\n';
  } else {
    if (block_.size() == block_rows) print_block();
    block_.push_back(std::move(cells));
  }
}

void Listing::add_total(std::vector<std::string> cells) {
  if (format_ == Format::table) block_.push_back(std::move(cells));
}

void Listing::finish() {
  if (format_ == Format::table) print_block();
}

void Listing::print_block() {
  Table{"", columns_, std::move(block_)}.print(out_);
  block_.clear();
}

}  // namespace haven::listing
