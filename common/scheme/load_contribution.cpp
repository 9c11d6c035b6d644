#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

Contribution::Rate rate_from(Fields& fields, Loading& loading, Date from) {
  Contribution::Rate read{from, formula_at(fields, "amount", loading), ""};
  if (fields.flag("no_rate", false) == read.amount.has_value()) {
    fields.problem("has one of amount, no_rate");
  }
  read.source = basis_of(fields, loading);
  return read;
}

/// An item in force always, or one by dates.
Contribution::Item item_from(Fields& fields, Loading& loading) {
  Contribution::Item read;
  read.name = fields.text("item");
  check_code(fields, "item", "quote.item", read.name, loading);
  read.currency = currency_at(fields, "currency", loading);
  read.when = formula_at(fields, "when", loading);
  if (!fields.has("versions")) {
    read.rates.push_back(rate_from(fields, loading, Date::min()));
    return read;
  }
  Order order;
  fields.each("versions", [&](Fields& map) {
    const Date from = map.needed_date("from");
    order.next(map, from);
    read.rates.push_back(rate_from(map, loading, from));
  });
  order.end(fields, "versions");
  return read;
}

}  // namespace

Contribution contribution_from(Fields& fields, Loading& loading) {
  Contribution read;
  read.collected = fields.flag("collected", true);
  fields.each("tests", [&](Fields& map) { read.tests.push_back(test_from(map, loading)); });
  fields.each("items", [&](Fields& map) {
    read.items.push_back(item_from(map, loading));
    if (read.source.empty())
      read.source = read.items.back().rates.empty() ? "" : read.items.back().rates.back().source;
  });
  if (read.items.empty()) fields.problem("items", "names what must be paid");
  return read;
}

}  // namespace haven::scheme
