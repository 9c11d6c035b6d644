#include "common/feel/parse.hpp"

#include <algorithm>

#include "common/feel/parser.hpp"

/// Entry points, tokens and operators.
namespace haven::feel {
namespace {
/// Beyond that many operators one on top of another an evaluation could run out of stack.
constexpr std::size_t tallest_tree = 1000;

/// How a token is shown in a sentence.
std::string shown(const Token& token) {
  if (token.kind == Token::Kind::end) return "the end";
  return token.kind == Token::Kind::text ? std::string(token.spelled)
                                         : '"' + std::string(token.spelled) + '"';
}
}  // namespace

// ---- entry points. The text is copied: nodes say where in it a null came about.

namespace {
template <class Read>
auto read_whole(Compiler& compiler, Workshop& shop, std::string_view text, const Read& read)
    -> Result<decltype(read(std::declval<Parser&>()))> {
  const std::string_view kept = shop.keep(text);
  auto tokens = tokens_of(kept);
  if (!tokens) return pass(tokens);
  Parser parser(compiler, shop, kept, *std::move(tokens));
  auto parsed = read(parser);
  if (!parsed) return tl::unexpected<Error>{parser.problem()};
  return parsed;
}
}  // namespace

Result<NodePtr> parse_expression(Compiler& compiler, Workshop& shop, std::string_view text) {
  return read_whole(compiler, shop, text, [](Parser& parser) { return parser.whole_expression(); });
}

Result<NodePtr> parse_unary_tests(Compiler& compiler, Workshop& shop, std::string_view text,
                                  NodePtr input) {
  return read_whole(compiler, shop, text,
                    [&](Parser& parser) { return parser.whole_unary_tests(input); });
}

Result<TypePtr> parse_type(Compiler& compiler, Workshop& shop, std::string_view text) {
  return read_whole(compiler, shop, text, [](Parser& parser) { return parser.whole_type(); });
}

NodePtr Parser::whole_expression() {
  return at_end(expression());
}

NodePtr Parser::whole_unary_tests(NodePtr input) {
  return at_end(cells(input));
}

TypePtr Parser::whole_type() {
  return at_end(type());
}

template <class T>
T Parser::at_end(T parsed) {
  if (parsed && peek().kind != Token::Kind::end)
    return fail(peek(), "expected the end or an operator, not " + shown(peek()));
  return parsed;
}

// ---- tokens

const Token& Parser::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Parser::take() {
  const Token& token = peek();
  if (at_ + 1 < tokens_.size()) ++at_;
  return token;
}

bool Parser::take_if(std::string_view symbol_or_word) {
  if (!peek().is(symbol_or_word)) return false;
  take();
  return true;
}

bool Parser::expect(std::string_view symbol_or_word, std::string_view why) {
  if (take_if(symbol_or_word)) return true;
  fail(peek(), "expected \"" + std::string(symbol_or_word) + "\" " + std::string(why) + ", not " +
                   shown(peek()));
  return false;
}

/// From there to the last token that was taken.
std::string_view Parser::since(const char* begin) const {
  const std::string_view last = tokens_[at_ == 0 ? 0 : at_ - 1].spelled;
  const char* end = last.data() + last.size();
  return {begin, end < begin ? 0 : static_cast<std::size_t>(end - begin)};
}

std::nullptr_t Parser::fail(const Token& token, std::string_view what) {
  if (!problem_) problem_ = refuse_at(text_, token.spelled.data(), what).value();
  return nullptr;
}

std::nullptr_t Parser::fail_here(std::string_view expected) {
  return fail(peek(), "expected " + std::string(expected) + ", not " + shown(peek()));
}

// ---- operators

namespace {
int level_of(const Token& token) {
  constexpr std::pair<std::string_view, int> levels[] = {
      {"or", 1}, {"and", 2},     {"=", 3}, {"!=", 3}, {"<", 3}, {"<=", 3}, {">", 3}, {">=", 3},
      {"in", 3}, {"between", 3}, {"+", 4}, {"-", 4},  {"*", 5}, {"/", 5},  {"**", 6}};
  for (const auto& [spelled, level] : levels)
    if (token.is(spelled)) return level;
  return 0;
}
}  // namespace

NodePtr Parser::expression(int level) {
  const Nesting nesting(*this);
  if (nesting.too_deep())
    return fail(peek(), "the text is nested deeper than " + std::to_string(shop_.options.deepest) +
                            " levels");
  NodePtr node = unary();
  if (node) node = operators(node, level);
  tallest_ = std::max(tallest_, height_);
  return node;
}

NodePtr Parser::operators(NodePtr left, int level) {
  const char* begin = nullptr;
  while (left) {
    const Token& symbol = peek();
    const int found = level_of(symbol);
    if (found == 0 || found < level) return left;
    if (!begin) begin = symbol.spelled.data();
    const std::size_t height = height_;
    const std::size_t outer = std::exchange(tallest_, 0);
    take();
    left = operation(left, symbol, found, begin);
    left = grown(left, std::max(height, tallest_) + 1);
    tallest_ = outer;
  }
  return left;
}

NodePtr Parser::grown(NodePtr node, std::size_t height) {
  height_ = height;
  if (node && height > tallest_tree) return fail(peek(), "too many operators in one expression");
  return node;
}

NodePtr Parser::operation(NodePtr left, const Token& symbol, int level, const char* begin) {
  if (symbol.is("between")) return between(left, begin);
  if (symbol.is("in")) return in_tests(left);
  NodePtr right = expression(level + 1);
  return right ? shop_.binary(symbol.spelled, left, right, since(begin)) : nullptr;
}

NodePtr Parser::between(NodePtr value, const char* begin) {
  NodePtr low = expression(addition);
  if (!low || !expect("and", "between the two bounds")) return nullptr;
  NodePtr high = expression(addition);
  if (!high) return nullptr;
  return shop_.make<Between>(value, low, high, since(begin));
}

NodePtr Parser::unary() {
  if (!peek().is("-")) return postfix();
  const Nesting nesting(*this);
  if (nesting.too_deep()) return fail(peek(), "too many signs in a row");
  take();
  NodePtr operand = unary();
  return operand ? grown(shop_.negation(operand), height_ + 1) : nullptr;
}

}  // namespace haven::feel
