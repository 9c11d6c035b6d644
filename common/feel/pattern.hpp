#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Regular expressions of XPath (XML Schema's, with anchors, reluctant quantifiers and
/// backreferences), as matches(), replace() and split() take them.
namespace haven::feel {

/// A translated pattern: what RE2 and ICU both read, with all classes as ranges of code points.
struct PatternText {
  std::string text;
  std::size_t groups = 0;
  bool has_backreferences = false;
};

struct PatternFlags {
  bool dot_matches_all = false;  // s
  bool multiline = false;        // m
  bool ignore_case = false;      // i
  bool ignore_spaces = false;    // x
  bool literal = false;          // q
};
std::optional<PatternFlags> pattern_flags_from(std::string_view text);
/// Nothing when it is no regular expression of XPath.
std::optional<PatternText> translate_pattern(std::string_view pattern, const PatternFlags& flags);

/// Immutable and safe to share. Matching takes time that is linear in the text, except with
/// backreferences: then it is bounded, and throws LimitReached beyond.
class Pattern {
 public:
  /// Nothing when the pattern or the flags are wrong. Recent patterns are kept for each thread.
  static std::shared_ptr<const Pattern> of(std::string_view pattern, std::string_view flags);
  explicit Pattern(const PatternText& text, bool literal);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// The first match at or after `from`. Group 0 is the match; a group that took no part is empty.
  bool search(std::string_view text, std::size_t from, std::span<std::string_view> groups) const;
  [[nodiscard]] std::size_t groups() const { return groups_; }
  [[nodiscard]] bool is_valid() const;
  /// How many steps of an evaluation it stands for: the same whether it was kept or made anew.
  [[nodiscard]] std::size_t cost() const { return cost_; }
  /// Flag q: the replacement has no special characters either.
  [[nodiscard]] bool is_literal() const { return literal_; }

 private:
  struct Engines;
  std::unique_ptr<Engines> engines_;
  std::size_t groups_;
  std::size_t cost_;
  bool literal_;
};

}  // namespace haven::feel
