#include <algorithm>

#include "common/feel/nodes_operators.hpp"
#include "common/feel/parser.hpp"

/// Tests: after `in`, and as the input entries of decision tables.
namespace haven::feel {
namespace {
bool is_relation(const Token& token) {
  for (const char* symbol : {"<", "<=", ">", ">=", "=", "!="})
    if (token.kind == Token::Kind::symbol && token.is(symbol)) return true;
  return false;
}
}  // namespace

/// Reads tests of a value, which `?` names. The value goes into a local where it would be computed
/// for every test, or where `?` wants it there.
NodePtr Parser::with_input(NodePtr input, const auto& read) {
  const TextScope scope(compiler_);
  const bool outer = std::exchange(shop_.mentioned_input, false);
  const bool at_hand = place_of(input) || constant_of(input);
  const Local held = compiler_.declare("?");
  NodePtr node = read(at_hand ? input : compiler_.local(held));
  const bool mentioned = std::exchange(shop_.mentioned_input, outer);
  if (!node) return nullptr;
  return at_hand && !mentioned ? node : compiler_.let(held, input, node);
}

NodePtr Parser::in_tests(NodePtr input) {
  return with_input(input, [&](NodePtr value) {
    return peek().is("(") ? tests_in_parenthesis(value) : test(value, addition, false);
  });
}

/// `(1, 2)`, `(< 5, > 7)`, `(1..5)`: only what follows the first value tells tests from a range.
NodePtr Parser::tests_in_parenthesis(NodePtr input) {
  const char* begin = take().spelled.data();
  const bool outer = std::exchange(range_ends_, false);
  NodePtr first = nullptr;
  if (is_relation(peek())) {
    first = test(input, any_level, false);
  } else {
    NodePtr wanted = expression();
    if (wanted && peek().is("..")) {
      range_ends_ = outer;
      wanted = range_from(wanted, false, begin);
      return wanted ? test_of(input, wanted, false, begin) : nullptr;
    }
    if (wanted) first = test_of(input, wanted, false, begin);
  }
  range_ends_ = outer;
  if (!first) return nullptr;
  std::vector<NodePtr> all = {first};
  while (take_if(",")) {
    all.push_back(test(input, any_level, false));
    if (!all.back()) return nullptr;
  }
  return expect(")", "or \",\" after a test") ? shop_.any_of(all) : nullptr;
}

NodePtr Parser::cells(NodePtr input) {
  if (peek().is("-") && peek(1).kind == Token::Kind::end) {
    take();
    return shop_.constant(Value::of(true));
  }
  return with_input(input, [&](NodePtr value) -> NodePtr {
    if (!is_negated_whole()) return tests(value, "", true);
    skip(2);
    NodePtr all = tests(value, ")", true);
    return all ? shop_.make<Opposite>(all) : nullptr;
  });
}

NodePtr Parser::tests(NodePtr input, std::string_view closing, bool cell) {
  std::vector<NodePtr> all;
  do {
    all.push_back(test(input, any_level, cell));
    if (!all.back()) return nullptr;
  } while (take_if(","));
  if (!closing.empty() && !expect(closing, "or \",\" after a test")) return nullptr;
  return shop_.any_of(all);
}

NodePtr Parser::test(NodePtr input, int level, bool cell) {
  const char* begin = peek().spelled.data();
  if (is_relation(peek())) {
    const std::string_view symbol = take().spelled;
    NodePtr end = expression(addition);
    return end ? shop_.binary(symbol, input, end, since(begin)) : nullptr;
  }
  const bool outer = std::exchange(shop_.mentioned_input, false);
  NodePtr wanted = expression(level);
  NodePtr node = wanted ? test_of(input, wanted, cell, begin) : nullptr;
  shop_.mentioned_input = shop_.mentioned_input || outer;
  return node;
}

NodePtr Parser::test_of(NodePtr input, NodePtr wanted, bool cell, const char* begin) {
  const BooleanTest mode = shop_.mentioned_input ? BooleanTest::as_verdict
                           : cell                ? BooleanTest::by_input
                                                 : BooleanTest::as_value;
  return shop_.match(input, wanted, mode, since(begin));
}

/// Whether not(...) is the whole cell, and so negates all tests, or the call of a function.
bool Parser::is_negated_whole() const {
  if (!peek().is("not") || !peek(1).is("(")) return false;
  std::size_t ahead = 1;
  for (int open = 0; peek(ahead).kind != Token::Kind::end; ++ahead) {
    if (peek(ahead).kind != Token::Kind::symbol) continue;
    if (peek(ahead).is("(")) ++open;
    if (peek(ahead).is(")") && --open == 0) break;
  }
  return peek(ahead + 1).kind == Token::Kind::end;
}

}  // namespace haven::feel
