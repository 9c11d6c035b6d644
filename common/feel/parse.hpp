#pragma once
#include <string_view>

#include "common/feel/workshop.hpp"

/// The grammar of FEEL (DMN 1.5, chapter 10.3.1.2). The nodes are made while the text is read,
/// because only the names in scope say where a name ends.
namespace haven::feel {

Result<NodePtr> parse_expression(Compiler& compiler, Workshop& shop, std::string_view text);
Result<NodePtr> parse_unary_tests(Compiler& compiler, Workshop& shop, std::string_view text,
                                  NodePtr input);
Result<TypePtr> parse_type(Compiler& compiler, Workshop& shop, std::string_view text);

}  // namespace haven::feel
