#pragma once
#include "common/dmn/boxes.hpp"
#include "common/dmn/table.hpp"

namespace haven::dmn {

/// Makes a decision table a node of the body that it stands in.
class TableCompiler {
 public:
  TableCompiler(const Table& table, BodyCompiler& body) : table_(table), body_(body) {}
  feel::NodePtr compile(int line);

 private:
  CompiledInput input(std::size_t index);
  CompiledOutput output(std::size_t index);
  std::vector<feel::Value> priorities(const TableOutput& output);
  feel::NodePtr tests(const std::string& text, int line, feel::Local input);

  const Table& table_;
  BodyCompiler& body_;
};

}  // namespace haven::dmn
