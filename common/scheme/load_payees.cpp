#include "common/scheme/loading.hpp"

namespace haven::scheme {
namespace {

ClassesPay classes_from(Fields& fields, const Loading& loading) {
  ClassesPay read;
  const YAML::Node list = fields.value("classes");
  if (!list.IsSequence()) fields.problem("classes", "is a list of lists of relations");
  for (std::size_t i = 0; list.IsSequence() && i < list.size(); ++i) {
    std::vector<std::string> relations;
    for (const auto& each : list[i]) {
      relations.push_back(each.IsScalar() ? each.Scalar() : "");
      if (relations.back() == "nominees") continue;
      check_code(fields, "classes", "relation", relations.back(), loading);
    }
    if (relations.empty()) fields.problem("classes", "is a list of lists of relations");
    read.classes.push_back(std::move(relations));
  }
  return read;
}

OneRelative::Choice choice_from(Fields& fields, Loading& loading) {
  OneRelative::Choice read{needed_formula(fields, "of", loading), false, {}};
  const std::string pick = fields.text("pick");
  if (pick != "eldest" && pick != "first_listed") {
    fields.problem("pick", "is eldest or first_listed");
  }
  read.eldest = pick == "eldest";
  fields.each("only", [&](Fields& map) {
    read.only.push_back(
        {needed_formula(map, "needs", loading), reason_from(map, "otherwise", loading)});
  });
  return read;
}

OneRelative one_from(Fields& fields, Loading& loading) {
  OneRelative read;
  fields.each("one_of", [&](Fields& map) { read.choices.push_back(choice_from(map, loading)); });
  if (read.choices.empty()) fields.problem("one_of", "has at least one choice");
  return read;
}

Fractions fractions_from(Fields& fields, Loading& loading) {
  Fractions read;
  fields.each("fixed", [&](Fields& map) {
    read.fixed.push_back(
        {needed_formula(map, "who", loading), needed_formula(map, "together", loading)});
  });
  fields.each("residue", [&](Fields& map) {
    read.residue.push_back(
        {needed_formula(map, "who", loading), needed_formula(map, "weight", loading)});
  });
  if (read.fixed.empty() && read.residue.empty()) {
    fields.problem("fixed", "or residue names somebody");
  }
  return read;
}

NomineesPay nominees_from(Fields& fields) {
  const std::string shares = fields.text("nominees");
  if (shares != "equal" && shares != "stated") fields.problem("nominees", "is equal or stated");
  return {shares == "stated"};
}

}  // namespace

PayeeRule payees_from(Fields& fields, Loading& loading) {
  PayeeRule read;
  if (fields.has("classes")) {
    read.rule = classes_from(fields, loading);
  } else if (fields.has("family_table")) {
    read.rule = FamilyTable{needed_formula(fields, "family_table", loading),
                            formula_at(fields, "only", loading)};
  } else if (fields.has("one_of")) {
    read.rule = one_from(fields, loading);
  } else if (fields.has("fractions")) {
    fields.map("fractions", [&](Fields& map) { read.rule = fractions_from(map, loading); });
  } else if (fields.has("advanced_by")) {
    fields.map("advanced_by", [&](Fields& map) {
      std::string scheme = map.text("scheme");
      read.rule = AdvancedBy{std::move(scheme), map.text("benefit")};
    });
  } else {
    read.rule = nominees_from(fields);
  }
  read.source = basis_of(fields, loading);
  return read;
}

}  // namespace haven::scheme
