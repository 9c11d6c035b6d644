#include <algorithm>

#include "common/feel/nodes_functions.hpp"
#include "common/feel/parser.hpp"

/// Names: they may hold spaces and operators, so what is in scope says where they end.
namespace haven::feel {
namespace {
bool is_keyword(const Token& token) {
  constexpr std::string_view keywords[] = {"and",  "or",   "in",        "between",  "return",
                                           "then", "else", "satisfies", "instance", "if",
                                           "for",  "some", "every"};
  return std::find(std::begin(keywords), std::end(keywords), token.spelled) != std::end(keywords);
}

bool may_be_part(const Token& token) {
  if (token.kind == Token::Kind::word || token.kind == Token::Kind::number) return true;
  return token.kind == Token::Kind::symbol &&
         std::string_view("()[]{},:\"").find(token.spelled[0]) == std::string_view::npos;
}
}  // namespace

/// What the next tokens spell, as a name.
std::string Parser::joined(std::size_t tokens) const {
  std::string name;
  for (std::size_t i = 0; i < tokens; ++i) append_name_part(name, peek(i));
  return name;
}

/// The longest name among the next tokens that means something.
Parser::Name Parser::longest(const auto& is_meant) const {
  Name best;
  std::string name;
  for (std::size_t i = 0; i < shop_.longest_name && may_be_part(peek(i)); ++i) {
    append_name_part(name, peek(i));
    if (is_meant(name)) best = {name, i + 1};
  }
  return best;
}

Parser::Name Parser::longest_known() const {
  return longest([&](const std::string& name) { return shop_.is_known(name); });
}

Parser::Name Parser::longest_type() const {
  return longest([&](const std::string& name) {
    return shop_.types.contains(name) || type_named(name) != nullptr;
  });
}

/// Words without operators, up to a keyword: a name that nobody announced.
Parser::Name Parser::words() const {
  std::size_t size = peek().kind == Token::Kind::word ? 1 : 0;
  while (size > 0 && (peek(size).kind == Token::Kind::word && !is_keyword(peek(size)))) ++size;
  return {joined(size), size};
}

Parser::Name Parser::field_name() const {
  const Name known = longest([&](const std::string& name) { return shop_.fields.contains(name); });
  const Name plain = words();
  return known.tokens >= plain.tokens ? known : plain;
}

NodePtr Parser::name() {
  const Token& first = peek();
  const Name known = longest_known();
  if (known.tokens > 1) return known_name(known);
  if (first.is("null")) return take(), shop_.constant({});
  if (first.is("true") || first.is("false")) return shop_.constant(Value::of(take().is("true")));
  if (first.is("if")) return conditional();
  if (first.is("for")) return for_loop();
  if (first.is("some") || first.is("every")) return quantified(first.is("every"));
  if (first.is("function") && peek(1).is("(")) return function_definition();
  if (known.tokens == 1) return known_name(known);
  return is_keyword(first) ? fail_here("a value or a name") : unknown_name(first);
}

NodePtr Parser::known_name(const Name& name) {
  const Meaning meaning = shop_.meaning_of(name.spelled);
  // Words in a row are one name: in a filter, one of a field.
  if (!meaning.items.empty() && field_name().tokens > name.tokens) return unknown_name(peek());
  skip(name.tokens);
  if (name.spelled == "?") shop_.mentioned_input = true;
  if (meaning.variable) return shop_.read(meaning, name.spelled);
  NodePtr function = shop_.function_named(name.spelled);
  // [count > 1] may ask for a field; [count(x) > 1] calls.
  return peek().is("(") ? function : shop_.field_or(meaning.items, name.spelled, function);
}

/// Perhaps a field of the item that a filter looks at; else null, or a mistake.
NodePtr Parser::unknown_name(const Token& first) {
  const Name field = field_name();
  const Meaning meaning = shop_.meaning_of(field.spelled);
  if (!meaning.items.empty()) {
    skip(field.tokens);
    return shop_.read(meaning, field.spelled);
  }
  if (shop_.options.unknown_names_are_null) {
    skip(field.tokens);
    return shop_.failure("nothing has that name", field.spelled);
  }
  std::size_t size = field.tokens;
  while (peek(size).is(".") && peek(size + 1).kind == Token::Kind::word) size += 2;
  const std::string typed = joined(size);
  std::string sentence = '"' + typed + "\" is no name here";
  const std::string meant = shop_.nearest(typed);
  if (!meant.empty()) sentence += "; did you mean \"" + meant + "\"?";
  return fail(first, sentence);
}

}  // namespace haven::feel
