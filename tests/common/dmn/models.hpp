#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/dmn/model.hpp"

/// Small models as text, and the values of their decisions as FEEL writes them.
namespace haven::dmn {

inline std::string definitions(const std::string& body, const std::string& space = "urn:test",
                               const std::string& name = "test") {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name=")" + name +
         R"(" namespace=")" + space + R"(">)" + body + "</definitions>";
}

inline ModelPtr loaded(const std::string& body, const Imports& imports = {}) {
  auto model = load(definitions(body), imports);
  EXPECT_TRUE(model) << (model ? "" : model.error().detail);
  return model ? *model : nullptr;
}

/// The sentence of the refusal; empty when the text is accepted.
inline std::string refusal(const std::string& xml, const Imports& imports = {}) {
  const auto model = load(xml, imports);
  return model ? "" : model.error().detail;
}

/// Names with FEEL texts of constants.
using Facts = std::vector<std::pair<std::string, std::string>>;

/// The value of a decision, service or knowledge model as text.
inline std::string value_of(const ModelPtr& model, const std::string& name, const Facts& facts = {},
                            Trace* trace = nullptr) {
  if (!model) return "the model was refused";
  feel::Evaluation evaluation;
  std::vector<feel::Expression> kept;
  std::vector<Given> given;
  for (const auto& [fact, text] : facts) {
    auto expression = feel::Expression::compile(text, {});
    EXPECT_TRUE(expression) << text;
    if (!expression) return "a fact was refused";
    kept.push_back(std::move(*expression));
    given.push_back({"", fact, feel::evaluate(kept.back(), evaluation, {})});
  }
  const auto value = invoke(*model, name, evaluation, given, trace);
  return value ? feel::text_of(*value) : "no such node";
}

inline std::string input(const std::string& name, const std::string& type = "") {
  return "<inputData id='_" + name + "' name='" + name + "'><variable name='" + name + "'" +
         (type.empty() ? "" : " typeRef='" + type + "'") + "/></inputData>";
}

inline std::string literal(const std::string& text) {
  return "<literalExpression><text><![CDATA[" + text + "]]></text></literalExpression>";
}

/// A decision that needs the input data of these names.
inline std::string decision(const std::string& name, const std::string& logic,
                            const std::vector<std::string>& inputs = {},
                            const std::string& type = "") {
  std::string text = "<decision id='_" + name + "' name='" + name + "'><variable name='" + name +
                     "'" + (type.empty() ? "" : " typeRef='" + type + "'") + "/>";
  for (const std::string& each : inputs) {
    text +=
        "<informationRequirement><requiredInput href='#_" + each + "'/></informationRequirement>";
  }
  return text + logic + "</decision>";
}

}  // namespace haven::dmn
