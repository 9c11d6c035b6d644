#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

AmountTable table_from(Fields& fields, const Loading& loading) {
  AmountTable read;
  read.by = fact_at(fields, "by");
  const std::string vocabulary = name_of(read.by);
  fields.map("rows", [&](Fields& rows) {
    for (const auto& key : rows.keys()) {
      check_code(rows, key, vocabulary, key, loading);
      read.rows[key] = rows.amount(key, loading.currency);
    }
  });
  if (fields.has("otherwise")) read.otherwise = fields.amount("otherwise", loading.currency);
  if (read.rows.empty()) fields.problem("rows", "has at least one row");
  return read;
}

Band band_from(Fields& fields, const Loading& loading) {
  Band read;
  read.by = fact_at(fields, "by");
  fields.map("rows", [&](Fields& rows) {
    for (const auto& key : rows.keys()) {
      check_code(rows, key, name_of(read.by), key, loading);
      rows.map(key, [&](Fields& row) {
        Band::Row ends{row.amount("least", loading.currency), row.amount("most", loading.currency)};
        if (ends.least.currency() == ends.most.currency() && ends.most.less_than(ends.least)) {
          row.problem("most", "is not below least");
        }
        read.rows[key] = ends;
      });
    }
  });
  if (read.rows.empty()) fields.problem("rows", "has at least one row");
  return read;
}

std::vector<DateRef> dates_at(Fields& fields, const std::string& key, Loading& loading) {
  std::vector<DateRef> read;
  for (const auto& text : fields.texts(key))
    read.push_back(date_ref_from(text, fields, key, loading));
  if (read.empty()) fields.problem(key, "is needed");
  return read;
}

PerUnit per_unit_from(Fields& fields, Loading& loading) {
  PerUnit read;
  read.base = Money{0, Currency::from(loading.currency).value_or(Currency{})};
  if (fields.has("base")) read.base = fields.amount("base", loading.currency);
  read.each = fields.amount("each", loading.currency);
  read.at_most = fields.needed_integer("at_most", 1, 1000);
  if (fields.has("full_months") == fields.has("children_under")) {
    fields.problem("counts either full_months or children_under");
  }
  fields.map("full_months", [&](Fields& months) {
    auto from = dates_at(months, "from", loading);
    read.units = MonthsBetween{std::move(from), dates_at(months, "to", loading)};
  });
  if (const auto age = fields.integer("children_under", 1, 100)) read.units = ChildrenUnder{*age};
  return read;
}

CostOf cost_from(Fields& fields, const Loading& loading) {
  CostOf read;
  read.heads = fields.texts("heads");
  for (const auto& head : read.heads) check_code(fields, "heads", "costs.head", head, loading);
  if (read.heads.empty()) fields.problem("heads", "names at least one head of cost");
  read.one_person = fields.flag("one_person", false);
  if (fields.has("at_most")) read.at_most = fields.amount("at_most", loading.currency);
  return read;
}

SalaryCover salary_from(Fields& fields, const Loading& loading) {
  SalaryCover read;
  read.months_a_year = fields.needed_integer("months_a_year", 1, 60);
  read.ceiling = fields.amount("ceiling", loading.currency);
  return read;
}

RestAfter rest_from(Fields& fields, Loading& loading) {
  RestAfter read;
  fields.map("of", [&](Fields& of) { read.whole.push_back(amount_from(of, loading)); });
  if (read.whole.empty()) fields.problem("of", "is needed");
  read.scheme = fields.text("after_scheme");
  read.benefit = fields.text("after_benefit");
  const auto known = loading.benefits.find(read.scheme);
  if (known == loading.benefits.end() || !known->second.contains(read.benefit)) {
    fields.problem("after_benefit", "names a benefit that is decided earlier");
  }
  return read;
}

/// "88.81" is 8881 hundredths of a percent.
int percent_at(Fields& rows, const std::string& key) {
  // Two decimals, read like an amount; the currency plays no part.
  return static_cast<int>(rows.amount(key, "USD").minor());
}

PercentByGrade grades_from(Fields& fields, const Loading& loading) {
  PercentByGrade read;
  read.sum = fields.amount("sum", loading.currency);
  fields.map("rows", [&](Fields& rows) {
    for (int grade = 1; grade <= 100; ++grade) {
      const std::string key = std::to_string(grade);
      if (rows.has(key)) read.rows[grade] = percent_at(rows, key);
    }
  });
  if (read.rows.empty()) fields.problem("rows", "has at least one grade");
  return read;
}

LowestOf lowest_from(Fields& fields, Loading& loading) {
  LowestOf read;
  fields.each("lowest_of", [&](Fields& part) { read.parts.push_back(amount_from(part, loading)); });
  if (read.parts.size() < 2) fields.problem("lowest_of", "compares at least two amounts");
  return read;
}

}  // namespace

Amount amount_from(Fields& fields, Loading& loading) {
  Amount read;
  const std::string kind = fields.only_key();
  const auto with = [&](auto reader) {
    fields.map(kind, [&](Fields& map) { read.rule = reader(map, loading); });
  };
  if (kind == "flat") {
    read.rule = Flat{fields.amount(kind, loading.currency)};
  } else if (kind == "table") {
    with(table_from);
  } else if (kind == "band") {
    with(band_from);
  } else if (kind == "per_unit") {
    with(per_unit_from);
  } else if (kind == "cost") {
    with(cost_from);
  } else if (kind == "stated") {
    if (fields.text(kind) != "award.amount") fields.problem(kind, "is award.amount");
    read.rule = AwardAmount{};
  } else if (kind == "salary_cover") {
    with(salary_from);
  } else if (kind == "lowest_of") {
    read.rule = lowest_from(fields, loading);
  } else if (kind == "rest") {
    with(rest_from);
  } else if (kind == "percent_by_grade") {
    with(grades_from);
  }
  return read;
}

}  // namespace haven::scheme
