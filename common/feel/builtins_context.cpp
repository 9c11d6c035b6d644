#include "common/feel/arguments.hpp"

/// Functions on contexts.
namespace haven::feel {
namespace {
constexpr int deepest = 400;

/// A context in the making, whose greatest size is known. A key stays where it was first.
class Entries {
 public:
  Entries(Evaluation& evaluation, std::size_t most)
      : evaluation_(evaluation), entries_(evaluation.arena.array<Entry>(most)) {}

  void put(std::string_view key, const Value& value) {
    evaluation_.step();
    for (std::size_t i = 0; i < size_; ++i) {
      if (entries_[i].key != key) continue;
      entries_[i].value = value;
      return;
    }
    new (entries_ + size_++) Entry{key, value};
  }
  void put(const Context& context) {
    for (const Entry& entry : std::span(context.entries, context.size)) put(entry.key, entry.value);
  }
  [[nodiscard]] bool has(std::string_view key) const {
    return Context{entries_, size_}.find(key) != nullptr;
  }
  [[nodiscard]] Value value() const {
    void* room = evaluation_.arena.take(sizeof(Context), alignof(Context));
    return Value::context(new (room) Context{entries_, size_});
  }

 private:
  Evaluation& evaluation_;
  Entry* entries_;
  std::size_t size_ = 0;
};

Value get_value(Evaluation& evaluation, Arguments arguments) {
  const auto context = of_kind(arguments, 0, Kind::context);
  const auto key = text_at(evaluation, arguments, 1);
  if (!context || !key) return evaluation.null_because(wrong_kind);
  const Value* value = context->context().find(*key);
  return value ? *value : evaluation.null_because("the context has no such entry");
}

Value get_entries(Evaluation& evaluation, Arguments arguments) {
  const auto context = of_kind(arguments, 0, Kind::context);
  if (!context) return evaluation.null_because(wrong_kind);
  const Context& from = context->context();
  Listing entries(evaluation, from.size);
  for (const Entry& entry : std::span(from.entries, from.size)) {
    Entries pair(evaluation, 2);
    pair.put("key", Value::text(entry.key));
    pair.put("value", entry.value);
    entries.add(pair.value());
  }
  return entries.value();
}

/// From [{key: "a", value: 1}, ...]; each key once.
Value context_of(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  Entries entries(evaluation, items->size());
  for (const Value& item : *items) {
    if (item.kind() != Kind::context) return evaluation.null_because(wrong_kind);
    const Value* key = item.context().find("key");
    const Value* value = item.context().find("value");
    if (!key || !value || key->kind() != Kind::text)
      return evaluation.null_because("an entry needs a key and a value");
    if (entries.has(key->text())) return evaluation.null_because("a key is there twice");
    entries.put(key->text(), *value);
  }
  return entries.value();
}

Value with_entry(Evaluation& evaluation, const Context& context, std::string_view key,
                 const Value& value) {
  Entries entries(evaluation, context.size + 1);
  entries.put(context);
  entries.put(key, value);
  return entries.value();
}

/// The context with the value at the end of a path; null where the path leads nowhere.
Value with_path(Evaluation& evaluation, const Value& context, Items keys, const Value& value,
                int depth) {
  if (depth > deepest) throw LimitReached{"it goes too deep"};
  if (context.kind() != Kind::context || keys.empty() || keys.front().kind() != Kind::text)
    return evaluation.null_because("there is no such path in the context");
  const std::string_view key = keys.front().text();
  if (keys.size() == 1) return with_entry(evaluation, context.context(), key, value);
  const Value* inner = context.context().find(key);
  if (!inner) return evaluation.null_because("there is no such path in the context");
  const Value changed = with_path(evaluation, *inner, keys.subspan(1), value, depth + 1);
  return changed.is_null() ? changed : with_entry(evaluation, context.context(), key, changed);
}

Value put_path(Evaluation& evaluation, Arguments arguments) {
  const auto context = of_kind(arguments, 0, Kind::context);
  const auto keys = list_at(arguments, 1);
  if (!context || !keys) return evaluation.null_because(wrong_kind);
  return with_path(evaluation, *context, *keys, arguments[2], 0);
}

Value put_key(Evaluation& evaluation, Arguments arguments) {
  return arguments[1].kind() == Kind::text ? put_path(evaluation, arguments)
                                           : evaluation.null_because(wrong_kind);
}

Value merge(Evaluation& evaluation, Arguments arguments) {
  const auto items = list_at(arguments, 0);
  if (!items) return evaluation.null_because(wrong_kind);
  std::size_t most = 0;
  for (const Value& item : *items) {
    if (item.kind() != Kind::context) return evaluation.null_because(wrong_kind);
    most += item.context().size;
  }
  Entries merged(evaluation, most);
  for (const Value& item : *items) merged.put(item.context());
  return merged.value();
}
}  // namespace

std::vector<Builtin> context_builtins() {
  return {
      {"get value", {{{"m", "key"}, 2, get_value}}},
      {"get entries", {{{"m"}, 1, get_entries}}},
      {"context", {{{"entries"}, 1, context_of}}},
      {"context put",
       {{{"context", "keys", "value"}, 3, put_path},
        {{"context", "key", "value"}, 3, put_key, false, true}}},
      {"context merge", {{{"contexts"}, 1, merge}}},
  };
}

}  // namespace haven::feel
