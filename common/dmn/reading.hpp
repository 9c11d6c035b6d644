#pragma once
#include "common/dmn/definitions.hpp"
#include "common/dmn/xml.hpp"

/// What the files that turn elements into definitions have from one another.
namespace haven::dmn {

/// Thrown inside the reader only: read_definitions() turns it into a refusal.
struct Unreadable {
  int line;
  std::string sentence;
};

/// The boxed expression that this element is; throws Unreadable for what is none.
BoxedPtr boxed_from(const Element& element);
/// The first boxed expression inside, or nothing.
BoxedPtr boxed_inside(const Element& element);
/// The boxed expression inside; throws Unreadable when there is none.
BoxedPtr boxed_wanted(const Element& element);
FunctionBox function_from(const Element& element);
Table table_from(const Element& element);
Item item_from(const Element& element);
/// The content of <text> inside a child of that name, or empty.
std::string text_inside(const Element& element, std::string_view child);
/// An attribute, or the content of the child element with that name.
std::string type_of(const Element& element);
/// Whether an element belongs to DMN, whatever its version.
bool is_dmn(const Element& element);
/// Names are compared after this: white space at the ends is dropped, runs become one space.
std::string name_from(std::string_view text);

}  // namespace haven::dmn
