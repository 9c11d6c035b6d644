#include <algorithm>
#include <vector>

#include "common/feel/character_set.hpp"
#include "common/feel/pattern.hpp"

/// Translates regular expressions of XPath, code point by code point.
namespace haven::feel {
namespace {
constexpr int deepest = 100;
constexpr char32_t no_more = 0xFFFF'FFFF;

std::u32string code_points(std::string_view text) {
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::u32string points;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1))
    points.push_back(static_cast<char32_t>(units.char32At(at)));
  return points;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r';
}

/// Flag x: spaces count inside of classes only.
std::u32string without_spaces(const std::u32string& pattern) {
  std::u32string kept;
  int depth = 0;
  bool escaped = false;
  for (const char32_t c : pattern) {
    if (depth == 0 && is_space(c)) continue;
    kept.push_back(c);
    if (!escaped && c == U'[') ++depth;
    if (!escaped && c == U']' && depth > 0) --depth;
    escaped = !escaped && c == U'\\';
  }
  return kept;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

bool contains(std::u32string_view set, char32_t c) {
  return set.find(c) != set.npos;
}

/// A character that an escape stands for: \n, \\, \[ and so on.
std::optional<char32_t> escaped_character(char32_t c) {
  if (c == U'n') return U'\n';
  if (c == U'r') return U'\r';
  if (c == U't') return U'\t';
  if (contains(U"\\|.?*+(){}-[]^$", c)) return c;
  return std::nullopt;
}

class Translation {
 public:
  Translation(std::u32string pattern, const PatternFlags& flags)
      : pattern_(std::move(pattern)), flags_(flags) {}

  std::optional<PatternText> translate() {
    expression(0);
    if (peek() != no_more) refuse();  // a bracket that nothing opened
    if (refused_) return std::nullopt;
    return PatternText{std::move(text_), groups_, has_backreferences_};
  }

 private:
  /// It is no regular expression of XPath: as if the pattern ended here.
  void refuse() {
    refused_ = true;
    at_ = pattern_.size();
  }
  [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : no_more;
  }
  char32_t next() {
    if (peek() == no_more) {
      refuse();
      return no_more;
    }
    return pattern_[at_++];
  }
  bool take(char32_t expected) {
    if (peek() != expected) return false;
    ++at_;
    return true;
  }
  void expect(char32_t expected) {
    if (!take(expected)) refuse();
  }

  void expression(int depth) {
    if (depth > deepest) refuse();
    while (peek() != no_more && peek() != U')') {
      if (take(U'|')) {
        text_ += '|';
      } else {
        atom(depth);
        quantifier();
      }
    }
  }

  void atom(int depth) {
    const char32_t c = next();
    switch (c) {
      case U'(':
        return group(depth);
      case U'[':
        return add(character_class(depth));
      case U'\\':
        return escape();
      case U'.':
        return any_character();
      case U'^':
        text_ += flags_.multiline ? "(?m:^)" : "(?:\\A)";
        return;
      case U'$':
        text_ += flags_.multiline ? "(?m:$)" : "(?:\\z)";
        return;
      default:
        break;
    }
    if (contains(U"?*+{}]", c)) return refuse();
    character(c);
  }

  void group(int depth) {
    const bool capturing = !take(U'?');
    if (!capturing) expect(U':');
    const std::size_t number = capturing ? ++groups_ : 0;
    text_ += capturing ? "(" : "(?:";
    expression(depth + 1);
    expect(U')');
    text_ += ')';
    if (capturing) closed_.push_back(number);
  }

  void any_character() {
    icu::UnicodeSet line_ends;
    if (!flags_.dot_matches_all) line_ends.add(U'\n').add(U'\r');
    add(line_ends.complement());
  }

  void character(char32_t c) {
    icu::UnicodeSet set;
    add(with_case(set.add(static_cast<UChar32>(c))));
  }

  void escape() {
    const char32_t c = next();
    if (is_digit(c)) return backreference(c);
    if (const auto literal = escaped_character(c)) return character(*literal);
    add(category(c));
  }

  icu::UnicodeSet category(char32_t letter) {
    if (letter != U'p' && letter != U'P') {
      const auto set = set_of_escape(letter);
      if (!set) refuse();
      return set.value_or(icu::UnicodeSet{});
    }
    expect(U'{');
    std::string name;
    for (char32_t c = next(); c != U'}' && !refused_; c = next()) {
      if (c > U'~') refuse();
      if (!flags_.ignore_spaces || !is_space(c)) name += static_cast<char>(c);
    }
    auto set = set_of_property(name);
    if (!set) {
      refuse();
      return {};
    }
    return letter == U'P' ? set->complement() : *set;
  }

  /// As many digits as make the number of a group; and that group must be complete.
  void backreference(char32_t first) {
    std::size_t number = first - U'0';
    while (is_digit(peek()) && number * 10 + (peek() - U'0') <= groups_)
      number = number * 10 + (next() - U'0');
    if (std::find(closed_.begin(), closed_.end(), number) == closed_.end()) return refuse();
    has_backreferences_ = true;
    text_ += flags_.ignore_case ? "(?i:\\" : "(?:\\";
    text_ += std::to_string(number) + ")";
  }

  icu::UnicodeSet with_case(icu::UnicodeSet& set) const {
    if (flags_.ignore_case) close_over_case(set);
    return set;
  }

  /// After the opening bracket.
  icu::UnicodeSet character_class(int depth) {
    if (depth > deepest) refuse();
    const bool negated = take(U'^');
    icu::UnicodeSet set;
    bool empty = true;
    while (!take(U']') && !refused_) {
      if (!empty && peek() == U'-' && peek(1) == U'[') return subtraction(set, negated, depth);
      class_item(set);
      empty = false;
    }
    if (empty) refuse();
    return negated ? set.complement() : set;
  }

  icu::UnicodeSet subtraction(icu::UnicodeSet& set, bool negated, int depth) {
    at_ += 2;
    const icu::UnicodeSet other = character_class(depth + 1);
    expect(U']');
    if (negated) set.complement();
    return set.removeAll(other);
  }

  /// One character, range or category.
  void class_item(icu::UnicodeSet& set) {
    if (peek() == U'\\' && !escaped_character(peek(1))) {
      ++at_;
      set.addAll(category(next()));
      return;
    }
    const char32_t first = class_character();
    char32_t last = first;
    if (peek() == U'-' && peek(1) != U']' && peek(1) != U'[') {
      ++at_;
      last = class_character();
    }
    if (last < first) refuse();
    if (refused_) return;
    icu::UnicodeSet range(static_cast<UChar32>(first), static_cast<UChar32>(last));
    set.addAll(with_case(range));
  }

  char32_t class_character() {
    const char32_t c = next();
    if (c == U'[' || c == U']') refuse();
    if (c != U'\\') return c;
    const auto literal = escaped_character(next());
    if (!literal) refuse();
    return literal.value_or(U' ');
  }

  void add(const icu::UnicodeSet& set) { text_ += class_of(set); }

  std::string digits() {
    std::string text;
    while (is_digit(peek())) text += static_cast<char>(next());
    return text;
  }

  /// {n}, {n,} or {n,m}, after the opening bracket.
  void counts() {
    const std::string least = digits();
    if (least.empty()) return refuse();
    text_ += "{" + least;
    if (take(U',')) text_ += "," + digits();
    expect(U'}');
    text_ += '}';
  }

  void quantifier() {
    const char32_t c = peek();
    if (c == no_more || !contains(U"?*+{", c)) return;
    ++at_;
    if (c == U'{') {
      counts();
    } else {
      text_ += static_cast<char>(c);
    }
    if (take(U'?')) text_ += '?';
    if (peek() != no_more && contains(U"?*+{", peek())) refuse();
  }

  std::u32string pattern_;
  PatternFlags flags_;
  std::size_t at_ = 0;
  std::string text_;
  std::size_t groups_ = 0;
  std::vector<std::size_t> closed_;
  bool has_backreferences_ = false;
  bool refused_ = false;
};

PatternText literal_text(const std::u32string& pattern, const PatternFlags& flags) {
  PatternText translated;
  for (const char32_t c : pattern) {
    icu::UnicodeSet set;
    set.add(static_cast<UChar32>(c));
    if (flags.ignore_case) close_over_case(set);
    translated.text += class_of(set);
  }
  return translated;
}
}  // namespace

std::optional<PatternFlags> pattern_flags_from(std::string_view text) {
  PatternFlags flags;
  for (const char c : text) {
    switch (c) {
      case 's':
        flags.dot_matches_all = true;
        break;
      case 'm':
        flags.multiline = true;
        break;
      case 'i':
        flags.ignore_case = true;
        break;
      case 'x':
        flags.ignore_spaces = true;
        break;
      case 'q':
        flags.literal = true;
        break;
      default:
        return std::nullopt;
    }
  }
  return flags;
}

std::optional<PatternText> translate_pattern(std::string_view pattern, const PatternFlags& flags) {
  std::u32string points = code_points(pattern);
  if (flags.literal) return literal_text(points, flags);
  if (flags.ignore_spaces) points = without_spaces(points);
  return Translation(std::move(points), flags).translate();
}

}  // namespace haven::feel
