#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/dmn/definitions.hpp"
#include "common/feel/expression.hpp"

/// The types of a model: FEEL's own and its item definitions, and what happens to a value that is
/// given to something with a type.
namespace haven::dmn {

/// Index in Types; 0 is the type of everything.
using TypeId = std::size_t;
inline constexpr TypeId any_type = 0;

struct Type {
  enum class Form { any, simple, alias, list, structure, function } form = Form::any;
  std::string name = {};               // as the model says it
  feel::Kind kind = feel::Kind::null;  // simple
  TypeId element = any_type;           // list; alias; function: its result
  std::vector<std::pair<std::string, TypeId>> parts =
      {};  // structure: fields; function: parameters
  /// Unary tests over slot 0, all of which hold.
  std::vector<feel::Expression> allowed = {};
};

class Types {
 public:
  Types();
  [[nodiscard]] const Type& at(TypeId id) const { return types_[id]; }
  /// FEEL's own type of that name ("number", "feel:string", "dateTime"), or nothing.
  [[nodiscard]] static std::optional<TypeId> built_in(std::string_view name);
  /// What a type is another name of, itself when it is none.
  [[nodiscard]] TypeId target(TypeId id) const;
  [[nodiscard]] std::size_t size() const { return types_.size(); }
  TypeId add(Type type);
  void set(TypeId id, Type type) { types_[id] = std::move(type); }

  /// What becomes of a value where this type is wanted: itself, the only item of a list, a list of
  /// one, a date as its midnight; else null with a reason.
  feel::Value coerce(const feel::Value& value, TypeId wanted, feel::Evaluation& evaluation) const;
  /// Whether a value has the type, with its allowed values.
  bool conforms(const feel::Value& value, TypeId wanted, feel::Evaluation& evaluation) const;

 private:
  bool has_form(const feel::Value& value, const Type& wanted, feel::Evaluation& evaluation) const;

  std::vector<Type> types_;
};

/// Resolves names of types as a model writes them, its own and imported ones ("Model B.tPerson").
class TypeNames {
 public:
  using Spaces = std::map<std::string, std::map<std::string, TypeId, std::less<>>, std::less<>>;

  /// Declares the item definitions of a model; imports must have been declared before or after.
  static void declare(const Definitions& model, Types& types, Spaces& spaces);
  /// Gives the declared types their meaning. Throws Unreadable for what cannot be resolved.
  static void define(const Definitions& model, Types& types, const Spaces& spaces);
  /// When all are defined: throws Unreadable for a type that is only another name of itself.
  static void refuse_circles(const Definitions& model, const Types& types, const Spaces& spaces);
  /// The type of that name as seen in a model; throws Unreadable when there is none.
  static TypeId find(std::string_view name, int line, const Definitions& model,
                     const Spaces& spaces);
};

}  // namespace haven::dmn
