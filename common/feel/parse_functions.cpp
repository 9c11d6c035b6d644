#include "common/feel/parser.hpp"

/// Calls and function definitions.
namespace haven::feel {

NodePtr Parser::call(NodePtr function, const char* begin) {
  const Token& parenthesis = take();
  const bool outer = std::exchange(range_ends_, false);
  std::vector<NamedNode> given;
  const bool read = arguments(given);
  range_ends_ = outer;
  if (!read) return nullptr;
  NodePtr node = shop_.invocation(function, given, since(begin));
  if (node) return node;
  constexpr const char* misfit = "the function does not take such arguments";
  if (!shop_.options.unknown_names_are_null) return fail(parenthesis, misfit);
  return shop_.failure(misfit, since(begin));
}

/// What stands between the parentheses, and the closing one.
bool Parser::arguments(std::vector<NamedNode>& into) {
  if (take_if(")")) return true;
  const bool named = tokens_before_colon() > 0;
  do {
    NamedNode argument;
    if (named) {
      const std::size_t size = tokens_before_colon();
      if (size == 0) {
        fail_here("the name of an argument and \":\", as for the first one");
        return false;
      }
      argument.name = joined(size);
      skip(size + 1);
    }
    argument.node = expression();
    if (!argument.node) return false;
    into.push_back(std::move(argument));
  } while (take_if(","));
  return expect(")", "or \",\" after an argument");
}

/// The length of a name that a colon follows; 0 when there is none.
std::size_t Parser::tokens_before_colon() const {
  if (peek().kind != Token::Kind::word) return 0;
  for (std::size_t size = 1;; ++size) {
    const Token& token = peek(size);
    if (token.is(":")) return size;
    const bool sign = token.kind == Token::Kind::symbol &&
                      std::string_view(".-/+*'").find(token.spelled[0]) != std::string_view::npos;
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::number && !sign) return 0;
  }
}

NodePtr Parser::function_definition() {
  take();
  std::vector<Parameter> wanted;
  if (!parameters(wanted)) return nullptr;
  compiler_.enter_function(std::move(wanted));
  NodePtr body = function_body();
  NodePtr function = compiler_.leave_function(body);
  return body ? function : nullptr;
}

bool Parser::parameters(std::vector<Parameter>& into) {
  if (!expect("(", "after \"function\"")) return false;
  if (take_if(")")) return true;
  do {
    Parameter parameter;
    std::size_t size = tokens_before_colon();
    const bool typed = size > 0;
    if (!typed) size = words().tokens;
    if (size == 0) {
      fail_here("the name of a parameter");
      return false;
    }
    parameter.name = joined(size);
    skip(typed ? size + 1 : size);
    if (typed && !(parameter.type = type())) return false;
    into.push_back(std::move(parameter));
  } while (take_if(","));
  return expect(")", "or \",\" after a parameter");
}

/// A function in another language is read and known, but never runs: it may do anything.
NodePtr Parser::function_body() {
  if (!peek().is("external")) return expression();
  const char* begin = take().spelled.data();
  NodePtr described = expression();
  if (!described) return nullptr;
  return shop_.failure("functions of other languages are not called", since(begin));
}

}  // namespace haven::feel
