#include "common/config/reader.hpp"

#include <unistd.h>

#include <charconv>

extern char** environ;

namespace haven::config {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::int64_t> number_from(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

// "+08:00" -> 480 minutes.
std::optional<std::chrono::minutes> offset_from(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return {};
  const auto hours = number_from(text.substr(1, 2)), minutes = number_from(text.substr(4, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return {};
  const std::chrono::minutes distance{*hours * 60 + *minutes};
  return text[0] == '-' ? -distance : distance;
}

}  // namespace

Reader::Reader(std::map<std::string, std::string> environment)
    : environment_(std::move(environment)) {}

Reader Reader::from_process() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text{*entry};
    if (!text.starts_with("HAVEN_")) continue;
    const auto equals = text.find('=');
    found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return Reader{std::move(found)};
}

std::optional<std::string> Reader::take(const std::string& name) {
  const auto found = environment_.find(name);
  if (found == environment_.end()) return {};
  std::string value = std::move(found->second);
  environment_.erase(found);
  return value;
}

std::string Reader::text(const std::string& name, std::string_view fallback) {
  return effective_[name] = take(name).value_or(std::string{fallback});
}

std::string Reader::secret(const std::string& name, std::string_view fallback) {
  effective_[name] = "(secret)";
  return take(name).value_or(std::string{fallback});
}

std::int64_t Reader::number(const std::string& name, std::int64_t fallback, std::int64_t least,
                            std::int64_t most) {
  const auto given = take(name);
  const auto value = given ? number_from(*given) : fallback;
  if (!value || *value < least || *value > most) {
    problems_.push_back(name + " must be a whole number from " + std::to_string(least) + " to " +
                        std::to_string(most));
    return fallback;
  }
  effective_[name] = std::to_string(*value);
  return *value;
}

bool Reader::flag(const std::string& name, bool fallback) {
  const std::string value = take(name).value_or(fallback ? "yes" : "no");
  if (value != "yes" && value != "no") problems_.push_back(name + " must be yes or no");
  effective_[name] = value;
  return value == "yes";
}

std::vector<Fund> Reader::funds(const std::string& name, std::string_view fallback) {
  const std::string value = take(name).value_or(std::string{fallback});
  effective_[name] = value;
  std::vector<Fund> funds;
  for (const std::string& entry : split(value, ',')) {
    const auto first = entry.find(':');
    const auto second = entry.find(':', first + 1);
    const auto offset = second == std::string::npos
                            ? std::nullopt
                            : offset_from(std::string_view{entry}.substr(second + 1));
    if (first == 0 || !offset) {
      problems_.push_back(name + " must list funds as code:pack:+HH:MM, for example " +
                          "owwa:ph:+08:00");
      return funds;
    }
    funds.push_back({entry.substr(0, first), entry.substr(first + 1, second - first - 1), *offset});
  }
  return funds;
}

std::map<std::string, std::string> Reader::finish() {
  for (const auto& [name, value] : environment_) {
    if (name.starts_with("HAVEN_TEST_") || name.starts_with("HAVEN_BENCH_")) continue;
    problems_.push_back(name + " is not a setting of haven; see ops/env/haven.env for the list");
  }
  if (!problems_.empty()) {
    std::string all;
    for (const std::string& problem : problems_) all += (all.empty() ? "" : "\n") + problem;
    throw BadConfig{all};
  }
  return effective_;
}

}  // namespace haven::config
