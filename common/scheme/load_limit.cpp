#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

Limit::Lines lines_from(Fields& fields) {
  const std::string per = fields.text_or("per", "all");
  if (per == "person") return Limit::Lines::person;
  if (per == "household") return Limit::Lines::household;
  if (per != "all") fields.problem("per", "is person or household");
  return Limit::Lines::all;
}

}  // namespace

Limit limit_from(Fields& fields, Loading& loading) {
  Limit read;
  read.name = fields.text("limit");
  read.over = fields.texts("over");
  for (const auto& benefit : read.over) {
    if (loading.benefits[loading.scheme].contains(benefit)) continue;
    fields.problem("over", "\"" + benefit + "\" is not a benefit of this scheme");
  }
  if (read.over.empty()) fields.problem("over", "names the benefits that share it");
  read.from = formula_at(fields, "from", loading);
  read.to = formula_at(fields, "to", loading);
  read.lines = lines_from(fields);
  read.at_most = formula_at(fields, "at_most", loading);
  read.times = formula_at(fields, "times", loading);
  if (read.at_most.has_value() == read.times.has_value()) {
    fields.problem("has one of at_most, times");
  }
  const bool refers = fields.has("refer");
  if (refers == fields.has("refuse")) fields.problem("has one of refuse, refer");
  read.outcome = refers ? Outcome::refer : Outcome::refuse;
  read.reason = reason_from(fields, refers ? "refer" : "refuse", loading);
  read.source = basis_of(fields, loading);
  return read;
}

}  // namespace haven::scheme
