#include "common/feel/parser.hpp"

/// Types, after `instance of` and for parameters.
namespace haven::feel {

TypePtr Parser::type() {
  const Nesting nesting(*this);
  if (nesting.too_deep()) return fail(peek(), "this type is nested too deep"), nullptr;
  for (const char* form : {"list", "range", "context", "function"}) {
    if (peek().is(form) && peek(1).is("<")) {
      skip(2);
      return type_with(form);
    }
  }
  const Name found = longest_type();
  if (found.tokens == 0) return fail_here("a type such as number, date or list<string>"), nullptr;
  skip(found.tokens);
  const auto defined = shop_.types.find(found.spelled);
  return defined != shop_.types.end() ? defined->second : type_named(found.spelled);
}

/// The rest of a type after its `<`.
TypePtr Parser::type_with(const std::string& name) {
  if (name == "context") return context_type();
  if (name == "function") return function_type();
  TypePtr element = type();
  if (!element || !expect(">", "after the type of what is inside")) return nullptr;
  return name == "list" ? Type::list_of(std::move(element)) : Type::range_of(std::move(element));
}

TypePtr Parser::context_type() {
  std::vector<std::pair<std::string, TypePtr>> fields;
  do {
    const std::size_t size = tokens_before_colon();
    if (size == 0) return fail_here("the name of an entry and \":\""), nullptr;
    std::string name = joined(size);
    skip(size + 1);
    TypePtr of = type();
    if (!of) return nullptr;
    fields.emplace_back(std::move(name), std::move(of));
  } while (take_if(","));
  if (!expect(">", "or \",\" after the type of an entry")) return nullptr;
  return Type::context_of(std::move(fields));
}

TypePtr Parser::function_type() {
  std::vector<TypePtr> wanted;
  if (!take_if(">")) {
    do {
      wanted.push_back(type());
      if (!wanted.back()) return nullptr;
    } while (take_if(","));
    if (!expect(">", "or \",\" after the type of a parameter")) return nullptr;
  }
  if (!expect("->", "before the type of what the function returns")) return nullptr;
  TypePtr result = type();
  return result ? Type::function_of(std::move(wanted), std::move(result)) : nullptr;
}

}  // namespace haven::feel
