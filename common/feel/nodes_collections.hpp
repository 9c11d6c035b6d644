#pragma once
#include <span>
#include <string_view>

#include "common/feel/nodes.hpp"

/// Nodes that go through lists and into contexts.
namespace haven::feel {

/// A list that grows in the arena of an evaluation.
class GrowingList {
 public:
  explicit GrowingList(Arena& arena) : arena_(arena) {}
  void push(const Value& value);
  [[nodiscard]] Value value() const { return Value::list({items_, size_}); }

 private:
  Arena& arena_;
  Value* items_ = nullptr;
  std::size_t size_ = 0, room_ = 0;
};

struct Step {
  Local variable;
  NodePtr domain;
  NodePtr end;  // of an interval; nullptr: the domain is a list or range
};

class ForNode final : public Node {
 public:
  ForNode(std::span<const Step> steps, Local partial, NodePtr result, std::string_view where)
      : steps_(steps), partial_(partial), result_(result), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  std::span<const Step> steps_;
  Local partial_;
  NodePtr result_;
  std::string_view where_;
};

/// some (`decisive` yes) and every (`decisive` no).
class Quantified final : public Node {
 public:
  Quantified(Truth decisive, std::span<const Step> steps, NodePtr condition, std::string_view where)
      : decisive_(decisive), steps_(steps), condition_(condition), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  Truth decisive_;
  std::span<const Step> steps_;
  NodePtr condition_;
  std::string_view where_;
};

class Filter final : public Node {
 public:
  Filter(NodePtr list, Local item, NodePtr condition, std::string_view where)
      : list_(list), item_(item), condition_(condition), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  [[nodiscard]] Value passed(Evaluation& evaluation, Frame& frame, std::span<const Value> items,
                             const Value& first) const;
  NodePtr list_;
  Local item_;
  NodePtr condition_;
  std::string_view where_;
};

/// What `value.field` is: of a context, of each item of a list, of a date...
Value field_of(Evaluation& evaluation, const Value& value, std::string_view field,
               std::string_view where);

class Path final : public Node {
 public:
  Path(NodePtr from, std::string_view field, std::string_view where)
      : from_(from), field_(field), where_(where) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override {
    return field_of(evaluation, from_->evaluate(evaluation, frame), field_, where_);
  }

 private:
  NodePtr from_;
  std::string_view field_, where_;
};

/// A name in the condition of a filter: a field of the item if it has one, else what it means
/// outside.
class FieldOrElse final : public Node {
 public:
  FieldOrElse(NodePtr item, std::string_view field, NodePtr otherwise)
      : item_(item), field_(field), otherwise_(otherwise) {}
  Value evaluate(Evaluation& evaluation, Frame& frame) const override;

 private:
  NodePtr item_;
  std::string_view field_;
  NodePtr otherwise_;
};

}  // namespace haven::feel
