#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/core/result.hpp"
#include "common/dmn/definitions.hpp"
#include "common/feel/expression.hpp"
#include "common/feel/value.hpp"

/// Decision models of the DMN standard, 1.1 to 1.5: loaded once, evaluated often. Pure, thread-safe
/// and bounded, whoever wrote the model.
namespace haven::dmn {

struct Graph;  // the compiled nodes, in graph.hpp
class Model;
using ModelPtr = std::shared_ptr<const Model>;

/// The XML of models that may be imported, by their namespace. Nothing else is ever read.
using Imports = std::map<std::string, std::string, std::less<>>;

/// Which rules of which decision table matched, in the order of evaluation.
struct Trace {
  struct Hit {
    std::size_t table = 0;             // in Model::tables()
    std::vector<std::uint32_t> rules;  // rising; from 0
  };
  std::vector<Hit> hits;
};

class Model {
 public:
  struct Input {
    std::string space, name, type;
  };
  struct DecisionEntry {
    std::string space, name, type;
    /// Slots of the input data that it needs, directly or through other decisions, rising.
    std::vector<std::size_t> inputs;
    /// The decisions that it requires directly.
    std::vector<std::size_t> decisions;
    /// Its decision tables, also those inside boxed contexts.
    std::vector<std::size_t> tables;
  };
  struct TableEntry {
    std::string owner;  // the decision or knowledge model that it stands in
    bool is_in_decision = false;
    const Table* table = nullptr;
    int line = 0;
  };

  explicit Model(std::unique_ptr<Graph> graph);
  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  [[nodiscard]] const std::string& name() const;
  /// Every input data, also of imported models. The index is the slot for evaluate().
  [[nodiscard]] std::span<const Input> inputs() const;
  [[nodiscard]] std::span<const DecisionEntry> decisions() const;
  [[nodiscard]] std::span<const TableEntry> tables() const;
  /// The slot of input data by name; of the model itself before imported ones.
  [[nodiscard]] std::optional<std::size_t> input(std::string_view name) const;
  [[nodiscard]] std::optional<std::size_t> decision(std::string_view name) const;
  [[nodiscard]] const Graph& graph() const { return *graph_; }

 private:
  std::unique_ptr<Graph> graph_;
};

/// What a host adds to a model.
struct LoadOptions {
  /// Functions that the model's FEEL may call besides the built-in ones; variables are ignored.
  const feel::Names* functions = nullptr;
  /// Names that nothing has are refused instead of being null.
  bool strict_names = false;
  /// A FEEL text that does not compile is refused; otherwise it is null with a reason, as the
  /// standard has it for models in exchange.
  bool strict_texts = false;
};

/// Refused with code `invalid_xml` or `invalid_model`; the detail begins with the line.
Result<ModelPtr> load(std::string_view xml, const Imports& imports = {},
                      const LoadOptions& options = {});

/// The namespace that a model gives to its contents; empty for a text that is no model.
std::string namespace_of(std::string_view xml);

/// A decision's value. `inputs` holds a value for each slot of Model::inputs(), null where nothing
/// is known. Never throws; what fails is null with a reason in the evaluation.
feel::Value evaluate(const Model& model, std::size_t decision, feel::Evaluation& evaluation,
                     std::span<const feel::Value> inputs, Trace* trace = nullptr);

/// A value by name: of input data, of a decision (which is then not evaluated), of a parameter.
struct Given {
  std::string space, name;
  feel::Value value;
};
/// A decision, decision service or knowledge model of the model itself, by name; nothing when it
/// has none of that name.
std::optional<feel::Value> invoke(const Model& model, std::string_view name,
                                  feel::Evaluation& evaluation, std::span<const Given> given,
                                  Trace* trace = nullptr);

}  // namespace haven::dmn
