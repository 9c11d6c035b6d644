#pragma once
#include <string>
#include <vector>

#include "common/db/sql.hpp"

/// Rows turned into array parameters, one per column, for `insert ... select from unnest(...)`: one
/// round trip for any number of rows. An absent value travels as '' and is read with nullif().
namespace haven::contributions::store {

template <class Row, class TextOf>
std::string column_of(const std::vector<Row>& rows, TextOf text_of_row) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const Row& row : rows) texts.push_back(text_of_row(row));
  return db::array_of(texts);
}

}  // namespace haven::contributions::store
