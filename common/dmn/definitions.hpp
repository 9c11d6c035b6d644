#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "common/core/result.hpp"

/// A decision model as its XML says it: names, references and FEEL texts, nothing resolved yet.
namespace haven::dmn {

/// What DMN calls an information item: a variable, a parameter, a column.
struct Item {
  std::string name;
  std::string type;  // empty: any
  int line = 0;
};

struct Boxed;
using BoxedPtr = std::unique_ptr<Boxed>;

struct LiteralBox {
  std::string text;
};
struct ContextEntryBox {
  std::optional<Item> variable;  // none: the context's result
  BoxedPtr value;
};
struct ContextBox {
  std::vector<ContextEntryBox> entries;
};
struct InvocationBox {
  BoxedPtr called;
  std::vector<std::pair<Item, BoxedPtr>> bindings;
};
struct ListBox {
  std::vector<BoxedPtr> items;
};
struct RelationBox {
  std::vector<Item> columns;
  std::vector<std::vector<BoxedPtr>> rows;
};
struct FunctionBox {
  bool is_feel = true;  // Java and PMML are described, never run
  std::vector<Item> parameters;
  BoxedPtr body;
};
struct ConditionalBox {
  BoxedPtr condition, then, otherwise;
};
struct FilterBox {
  BoxedPtr list, match;
};
/// `for`, `some` and `every`.
struct IterationBox {
  enum class Kind { each, some, every } kind = Kind::each;
  Item variable;
  BoxedPtr list, body;
};

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation { none, sum, count, min, max };

struct TableInput {
  std::string label, expression, type;
  std::string allowed;  // unary tests; empty: anything
  int line = 0;
};
struct TableOutput {
  std::string name, label, type;
  std::string allowed;  // the values in order of priority
  std::string default_text;
  int line = 0;
};
struct TableRule {
  std::vector<std::string> inputs, outputs, annotations;
  std::string id, description;
  int line = 0;
};
struct Table {
  HitPolicy policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<TableInput> inputs;
  std::vector<TableOutput> outputs;
  std::vector<std::string> annotations;  // the names of the columns
  std::vector<TableRule> rules;
};

struct Boxed {
  std::variant<LiteralBox, ContextBox, InvocationBox, ListBox, RelationBox, FunctionBox,
               ConditionalBox, FilterBox, IterationBox, Table>
      form;
  std::string type;
  int line = 0;
};

struct ItemDefinition {
  std::string name;
  std::string type;  // of what it stands for; empty for structures and functions
  bool is_collection = false;
  std::string allowed;     // unary tests for the value, or for each item of a collection
  std::string constraint;  // unary tests for the value as a whole (DMN 1.5)
  std::vector<ItemDefinition> components;
  struct Function {
    std::string result;
    std::vector<Item> parameters;
  };
  std::optional<Function> function;
  int line = 0;
};

struct InputData {
  std::string id, name;
  Item variable;
};

/// "#id" of this model, or "namespace#id" of another.
struct Reference {
  std::string space, id;
  int line = 0;
};

struct Decision {
  std::string id, name, question, answer;
  Item variable;
  std::vector<Reference> inputs, decisions, knowledge;
  BoxedPtr logic;  // none: the value is given from outside
  int line = 0;
};

struct KnowledgeModel {
  std::string id, name;
  Item variable;
  std::vector<Reference> knowledge;
  FunctionBox logic;
  std::string result_type;
  int line = 0;
};

struct DecisionService {
  std::string id, name;
  Item variable;
  std::vector<Reference> outputs, encapsulated, input_decisions, inputs;
  int line = 0;
};

struct Import {
  std::string space, name, type;
  int line = 0;
};

struct Definitions {
  std::string space, name;
  std::vector<std::pair<std::string, std::string>> prefixes;
  std::vector<Import> imports;
  std::vector<ItemDefinition> types;
  std::vector<InputData> inputs;
  std::vector<Decision> decisions;
  std::vector<KnowledgeModel> knowledge;
  std::vector<DecisionService> services;
};

/// Refused with code `invalid_xml` or `invalid_model`; the detail begins with the line.
Result<Definitions> read_definitions(std::string_view xml);

}  // namespace haven::dmn
