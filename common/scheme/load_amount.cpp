#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

Costs costs_from(Fields& fields, Loading& loading) {
  Costs read;
  read.heads = fields.texts("heads");
  for (const auto& head : read.heads) check_code(fields, "heads", "costs.head", head, loading);
  if (read.heads.empty()) fields.problem("heads", "names at least one head of cost");
  read.counted_when = formula_at(fields, "counted_when", loading);
  if (fields.has("otherwise")) read.otherwise = reason_from(fields, "otherwise", loading);
  if (read.counted_when.has_value() == read.otherwise.empty()) {
    fields.problem("otherwise", "stands with counted_when, and only then");
  }
  read.reason_from = formula_at(fields, "reason_from", loading);
  if (read.reason_from && read.counted_when) {
    fields.problem("reason_from", "stands instead of counted_when");
  }
  read.each = formula_at(fields, "each", loading);
  read.without_receipt = formula_at(fields, "without_receipt", loading);
  read.total = formula_at(fields, "total", loading);
  read.at_most = formula_at(fields, "at_most", loading);
  read.one_person = fields.flag("one_person", false);
  return read;
}

Band band_from(Fields& fields, Loading& loading) {
  return {needed_formula(fields, "of", loading), needed_formula(fields, "least", loading),
          needed_formula(fields, "most", loading)};
}

ForEach for_each_from(Fields& fields, Loading& loading) {
  ForEach read{needed_formula(fields, "of", loading), formula_at(fields, "at_most", loading), false,
               needed_formula(fields, "amount", loading), "not_entitled_relation"};
  const std::string pick = fields.text_or("pick", "first_listed");
  if (pick != "eldest" && pick != "first_listed") {
    fields.problem("pick", "is eldest or first_listed");
  }
  read.eldest = pick == "eldest";
  if (fields.has("otherwise")) read.otherwise = reason_from(fields, "otherwise", loading);
  return read;
}

RestAfter rest_from(Fields& fields, Loading& loading) {
  RestAfter read{needed_formula(fields, "of", loading), fields.text("after_scheme"),
                 fields.text("after_benefit")};
  const auto known = loading.benefits.find(read.scheme);
  if (known == loading.benefits.end() || !known->second.contains(read.benefit)) {
    fields.problem("after_benefit", "names a benefit that is decided earlier");
  }
  return read;
}

}  // namespace

Amount amount_from(Fields& fields, Loading& loading) {
  if (!fields.value("amount").IsMap()) return needed_formula(fields, "amount", loading);
  Amount read = formula_of("null", loading);
  fields.map("amount", [&](Fields& map) {
    const std::string kind = map.only_key();
    const auto with = [&](auto reader) {
      map.map(kind, [&](Fields& inner) { read = reader(inner, loading); });
    };
    if (kind == "costs") with(costs_from);
    if (kind == "band") with(band_from);
    if (kind == "for_each") with(for_each_from);
    if (kind == "rest") with(rest_from);
  });
  return read;
}

}  // namespace haven::scheme
