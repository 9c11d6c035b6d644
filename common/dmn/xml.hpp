#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/core/result.hpp"

/// XML as a plain tree, read from a text that nobody vouches for: no document type, no entity
/// beyond the five of XML, nothing from the network or from disk, and bounds on size and depth.
namespace haven::dmn {

struct Element {
  std::string name;                                             // without prefix
  std::string space;                                            // the namespace's address
  std::vector<std::pair<std::string, std::string>> attributes;  // by local name
  std::vector<std::pair<std::string, std::string>> prefixes;    // declared here: prefix, address
  std::vector<Element> children;
  std::string text;  // all character data directly inside, joined
  int line = 0;

  /// The value of an attribute; empty when it is absent.
  [[nodiscard]] const std::string& attribute(std::string_view local_name) const;
  [[nodiscard]] bool has(std::string_view local_name) const;
  [[nodiscard]] const Element* child(std::string_view local_name) const;
};

struct XmlBounds {
  std::size_t bytes = std::size_t{8} << 20;
  std::size_t elements = 200'000;
  std::size_t attribute_bytes = std::size_t{64} << 10;
  std::size_t depth = 100;
};

/// Refused with code `invalid_xml`; the detail names the line and what is wrong there.
Result<Element> read_xml(std::string_view text, const XmlBounds& bounds = {});

/// The refusal for something wrong at a line of a document.
tl::unexpected<Error> refuse_at(int line, std::string_view code, const std::string& sentence);

/// Without white space at either end.
std::string_view trimmed(std::string_view text);

}  // namespace haven::dmn
