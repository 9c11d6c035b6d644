#include <algorithm>

#include "common/feel/temporal.hpp"
#include "common/feel/value.hpp"

/// Values as FEEL's string() writes them.
namespace haven::feel {
namespace {
constexpr int deepest = 1000;
constexpr std::size_t longest = std::size_t{16} << 20;

bool is_plain_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == ' ' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_plain_key(std::string_view key) {
  return !key.empty() && key.front() != ' ' && key.back() != ' ' &&
         !(key.front() >= '0' && key.front() <= '9') &&
         std::all_of(key.begin(), key.end(), is_plain_key_character);
}

class Writer {
 public:
  void write(const Value& value, int depth) {
    if (depth > deepest) throw LimitReached{"it is nested too deep"};
    switch (value.kind()) {
      case Kind::text:
        return quoted(value.text());
      case Kind::list:
        return list(value.items(), depth + 1);
      case Kind::context:
        return context(value.context(), depth + 1);
      case Kind::range:
        return range(value.range(), depth + 1);
      default:
        return add(plain(value));
    }
  }
  std::string take() { return std::move(text_); }

 private:
  static std::string plain(const Value& value) {
    switch (value.kind()) {
      case Kind::null:
        return "null";
      case Kind::boolean:
        return value.boolean() ? "true" : "false";
      case Kind::number:
        return value.number().text();
      case Kind::date:
        return text_of(value.date());
      case Kind::time:
        return text_of(value.time());
      case Kind::date_time:
        return text_of(value.date_time());
      case Kind::days_duration:
        return days_text(value.seconds(), value.nanos());
      case Kind::months_duration:
        return months_text(value.months());
      default:
        return "function";
    }
  }

  void add(std::string_view piece) {
    if (text_.size() + piece.size() > longest) throw LimitReached{"its text is too long"};
    text_ += piece;
  }

  void quoted(std::string_view text) {
    add("\"");
    for (const char c : text) {
      if (c == '"' || c == '\\') add("\\");
      add({&c, 1});
    }
    add("\"");
  }

  void list(std::span<const Value> items, int depth) {
    add("[");
    for (const Value& item : items) {
      if (&item != items.data()) add(", ");
      write(item, depth);
    }
    add("]");
  }

  void context(const Context& context, int depth) {
    add("{");
    for (const Entry& entry : std::span(context.entries, context.size)) {
      if (&entry != context.entries) add(", ");
      if (is_plain_key(entry.key)) {
        add(entry.key);
      } else {
        quoted(entry.key);
      }
      add(": ");
      write(entry.value, depth);
    }
    add("}");
  }

  void range(const Range& range, int depth) {
    if (range.form != Range::Form::interval) return comparison(range, depth);
    add(range.low_closed ? "[" : "(");
    write(range.low, depth);
    add("..");
    write(range.high, depth);
    add(range.high_closed ? "]" : ")");
  }

  void comparison(const Range& range, int depth) {
    if (range.form == Range::Form::other_than) {
      add("!=");
    } else if (!range.low.is_null() && !range.high.is_null()) {
      add("=");
    } else if (range.low.is_null()) {
      add(range.high_closed ? "<=" : "<");
    } else {
      add(range.low_closed ? ">=" : ">");
    }
    write(range.low.is_null() ? range.high : range.low, depth);
  }

  std::string text_;
};
}  // namespace

std::string text_of(const Value& value) {
  if (value.kind() == Kind::text) return std::string(value.text());
  Writer writer;
  writer.write(value, 0);
  return writer.take();
}

}  // namespace haven::feel
