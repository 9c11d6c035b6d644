#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/dmn/column.hpp"
#include "common/dmn/definitions.hpp"
#include "common/dmn/rule_set.hpp"
#include "common/dmn/types.hpp"
#include "common/feel/ast.hpp"

/// A decision table, compiled.
namespace haven::dmn {

struct CompiledInput {
  feel::NodePtr expression = nullptr;
  TypeId type = any_type;
  feel::NodePtr allowed = nullptr;  // tests over the local; nullptr: anything
  feel::Local local = 0;            // where the entries find the value
  /// For each rule its tests over the local; nullptr for "-".
  std::vector<feel::NodePtr> entries;
  bool is_free = true;  // every entry is "-"
  /// Which rules match which values, where every entry is made of constants.
  std::optional<Column> column;
};

struct CompiledOutput {
  std::string name;
  TypeId type = any_type;
  std::vector<feel::Value> priorities;  // falling
  feel::NodePtr otherwise = nullptr;
  std::vector<feel::NodePtr> entries;
};

struct CompiledTable {
  std::size_t id = 0;  // in Model::tables()
  const Types* types = nullptr;
  HitPolicy policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::size_t rules = 0;
  std::vector<CompiledInput> inputs;
  std::vector<CompiledOutput> outputs;
};

class TableNode : public feel::HostNode {
 public:
  explicit TableNode(CompiledTable table) : table_(std::move(table)) {}
  feel::Value evaluate(feel::Evaluation& evaluation, feel::Frame& frame) const override;

 private:
  CompiledTable table_;
};

/// What the hit policy makes of the rules that match.
class Matches {
 public:
  Matches(const CompiledTable& table, feel::Evaluation& evaluation, feel::Frame& frame,
          std::span<const std::uint32_t> rules)
      : table_(table), evaluation_(evaluation), frame_(frame), rules_(rules) {}
  feel::Value result();

 private:
  feel::Value none();
  feel::Value value_of(std::uint32_t rule);
  feel::Value output_of(const CompiledOutput& output, std::uint32_t rule);
  feel::Value composed(std::span<const feel::Value> parts);
  feel::Value unique();
  feel::Value any();
  feel::Value listed(std::span<const std::uint32_t> rules);
  feel::Value collected();
  feel::Value aggregated(const CompiledOutput& output);
  std::span<const std::uint32_t> by_priority();

  const CompiledTable& table_;
  feel::Evaluation& evaluation_;
  feel::Frame& frame_;
  std::span<const std::uint32_t> rules_;
};

}  // namespace haven::dmn
