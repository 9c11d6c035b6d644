#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/dmn/model.hpp"
#include "common/dmn/xml.hpp"

/// What a file of the kit says: cases, what is given, what is expected.
namespace haven::dmn {

struct KitCase {
  struct Expected {
    std::string node;
    bool is_error = false;  // the kit wants an error, which is null
    feel::Value value;
  };
  std::string id, type, invocable;
  std::vector<Given> given;
  std::vector<Expected> expected;
};

struct KitFile {
  std::string model;  // the file name of the model
  std::vector<KitCase> cases;
};

/// The values live in the arena.
Result<KitFile> read_kit_file(std::string_view xml, feel::Evaluation& evaluation);

/// As the kit compares: numbers as decimals, contexts whatever the order of their entries.
bool agree(const feel::Value& expected, const feel::Value& got);

}  // namespace haven::dmn
