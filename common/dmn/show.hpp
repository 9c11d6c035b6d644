#pragma once
#include <string>

#include "common/dmn/model.hpp"

/// A model for people, as text.
namespace haven::dmn {

/// The letters of the standard: "U", "C+".
std::string policy_letters(const Table& table);
/// A column for each input, output and annotation, a row for each rule.
std::string show(const Table& table);
/// Input data, decisions with what they need, and each decision table.
std::string show(const Model& model);

}  // namespace haven::dmn
