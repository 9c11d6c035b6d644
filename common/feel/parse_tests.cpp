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
  const bool outer_owned = std::exchange(owns_input_, true);
  const bool at_hand = place_of(input) || constant_of(input);
  const Local held = compiler_.declare("?");
  NodePtr node = read(at_hand ? input : compiler_.local(held));
  owns_input_ = outer_owned;
  const bool mentioned = std::exchange(shop_.mentioned_input, outer);
  if (!node) return nullptr;
  return at_hand && !mentioned ? node : compiler_.let(held, input, node);
}

/// The same where `?` goes on to mean what it means outside: `"a" in ?` asks about the input of the
/// table.
NodePtr Parser::with_other_input(NodePtr input, const auto& read) {
  const bool outer_owned = std::exchange(owns_input_, false);
  const bool at_hand = place_of(input) || constant_of(input);
  const Local held = at_hand ? 0 : shop_.fresh_local();
  NodePtr node = read(at_hand ? input : compiler_.local(held));
  owns_input_ = outer_owned;
  return at_hand || !node ? node : compiler_.let(held, input, node);
}

NodePtr Parser::in_tests(NodePtr input) {
  const auto read = [&](NodePtr value) {
    return peek().is("(") ? tests_in_parenthesis(value) : test(value, addition, false);
  };
  return shop_.meaning_of("?").variable ? with_other_input(input, read) : with_input(input, read);
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
  return with_input(input, [&](NodePtr value) { return cell_tests(value); });
}

/// not(...) negates all tests when it is the whole cell; else it is the call of a function. Only
/// reading it tells: a parenthesis may close a range.
NodePtr Parser::cell_tests(NodePtr input) {
  if (!peek().is("not") || !peek(1).is("(")) return tests(input, "", true);
  const std::size_t begin = at_;
  skip(2);
  NodePtr all = tests(input, ")", true);
  if (all && peek().kind == Token::Kind::end) return shop_.make<Opposite>(all);
  const auto problem = std::exchange(problem_, std::nullopt);
  at_ = begin;
  shop_.mentioned_input = false;
  NodePtr called = tests(input, "", true);
  if (!called && problem) problem_ = problem;
  return called;
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
  BooleanTest mode = cell ? BooleanTest::by_input : BooleanTest::as_value;
  if (shop_.mentioned_input && owns_input_) mode = BooleanTest::as_verdict;
  return shop_.match(input, wanted, mode, since(begin));
}

}  // namespace haven::feel
