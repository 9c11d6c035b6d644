#pragma once
#include "common/dmn/types.hpp"
#include "common/feel/compile.hpp"

namespace haven::dmn {

/// A type as FEEL texts see it, without allowed values. A type that has itself among its parts is
/// open there: FEEL's types are trees.
feel::TypePtr feel_type(const Types& types, TypeId type);

/// Tells a compiler the fields that the structures of a model have.
void define_fields(const Definitions& model, feel::Compiler& compiler);
/// Tells a compiler the types that the texts of a model may name.
void define_types(const Definitions& model, const Types& types, const TypeNames::Spaces& spaces,
                  feel::Compiler& compiler);

}  // namespace haven::dmn
