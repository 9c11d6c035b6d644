#include "common/feel/callable.hpp"
#include "common/feel/program.hpp"

namespace haven::feel {
namespace {
constexpr std::size_t most_reasons = 16;
/// Threads have 8 MiB; what is called here and in the host's functions needs some of it.
constexpr std::ptrdiff_t stack_bytes_max = std::ptrdiff_t{3} << 20;

const char* stack_now() {
  return static_cast<const char*>(__builtin_frame_address(0));
}
}  // namespace

Evaluation::Evaluation(const Bounds& bounds) : arena(bounds.memory), bounds_(bounds) {}

Value Evaluation::null_because(const char* what, std::string_view where) {
  if (reasons_.size() < most_reasons) reasons_.push_back({what, where});
  return {};
}

void Evaluation::reset() {
  arena.reset();
  steps_ = 0;
  depth_ = 0;
  reasons_.clear();
}

void Evaluation::check_stack() const {
  if (stack_ && stack_ - stack_now() > stack_bytes_max) throw LimitReached{"it goes too deep"};
}

Evaluation::Root::Root(Evaluation& at) : at_(at), outermost_(at.stack_ == nullptr) {
  if (outermost_) at_.stack_ = stack_now();
}
Evaluation::Root::~Root() {
  if (outermost_) at_.stack_ = nullptr;
}

namespace {
constexpr std::size_t few_locals = 16;

/// Not in evaluate() itself, so that a tree without locals does not pay for them.
[[gnu::noinline]] Value evaluate_with_locals(const Program& program, Evaluation& evaluation,
                                             Frame& frame) {
  if (program.locals > few_locals) {
    frame.locals = evaluation.arena.array<Value>(program.locals);
    std::uninitialized_fill_n(frame.locals, program.locals, Value{});
    return program.root->evaluate(evaluation, frame);
  }
  Value locals[few_locals];
  frame.locals = locals;
  return program.root->evaluate(evaluation, frame);
}
}  // namespace

Value evaluate(const Expression& expression, Evaluation& evaluation, std::span<const Value> slots) {
  const Program& program = expression.program();
  Frame frame{slots.data(), nullptr};
  const Evaluation::Root root(evaluation);
  try {
    if (program.locals == 0) return program.root->evaluate(evaluation, frame);
    return evaluate_with_locals(program, evaluation, frame);
  } catch (const LimitReached& limit) {
    return evaluation.null_because(limit.what, program.text);
  }
}

const std::string& Expression::text() const {
  return program_->text;
}

std::span<const std::size_t> Expression::slots() const {
  return program_->slots;
}

}  // namespace haven::feel
