#include <algorithm>

#include "common/feel/nodes_collections.hpp"
#include "common/feel/parser.hpp"
#include "common/feel/temporal.hpp"

/// What operators join: literals, names, brackets, and what may follow them.
namespace haven::feel {

NodePtr Parser::postfix() {
  const char* begin = peek().spelled.data();
  const std::size_t outer = std::exchange(tallest_, 0);
  NodePtr node = primary();
  height_ = tallest_ + 1;
  while (node) {
    const std::size_t height = height_;
    tallest_ = 0;
    NodePtr longer = suffix(node, begin);
    if (longer == node) break;
    node = grown(longer, std::max(height, tallest_) + 1);
  }
  tallest_ = outer;
  return node;
}

/// The node with what follows it: the same node when nothing does.
NodePtr Parser::suffix(NodePtr from, const char* begin) {
  if (peek().is(".")) return path(from, begin);
  if (peek().is("[") && !(range_ends_ && closes_range())) return filter(from, begin);
  if (peek().is("(")) return call(from, begin);
  if (peek().is("instance") && peek(1).is("of")) return instance_of(from);
  return from;
}

NodePtr Parser::path(NodePtr from, const char* begin) {
  take();
  const Name field = field_name();
  if (field.tokens == 0) return fail_here("the name of a field after the point");
  skip(field.tokens);
  return shop_.path(from, field.spelled, since(begin));
}

NodePtr Parser::filter(NodePtr list, const char* begin) {
  take();
  const bool outer = std::exchange(range_ends_, false);
  const Local item = compiler_.enter_item();
  NodePtr condition = expression();
  compiler_.leave();
  range_ends_ = outer;
  if (!condition || !expect("]", "after the filter")) return nullptr;
  return shop_.make<Filter>(list, item, condition, since(begin));
}

NodePtr Parser::instance_of(NodePtr value) {
  skip(2);
  TypePtr wanted = type();
  return wanted ? shop_.make<InstanceOf>(value, shop_.keep(std::move(wanted))) : nullptr;
}

NodePtr Parser::primary() {
  const Token& token = peek();
  switch (token.kind) {
    case Token::Kind::number:
    case Token::Kind::text:
      return literal(take());
    case Token::Kind::word:
      return name();
    case Token::Kind::symbol:
      if (token.is("(")) return parenthesis();
      if (token.is("[") || token.is("]")) return bracket();
      if (token.is("{")) return context();
      if (token.is("@") && peek(1).kind == Token::Kind::text) return take(), moment(take());
      [[fallthrough]];
    default:
      return fail_here("a value or a name");
  }
}

NodePtr Parser::literal(const Token& token) {
  if (token.kind == Token::Kind::number) {
    const auto number = Number::parse(token.spelled);
    return number ? shop_.constant(Value::of(*number))
                  : fail(token, "this number has too many digits");
  }
  const auto text = unescaped(token.spelled);
  if (!text) return fail(token, text.error().detail);
  return shop_.constant(Value::text(*text));
}

NodePtr Parser::moment(const Token& text) {
  const auto spelled = unescaped(text.spelled);
  if (!spelled) return fail(text, spelled.error().detail);
  const Value value = temporal_from(*spelled, shop_.program->arena);
  if (!value.is_null()) return shop_.constant(value);
  if (!shop_.options.unknown_names_are_null)
    return fail(text, "expected a date, a time or a duration after @, such as @\"2024-12-31\"");
  return shop_.failure("no date, time or duration is written so", text.spelled);
}

namespace {
bool is_comparison(const Token& token) {
  return token.kind == Token::Kind::symbol && (token.is("<") || token.is("<=") || token.is(">") ||
                                               token.is(">=") || token.is("=") || token.is("!="));
}
}  // namespace

NodePtr Parser::parenthesis() {
  const char* begin = take().spelled.data();
  const bool outer = std::exchange(range_ends_, false);
  NodePtr inner = is_comparison(peek()) ? one_sided_range(begin) : expression();
  range_ends_ = outer;
  if (!inner) return nullptr;
  if (peek().is("..")) return range_from(inner, false, begin);
  return expect(")", "after what the parenthesis holds") ? inner : nullptr;
}

/// `< 5` and the like; the parenthesis around it is not part of it.
NodePtr Parser::one_sided_range(const char* begin) {
  const std::string_view symbol = take().spelled;
  NodePtr end = expression(addition);
  if (!end) return nullptr;
  const std::string_view where = since(begin);
  const bool closed = symbol.size() == 2;
  constexpr auto comparison_form = Range::Form::comparison;
  if (symbol == "=") return shop_.range(end, end, true, true, comparison_form, where);
  if (symbol == "!=") return shop_.range(end, end, false, false, Range::Form::other_than, where);
  if (symbol[0] == '<') return shop_.range(nullptr, end, false, closed, comparison_form, where);
  return shop_.range(end, nullptr, closed, false, comparison_form, where);
}

/// A list, or a range that begins with [ or ].
NodePtr Parser::bracket() {
  const Token& opening = take();
  const char* begin = opening.spelled.data();
  const bool outer = std::exchange(range_ends_, false);
  std::vector<NodePtr> items;
  if (!(opening.is("[") && peek().is("]"))) {
    do {
      NodePtr item = expression();
      if (!item) return nullptr;
      items.push_back(item);
      if (items.size() == 1 && peek().is("..")) {
        range_ends_ = outer;
        return range_from(item, opening.is("["), begin);
      }
    } while (take_if(","));
  }
  range_ends_ = outer;
  if (opening.is("]")) return fail_here("\"..\" and the end of a range");
  return expect("]", "or \",\" in the list") ? shop_.list(items) : nullptr;
}

NodePtr Parser::range_from(NodePtr low, bool low_closed, const char* begin) {
  take();
  const bool outer = std::exchange(range_ends_, true);
  NodePtr high = expression();
  range_ends_ = outer;
  if (!high) return nullptr;
  const bool closed = peek().is("]");
  if (!closed && !peek().is(")") && !peek().is("["))
    return fail_here("\"]\" or \")\" after a range");
  take();
  return shop_.range(low, high, low_closed, closed, Range::Form::interval, since(begin));
}

/// Whether the [ after the end of a range closes it, as in [1..10[, or begins a filter: after a
/// range there is nothing that a filter could begin with.
bool Parser::closes_range() const {
  const Token& next = peek(1);
  if (next.kind == Token::Kind::end) return true;
  if (next.kind == Token::Kind::symbol)
    return !next.is("-") && !next.is("(") && !next.is("[") && !next.is("@") && !next.is("{");
  for (const char* word :
       {"and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"})
    if (next.is(word)) return true;
  return false;
}

}  // namespace haven::feel
