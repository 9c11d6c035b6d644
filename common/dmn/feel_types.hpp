#pragma once
#include "common/dmn/types.hpp"
#include "common/feel/compile.hpp"

namespace haven::dmn {

/// A type as FEEL texts see it, without allowed values. A type that has itself among its parts is
/// open there: FEEL's types are trees.
feel::TypePtr feel_type(const Types& types, TypeId type);

/// The types that the texts of a model may name: its own, and imported ones with their prefix.
std::vector<std::pair<std::string, feel::TypePtr>> named_types(const Definitions& model,
                                                               const Types& types,
                                                               const TypeNames::Spaces& spaces);
/// The fields of a model's structures whose names hold more than letters and digits.
std::vector<std::string> special_fields(const Definitions& model);

}  // namespace haven::dmn
