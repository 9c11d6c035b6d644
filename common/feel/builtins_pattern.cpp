#include <algorithm>

#include "common/feel/arguments.hpp"
#include "common/feel/pattern.hpp"

/// Functions that take a regular expression.
namespace haven::feel {
namespace {
constexpr const char* no_pattern = "it is no regular expression, or has flags that there are not";
constexpr const char* matches_nothing = "the regular expression matches the empty text";

/// The flags, "" when they are left out; nothing when they are no text.
std::optional<std::string_view> flags_at(Evaluation& evaluation, Arguments arguments,
                                         std::size_t at) {
  if (at >= arguments.size() || arguments[at].is_null()) return std::string_view{};
  return text_at(evaluation, arguments, at);
}

std::shared_ptr<const Pattern> pattern_of(Evaluation& evaluation, std::string_view text,
                                          std::string_view flags) {
  auto pattern = Pattern::of(text, flags);
  if (pattern) charge(evaluation, pattern->cost());
  return pattern;
}

Value matches(Evaluation& evaluation, Arguments arguments) {
  const auto input = text_at(evaluation, arguments, 0), text = text_at(evaluation, arguments, 1);
  const auto flags = flags_at(evaluation, arguments, 2);
  if (!input || !text || !flags) return evaluation.null_because(wrong_kind);
  const auto pattern = pattern_of(evaluation, *text, *flags);
  if (!pattern) return evaluation.null_because(no_pattern);
  return Value::of(pattern->search(*input, 0, {}));
}

/// Text that grows as std::string, but counts as memory of the evaluation.
class Output {
 public:
  explicit Output(Evaluation& evaluation) : evaluation_(evaluation) {}
  void add(std::string_view piece) {
    if (size_ + piece.size() > room_) grow(size_ + piece.size());
    piece.copy(bytes_ + size_, piece.size());
    size_ += piece.size();
  }
  [[nodiscard]] std::string_view text() const { return {bytes_, size_}; }

 private:
  void grow(std::size_t least) {
    room_ = std::max(least, room_ * 2);
    char* bytes = evaluation_.arena.array<char>(room_);
    text().copy(bytes, size_);
    bytes_ = bytes;
  }

  Evaluation& evaluation_;
  char* bytes_ = nullptr;
  std::size_t size_ = 0, room_ = 0;
};

/// A replacement taken apart: `text`, then the group of that number (−1: none).
struct Piece {
  std::string text;
  int group = -1;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// As many digits as name a group; a number that names none is one digit and stands for nothing.
int group_number(std::string_view text, std::size_t& at, std::size_t groups) {
  std::size_t number = static_cast<std::size_t>(text[at++] - '0');
  while (at < text.size() && is_digit(text[at]) &&
         number * 10 + static_cast<std::size_t>(text[at] - '0') <= groups)
    number = number * 10 + static_cast<std::size_t>(text[at++] - '0');
  return number <= groups ? static_cast<int>(number) : -1;
}

/// Nothing when a `$` is without a number or a `\` before another character.
std::optional<std::vector<Piece>> pieces_of(std::string_view replacement, const Pattern& pattern) {
  std::vector<Piece> pieces(1);
  if (pattern.is_literal()) {
    pieces.back().text = replacement;
    return pieces;
  }
  for (std::size_t at = 0; at < replacement.size();) {
    const char c = replacement[at++];
    if (c == '$') {
      if (at == replacement.size() || !is_digit(replacement[at])) return std::nullopt;
      pieces.back().group = group_number(replacement, at, pattern.groups());
      pieces.emplace_back();
    } else if (c == '\\') {
      if (at == replacement.size() || (replacement[at] != '\\' && replacement[at] != '$'))
        return std::nullopt;
      pieces.back().text += replacement[at++];
    } else {
      pieces.back().text += c;
    }
  }
  return pieces;
}

void add_replacement(Output& output, std::span<const Piece> pieces,
                     std::span<const std::string_view> groups) {
  for (const Piece& piece : pieces) {
    output.add(piece.text);
    if (piece.group >= 0) output.add(groups[static_cast<std::size_t>(piece.group)]);
  }
}

std::size_t offset_in(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

bool matches_empty_text(const Pattern& pattern) {
  return pattern.search("", 0, {});
}

/// A match in the middle of a text may still be empty (an anchor): it is no place to replace.
bool next_match(Evaluation& evaluation, const Pattern& pattern, std::string_view text,
                std::size_t from, std::span<std::string_view> groups) {
  while (from <= text.size()) {
    evaluation.step();
    if (!pattern.search(text, from, groups)) return false;
    if (!groups[0].empty()) return true;
    from = offset_in(text, groups[0]) + 1;
  }
  return false;
}

Value replace(Evaluation& evaluation, Arguments arguments) {
  const auto input = text_at(evaluation, arguments, 0), text = text_at(evaluation, arguments, 1),
             replacement = text_at(evaluation, arguments, 2);
  const auto flags = flags_at(evaluation, arguments, 3);
  if (!input || !text || !replacement || !flags) return evaluation.null_because(wrong_kind);
  const auto pattern = pattern_of(evaluation, *text, *flags);
  if (!pattern) return evaluation.null_because(no_pattern);
  if (matches_empty_text(*pattern)) return evaluation.null_because(matches_nothing);
  const auto pieces = pieces_of(*replacement, *pattern);
  if (!pieces) return evaluation.null_because("the replacement has a $ or \\ that means nothing");
  Output output(evaluation);
  std::vector<std::string_view> groups(pattern->groups() + 1);
  std::size_t from = 0;
  while (next_match(evaluation, *pattern, *input, from, groups)) {
    output.add(input->substr(from, offset_in(*input, groups[0]) - from));
    add_replacement(output, *pieces, groups);
    from = offset_in(*input, groups[0]) + groups[0].size();
  }
  output.add(input->substr(from));
  return Value::text(output.text());
}

Value split(Evaluation& evaluation, Arguments arguments) {
  const auto input = text_at(evaluation, arguments, 0), text = text_at(evaluation, arguments, 1);
  if (!input || !text) return evaluation.null_because(wrong_kind);
  const auto pattern = pattern_of(evaluation, *text, "");
  if (!pattern) return evaluation.null_because(no_pattern);
  if (matches_empty_text(*pattern)) return evaluation.null_because(matches_nothing);
  std::vector<Value> parts;
  std::string_view match[1];
  std::size_t from = 0;
  while (next_match(evaluation, *pattern, *input, from, match)) {
    const std::size_t begin = offset_in(*input, match[0]);
    parts.push_back(Value::text(input->substr(from, begin - from)));
    from = begin + match[0].size();
  }
  parts.push_back(Value::text(input->substr(from)));
  Listing list(evaluation, parts.size());
  list.add(parts);
  return list.value();
}
}  // namespace

std::vector<Builtin> pattern_builtins() {
  return {
      {"matches", {{{"input", "pattern", "flags"}, 2, matches}}},
      {"replace", {{{"input", "pattern", "replacement", "flags"}, 3, replace}}},
      {"split", {{{"string", "delimiter"}, 2, split}}},
  };
}

}  // namespace haven::feel
