#pragma once
#include <memory>
#include <string>
#include <vector>

#include "common/feel/callable.hpp"

namespace haven::feel {

/// A compiled expression: its nodes and constants lie in its arena.
class Program {
 public:
  std::string text;
  Arena arena;
  NodePtr root = nullptr;
  Local locals = 0;  // of the outermost frame
  std::vector<std::size_t> slots;
  std::vector<std::unique_ptr<const HostNode>> hosts;
  std::vector<TypePtr> types;  // that nodes point to
  std::vector<std::unique_ptr<const Names::Function>> functions;
};

}  // namespace haven::feel
