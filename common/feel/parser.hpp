#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/feel/lexer.hpp"
#include "common/feel/parse.hpp"

namespace haven::feel {

/// Reads one text by recursive descent. What fails returns nullptr and leaves the first problem in
/// problem(). Private to parse*.cpp.
class Parser {
 public:
  Parser(Compiler& compiler, Workshop& shop, std::string_view text, std::vector<Token> tokens)
      : compiler_(compiler), shop_(shop), text_(text), tokens_(std::move(tokens)) {}

  NodePtr whole_expression();
  NodePtr whole_unary_tests(NodePtr input);
  TypePtr whole_type();
  [[nodiscard]] Error problem() const { return *problem_; }

 private:
  /// How tightly operators bind, the loosest first.
  enum Level { any_level = 1, conjunction, comparison, addition, multiplication, exponent };
  class Nesting;
  class TextScope;
  struct Name {
    std::string spelled;
    std::size_t tokens = 0;  // 0: none
  };

  // ---- tokens (parse.cpp)
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
  const Token& take();
  bool take_if(std::string_view symbol_or_word);
  bool expect(std::string_view symbol_or_word, std::string_view why);
  [[nodiscard]] std::string_view since(const char* begin) const;
  std::nullptr_t fail(const Token& token, std::string_view what);
  std::nullptr_t fail_here(std::string_view expected);
  template <class T>
  T at_end(T parsed);

  // ---- operators (parse.cpp)
  NodePtr expression(int level = any_level);
  NodePtr operators(NodePtr left, int level);
  NodePtr operation(NodePtr left, const Token& symbol, int level, const char* begin);
  NodePtr between(NodePtr value, const char* begin);
  NodePtr unary();
  NodePtr grown(NodePtr node, std::size_t height);

  // ---- what operators join (parse_primary.cpp)
  NodePtr postfix();
  NodePtr suffix(NodePtr from, const char* begin);
  NodePtr path(NodePtr from, const char* begin);
  NodePtr filter(NodePtr list, const char* begin);
  NodePtr instance_of(NodePtr value);
  NodePtr primary();
  NodePtr literal(const Token& token);
  NodePtr moment(const Token& text);
  NodePtr parenthesis();
  NodePtr bracket();
  NodePtr range_from(NodePtr low, bool low_closed, const char* begin);
  NodePtr one_sided_range(const char* begin);
  [[nodiscard]] bool closes_range() const;

  // ---- calls and functions (parse_functions.cpp)
  NodePtr call(NodePtr function, const char* begin);
  bool arguments(std::vector<NamedNode>& into);
  [[nodiscard]] std::size_t tokens_before_colon() const;
  NodePtr function_definition();
  bool parameters(std::vector<Parameter>& into);
  NodePtr function_body();

  // ---- blocks (parse_blocks.cpp)
  NodePtr conditional();
  NodePtr for_loop();
  NodePtr quantified(bool every);
  bool iterations(std::vector<Iteration>& into);
  NodePtr context();
  bool context_key(std::string& key);

  // ---- names (parse_names.cpp)
  NodePtr name();
  NodePtr known_name(const Name& name);
  NodePtr unknown_name(const Token& first);
  [[nodiscard]] Name longest(const auto& is_meant) const;
  [[nodiscard]] Name longest_known() const;
  [[nodiscard]] Name longest_type() const;
  [[nodiscard]] Name words() const;
  [[nodiscard]] std::string joined(std::size_t tokens) const;
  Name field_name() const;
  void skip(std::size_t tokens) { at_ += tokens; }

  // ---- tests (parse_tests.cpp)
  NodePtr in_tests(NodePtr input);
  NodePtr with_input(NodePtr input, const auto& read);
  NodePtr with_other_input(NodePtr input, const auto& read);
  NodePtr cells(NodePtr input);
  NodePtr tests_in_parenthesis(NodePtr input);
  NodePtr tests(NodePtr input, std::string_view closing, bool cell);
  NodePtr test(NodePtr input, int level, bool cell);
  NodePtr test_of(NodePtr input, NodePtr wanted, bool cell, const char* begin);
  NodePtr cell_tests(NodePtr input);

  // ---- types (parse_types.cpp)
  TypePtr type();
  TypePtr type_with(const std::string& name);
  TypePtr context_type();
  TypePtr function_type();

  Compiler& compiler_;
  Workshop& shop_;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t height_ = 0;   // of the node that was made last
  std::size_t tallest_ = 0;  // among the parts of the node that is being made
  bool owns_input_ = false;  // the tests that are being read are of what `?` means
  bool range_ends_ = false;  // reading the end of a range: [ may close it
  std::optional<Error> problem_;
};

/// Bounds how deep the grammar goes, and so the stack.
class Parser::Nesting {
 public:
  explicit Nesting(Parser& parser) : parser_(parser) { ++parser_.depth_; }
  ~Nesting() { --parser_.depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  [[nodiscard]] bool too_deep() const { return parser_.depth_ > parser_.shop_.options.deepest; }

 private:
  Parser& parser_;
};

/// A scope that lasts as long as the construct that opens it.
class Parser::TextScope {
 public:
  explicit TextScope(Compiler& compiler) : compiler_(compiler) { compiler_.enter(); }
  ~TextScope() { compiler_.leave(); }
  TextScope(const TextScope&) = delete;
  TextScope& operator=(const TextScope&) = delete;

 private:
  Compiler& compiler_;
};

}  // namespace haven::feel
