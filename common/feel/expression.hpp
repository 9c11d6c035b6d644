#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/result.hpp"
#include "common/feel/value.hpp"

/// FEEL expressions: compiled once, evaluated often. Pure, thread-safe and bounded: a text from an
/// unknown hand can neither crash nor hang nor read anything.
namespace haven::feel {

class Evaluation;

/// A function that the host adds to the built-in ones. Arguments in the order of its parameters,
/// null for those that were left out.
using HostFunction = Value (*)(Evaluation&, std::span<const Value> arguments);

/// What an expression may mention besides the built-in functions: variables by slot, and functions.
class Names {
 public:
  /// The slot of a new variable. A name may have dots ("incident.cause"): then that path is one
  /// slot and costs no lookup. Longest match wins, so "incident" may be there as well.
  std::size_t add(std::string name);
  void add_function(std::string name, std::vector<std::string> parameters, HostFunction function);
  [[nodiscard]] std::optional<std::size_t> slot_of(std::string_view name) const;
  [[nodiscard]] std::size_t size() const;

  struct Function {
    std::string name;
    std::vector<std::string> parameters;
    HostFunction call;
  };
  [[nodiscard]] const std::vector<std::string>& variables() const { return variables_; }
  [[nodiscard]] const std::vector<Function>& functions() const { return functions_; }

 private:
  std::vector<std::string> variables_;
  std::vector<Function> functions_;
};

/// What compiling takes from its surroundings.
struct CompileOptions {
  /// A name that nothing has: refused (packs: a typing mistake), or null at evaluation (DMN).
  bool unknown_names_are_null = false;
  std::size_t longest_text = 64 * 1024;
  int deepest = 200;
};

class Program;

/// Immutable; copies share one program.
class Expression {
 public:
  /// Refused with code `invalid_expression`; the detail names column and what was expected.
  static Result<Expression> compile(std::string_view text, const Names& names,
                                    const CompileOptions& options = {});
  /// The text of a decision table's input entry: `< 5, [7..9]`, `"a"`, `not(null)`, `-`. Evaluates
  /// to true, false or null for the input value in slot `input`; `?` names it as well.
  static Result<Expression> compile_unary_tests(std::string_view text, const Names& names,
                                                std::size_t input,
                                                const CompileOptions& options = {});
  [[nodiscard]] const std::string& text() const;
  /// Slots that the expression reads, rising: what a host must fill before it evaluates.
  [[nodiscard]] std::span<const std::size_t> slots() const;
  [[nodiscard]] const Program& program() const { return *program_; }

 private:
  friend class Compiler;
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

struct Bounds {
  std::size_t memory = std::size_t{64} << 20;
  std::uint64_t steps = 20'000'000;
  int depth = 400;
};

/// Why something came out null: kept for the trace, cheap to make.
struct Reason {
  const char* what;        // "a text and a number have no sum"
  std::string_view where;  // the part of the expression's text
};

/// The memory, the bounds and the moment of one evaluation; used again for the next after reset().
/// Not shared between threads.
class Evaluation {
 public:
  explicit Evaluation(const Bounds& bounds = {});
  Arena arena;
  void* host = nullptr;   // for host functions
  void* model = nullptr;  // for the decision model that is evaluated
  Value now;             // what now() and today() say; null: they are null
  /// The first few reasons for null since reset().
  [[nodiscard]] const std::vector<Reason>& reasons() const { return reasons_; }
  Value null_because(const char* what, std::string_view where = {});
  /// Counts one unit of work; throws LimitReached beyond the bound.
  void step() {
    if (++steps_ > bounds_.steps) throw LimitReached{"it takes too many steps"};
  }
  struct Deeper {
    explicit Deeper(Evaluation& at) : at_(at) {
      if (++at_.depth_ > at_.bounds_.depth) {
        --at_.depth_;
        throw LimitReached{"it goes too deep"};
      }
    }
    ~Deeper() { --at_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    Evaluation& at_;
  };
  void reset();
  /// Throws LimitReached when the calls since the outermost evaluate() have used up their share of
  /// the thread's stack.
  void check_stack() const;
  /// Marks where the outermost evaluate() began.
  struct Root {
    explicit Root(Evaluation& at);
    ~Root();
    Root(const Root&) = delete;
    Root& operator=(const Root&) = delete;
    Evaluation& at_;
    bool outermost_;
  };

 private:
  Bounds bounds_;
  const char* stack_ = nullptr;
  std::uint64_t steps_ = 0;
  int depth_ = 0;
  std::vector<Reason> reasons_;
};

/// The value of an expression; `slots` holds at least as many values as its names. Never throws:
/// what FEEL calls an error, and every bound that is met, is null with a reason.
Value evaluate(const Expression& expression, Evaluation& evaluation, std::span<const Value> slots);

}  // namespace haven::feel
