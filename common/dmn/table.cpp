#include "common/dmn/table.hpp"

#include <algorithm>

#include "common/dmn/model.hpp"

namespace haven::dmn {
namespace {

using feel::Value;

// Every rule of the table, and no more.
void fill(RuleWords words, std::size_t rules) {
  std::ranges::fill(words, ~std::uint64_t{0});
  if (rules % 64 != 0) words.back() = RuleSet::bit(rules) - 1;
}

// Rules out what cannot match: first by the indexes of columns, then entry by entry.
class Matching {
 public:
  Matching(const CompiledTable& table, feel::Evaluation& evaluation, feel::Frame& frame)
      : table_(table), evaluation_(evaluation), frame_(frame) {
    const std::size_t size = words_for(table.rules);
    words_ = {evaluation.arena.array<std::uint64_t>(size), size};
    if (size > 0) fill(words_, table.rules);
    slow_ = evaluation.arena.array<const CompiledInput*>(table.inputs.size());
  }

  std::span<const std::uint32_t> rules() {
    for (const CompiledInput& input : table_.inputs) narrow(input);
    auto* matched = evaluation_.arena.array<std::uint32_t>(table_.rules);
    std::size_t count = 0;
    for_each_rule(words_, [&](std::size_t rule) {
      if (!passes(rule)) return true;
      matched[count++] = static_cast<std::uint32_t>(rule);
      return table_.policy != HitPolicy::first;
    });
    return {matched, count};
  }

 private:
  void narrow(const CompiledInput& input) {
    if (input.is_free) return;
    const auto* set = input.column ? input.column->rules_for(frame_.locals[input.local]) : nullptr;
    if (set == nullptr) {
      slow_[slow_count_++] = &input;
      return;
    }
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= set->words()[i];
  }

  bool passes(std::size_t rule) {
    return std::all_of(slow_, slow_ + slow_count_, [&](const CompiledInput* input) {
      const feel::NodePtr entry = input->entries[rule];
      if (entry == nullptr) return true;
      evaluation_.step();
      return entry->test(evaluation_, frame_) == feel::Truth::yes;
    });
  }

  const CompiledTable& table_;
  feel::Evaluation& evaluation_;
  feel::Frame& frame_;
  RuleWords words_;
  const CompiledInput** slow_;  // the inputs that no index decided
  std::size_t slow_count_ = 0;
};

// Reads the input values into their locals; false when one is not among the allowed values.
bool read_inputs(const CompiledTable& table, feel::Evaluation& evaluation, feel::Frame& frame) {
  for (const CompiledInput& input : table.inputs) {
    Value value = input.expression->evaluate(evaluation, frame);
    if (input.type != any_type) value = table.types->coerce(value, input.type, evaluation);
    frame.locals[input.local] = value;
    if (input.allowed == nullptr || value.is_null()) continue;
    if (input.allowed->test(evaluation, frame) != feel::Truth::yes) return false;
  }
  return true;
}

}  // namespace

Value TableNode::evaluate(feel::Evaluation& evaluation, feel::Frame& frame) const {
  evaluation.step();
  if (!read_inputs(table_, evaluation, frame)) {
    return evaluation.null_because("an input is not among the allowed values of its column");
  }
  const auto rules = Matching{table_, evaluation, frame}.rules();
  if (auto* trace = static_cast<Trace*>(evaluation.model)) {
    trace->hits.push_back({table_.id, {rules.begin(), rules.end()}});
  }
  return Matches{table_, evaluation, frame, rules}.result();
}

}  // namespace haven::dmn
