#include "common/feel/parser.hpp"

/// if, for, some, every, and contexts.
namespace haven::feel {

NodePtr Parser::conditional() {
  take();
  NodePtr condition = expression();
  if (!condition || !expect("then", "after the condition of \"if\"")) return nullptr;
  NodePtr then = expression();
  if (!then || !expect("else", "after what comes if so")) return nullptr;
  NodePtr otherwise = expression();
  return otherwise ? compiler_.conditional(condition, then, otherwise) : nullptr;
}

NodePtr Parser::for_loop() {
  take();
  const TextScope scope(compiler_);
  std::vector<Iteration> over;
  if (!iterations(over) || !expect("return", "or \",\" after what \"for\" goes through"))
    return nullptr;
  const Local partial = compiler_.declare("partial");
  NodePtr result = expression();
  return result ? compiler_.for_each(over, partial, result) : nullptr;
}

NodePtr Parser::quantified(bool every) {
  take();
  const TextScope scope(compiler_);
  std::vector<Iteration> over;
  if (!iterations(over) || !expect("satisfies", "before the condition")) return nullptr;
  NodePtr condition = expression();
  if (!condition) return nullptr;
  return every ? compiler_.every(over, condition) : compiler_.some(over, condition);
}

/// `name in domain`, several of them with commas; each sees the names before it.
bool Parser::iterations(std::vector<Iteration>& into) {
  do {
    std::size_t size = 0;
    while (peek(size).kind != Token::Kind::end && !peek(size).is("in")) ++size;
    if (size == 0 || peek(size).kind == Token::Kind::end || peek().kind != Token::Kind::word) {
      fail_here("a name, \"in\" and what to go through");
      return false;
    }
    const std::string variable = joined(size);
    skip(size + 1);
    Iteration step;
    step.domain = expression();
    if (!step.domain) return false;
    if (take_if("..") && !(step.end = expression())) return false;
    step.variable = compiler_.declare(variable);
    into.push_back(step);
  } while (take_if(","));
  return true;
}

NodePtr Parser::context() {
  take();
  const TextScope scope(compiler_);
  std::vector<ContextItem> items;
  if (!peek().is("}")) {
    do {
      ContextItem item;
      if (!context_key(item.key)) return nullptr;
      item.value = expression();
      if (!item.value) return nullptr;
      item.local = compiler_.declare(item.key);
      items.push_back(std::move(item));
    } while (take_if(","));
  }
  return expect("}", "or \",\" after an entry") ? compiler_.context(items) : nullptr;
}

bool Parser::context_key(std::string& key) {
  if (peek().kind == Token::Kind::text) {
    const auto text = unescaped(peek().spelled);
    if (!text) {
      fail(peek(), text.error().detail);
      return false;
    }
    key = *text;
    take();
  } else {
    std::size_t size = 0;
    while (peek(size).kind == Token::Kind::word || peek(size).kind == Token::Kind::number ||
           (peek(size).kind == Token::Kind::symbol && !peek(size).is(":") && !peek(size).is("}") &&
            !peek(size).is(",") && !peek(size).is("{")))
      ++size;
    if (size == 0 || peek(size).kind != Token::Kind::symbol) {
      fail_here("the name of an entry");
      return false;
    }
    key = joined(size);
    skip(size);
  }
  compiler_.define_field(key);
  return expect(":", "after the name of an entry");
}

}  // namespace haven::feel
