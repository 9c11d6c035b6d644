#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/money.hpp"
#include "common/db/sql.hpp"

/// Rows turned into array parameters, one per column, for `insert ... select from unnest(...)`: one
/// round trip for any number of rows. An absent value travels as '' and is read with nullif().
namespace haven::enrolment::store {

template <class Row, class TextOf>
std::string column_of(const std::vector<Row>& rows, TextOf text_of_row) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const Row& row : rows) texts.push_back(text_of_row(row));
  return db::array_of(texts);
}

inline std::string cell(const std::optional<Date>& day) {
  return day ? text_of(*day) : "";
}
inline std::string cell(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "";
}
inline std::string cell(const std::vector<Date>& days) {
  return column_of(days, [](Date day) { return text_of(day); });
}
inline std::string minor_cell(const std::optional<Money>& amount) {
  return amount ? std::to_string(amount->minor()) : "";
}
inline std::string currency_cell(const std::optional<Money>& amount) {
  return amount ? amount->currency().code() : "";
}
inline std::string cell(bool yes) {
  return yes ? "t" : "f";
}

}  // namespace haven::enrolment::store
