#include <algorithm>

#include "common/scheme/loading.hpp"
#include "common/scheme/words.hpp"

namespace haven::scheme {
namespace {

/// The slot of the currency of an amount; nothing for a name that is no amount of money, and for
/// bills, which have their own rules.
std::optional<std::size_t> currency_of(const std::string& name, const feel::Names& names) {
  if (name == "registration.sum") return names.slot_of("registration.currency");
  constexpr std::string_view ending = ".amount";
  if (!name.ends_with(ending) || name.starts_with("cost.")) return {};
  return names.slot_of(name.substr(0, name.size() - ending.size()) + ".currency");
}

/// The facts that an expression reads, those of its decisions included.
std::vector<std::size_t> facts_of(const feel::Expression& expression, const Loading& loading) {
  std::vector<std::size_t> facts;
  for (const std::size_t slot : expression.slots()) {
    facts.push_back(slot);
    const auto decision = loading.tables->decision_at(slot);
    if (!decision) continue;
    const auto more = loading.tables->facts_of(*decision);
    facts.insert(facts.end(), more.begin(), more.end());
  }
  return facts;
}

Formula formula_from(feel::Expression expression, Loading& loading) {
  Formula formula{std::move(expression), {}};
  for (const std::size_t slot : facts_of(formula.expression, loading)) {
    loading.used.insert(slot);
    if (const auto currency = currency_of(loading.names->variables()[slot], *loading.names)) {
      formula.currencies.push_back(*currency);
    }
  }
  return formula;
}

}  // namespace

Formula formula_of(const std::string& text, Loading& loading) {
  return formula_from(feel::Expression::compile(text, *loading.names).value(), loading);
}

std::optional<Formula> formula_at(Fields& fields, const std::string& key, Loading& loading) {
  if (!fields.has(key)) return {};
  if (fields.value(key).IsNull()) return formula_of("null", loading);
  const std::string text = fields.text(key);
  if (text.empty()) return formula_of("null", loading);
  auto compiled = feel::Expression::compile(text, *loading.names);
  if (!compiled) {
    fields.problem(key, compiled.error().detail);
    return formula_of("null", loading);
  }
  for (auto& sentence : strange_words(text, loading)) fields.problem(key, std::move(sentence));
  return formula_from(std::move(*compiled), loading);
}

Formula needed_formula(Fields& fields, const std::string& key, Loading& loading) {
  if (auto formula = formula_at(fields, key, loading)) return std::move(*formula);
  fields.problem(key, "is needed");
  return formula_of("null", loading);
}

void check_code(Fields& fields, const std::string& key, const std::string& vocabulary,
                const std::string& code, const Loading& loading) {
  const auto known = loading.codes.find(vocabulary);
  if (known == loading.codes.end() || std::ranges::count(known->second, code) > 0) return;
  fields.problem(key, "\"" + code + "\" is not a code of " + vocabulary);
}

std::string reason_from(Fields& fields, const std::string& key, Loading& loading) {
  const std::string reason = fields.text(key);
  if (!loading.reasons.contains(reason)) {
    fields.problem(key, "\"" + reason + "\" has no text in reasons.yaml");
  }
  return reason;
}

std::string cited(const std::string& id, Loading& loading) {
  const auto source = loading.sources.find(id);
  if (source == loading.sources.end() && !loading.readings.contains(id)) return "";
  loading.cited.insert(id);
  return source == loading.sources.end() ? "reading " + id : source->second;
}

namespace {
const std::string before_readings = "; readings ";
}  // namespace

std::string basis_of(Fields& fields, Loading& loading) {
  if (!fields.has("source"))
    fields.problem("source", "is needed: every rule says what it rests on");
  std::string basis;
  for (const auto& id : fields.texts("source")) {
    const auto found = loading.sources.find(id);
    if (found == loading.sources.end()) fields.problem("source", "is listed in sources.yaml");
    if (found != loading.sources.end()) basis += (basis.empty() ? "" : "; ") + found->second;
    loading.cited.insert(id);
  }
  std::string numbers;
  for (const auto& number : fields.texts("readings")) {
    if (!loading.readings.contains(number))
      fields.problem("readings", "are listed in readings.yaml");
    numbers += (numbers.empty() ? "" : ", ") + number;
    loading.cited.insert(number);
  }
  if (!numbers.empty()) basis += before_readings + numbers;
  return basis;
}

Basis basis_from(const std::string& source) {
  const auto cut = source.rfind(before_readings);
  if (cut == std::string::npos) return {source, {}};
  Basis basis{source.substr(0, cut), {}};
  for (std::size_t at = cut + before_readings.size(); at < source.size();) {
    const std::size_t end = std::min(source.find(", ", at), source.size());
    basis.readings.push_back(source.substr(at, end - at));
    at = end + 2;
  }
  return basis;
}

}  // namespace haven::scheme
