#include "common/feel/pattern.hpp"

#include <re2/re2.h>
#include <unicode/regex.h>

#include <algorithm>
#include <unordered_map>

#include "common/feel/value.hpp"

namespace haven::feel {
namespace {
constexpr std::size_t patterns_kept = 32;
constexpr std::int64_t pattern_memory = std::int64_t{1} << 20;
constexpr std::int32_t backtracking_limit = 500;  // ICU's units, each of 10 000 steps
constexpr std::size_t longest_pattern = 16 * 1024;

std::unique_ptr<RE2> linear_engine(const std::string& text) {
  RE2::Options options(RE2::Quiet);
  options.set_max_mem(pattern_memory);
  return std::make_unique<RE2>(text, options);
}

/// Only for backreferences, which no linear time knows.
std::unique_ptr<icu::RegexPattern> backtracking_engine(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  std::unique_ptr<icu::RegexPattern> compiled(icu::RegexPattern::compile(
      icu::UnicodeString::fromUTF8(text), UREGEX_UNIX_LINES, where, status));
  return U_SUCCESS(status) ? std::move(compiled) : nullptr;
}

void check(UErrorCode status) {
  if (U_FAILURE(status)) throw LimitReached{"a regular expression takes too many steps"};
}

bool search_backtracking(const icu::RegexPattern& pattern, std::string_view text, std::size_t from,
                         std::span<std::string_view> groups) {
  UErrorCode status = U_ZERO_ERROR;
  icu::LocalUTextPointer input(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern.matcher(status));
  check(status);
  matcher->reset(input.getAlias());
  matcher->setTimeLimit(backtracking_limit, status);
  const bool found = matcher->find(static_cast<std::int64_t>(from), status);
  check(status);
  if (!found) return false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto group = static_cast<std::int32_t>(i);
    const auto begin = matcher->start64(group, status), end = matcher->end64(group, status);
    groups[i] = begin < 0 ? std::string_view{}
                          : text.substr(static_cast<std::size_t>(begin),
                                        static_cast<std::size_t>(end - begin));
  }
  return true;
}

/// Keys hold the flags first: they have no '/'.
std::string cache_key(std::string_view pattern, std::string_view flags) {
  std::string key(flags);
  key += '/';
  key += pattern;
  return key;
}

std::shared_ptr<const Pattern> made(std::string_view pattern, std::string_view flag_text) {
  const auto flags = pattern_flags_from(flag_text);
  if (!flags || pattern.size() > longest_pattern) return nullptr;
  const auto text = translate_pattern(pattern, *flags);
  if (!text) return nullptr;
  auto compiled = std::make_shared<const Pattern>(*text, flags->literal);
  return compiled->is_valid() ? compiled : nullptr;
}
}  // namespace

struct Pattern::Engines {
  std::unique_ptr<RE2> linear;
  std::unique_ptr<icu::RegexPattern> backtracking;
};

Pattern::Pattern(const PatternText& text, bool literal)
    : engines_(std::make_unique<Engines>()),
      groups_(text.groups),
      cost_(100 + text.text.size() / 16),
      literal_(literal) {
  if (text.has_backreferences) {
    engines_->backtracking = backtracking_engine(text.text);
  } else {
    engines_->linear = linear_engine(text.text);
    cost_ += static_cast<std::size_t>(std::max(engines_->linear->ProgramSize(), 0)) / 8;
  }
}

Pattern::~Pattern() = default;

bool Pattern::is_valid() const {
  return engines_->linear ? engines_->linear->ok() : engines_->backtracking != nullptr;
}

std::shared_ptr<const Pattern> Pattern::of(std::string_view pattern, std::string_view flags) {
  thread_local std::unordered_map<std::string, std::shared_ptr<const Pattern>> recent;
  std::string key = cache_key(pattern, flags);
  if (const auto found = recent.find(key); found != recent.end()) return found->second;
  if (recent.size() >= patterns_kept) recent.clear();
  return recent.emplace(std::move(key), made(pattern, flags)).first->second;
}

bool Pattern::search(std::string_view text, std::size_t from,
                     std::span<std::string_view> groups) const {
  if (engines_->backtracking)
    return search_backtracking(*engines_->backtracking, text, from, groups);
  std::vector<re2::StringPiece> found(groups.size());
  if (!engines_->linear->Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                               RE2::UNANCHORED, found.data(), static_cast<int>(found.size())))
    return false;
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i] = std::string_view(found[i].data(), found[i].size());
  return true;
}

}  // namespace haven::feel
