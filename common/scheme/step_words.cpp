#include <algorithm>
#include <array>
#include <cctype>

#include "common/scheme/phrases.hpp"

// A trace names rules and facts by their codes, because it is kept and compared byte by byte. Here
// it is read out.
namespace haven::scheme {
namespace {

/// The rules that are the program's own; a pack's rules are named so that their names read alone.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> own_rules = {{
    {"worker_is_registered", "The worker is registered with this payer"},
    {"cover_includes_incident", "The cover includes the day of the incident"},
    {"version_is_in_force", "A version of the rule is in force"},
    {"rule_is_on_file", "A rule for that day is on file"},
    {"a_relative_may_receive_it", "A relative may receive it"},
    {"payees_are_named", "The payees"},
    {"earlier_payments_are_deducted", "Earlier payments are deducted"},
    {"amount_follows_from_the_rule", "The amount follows from the rule"},
    {"assessed_amount_is_in_the_band", "The assessed amount lies in the band"},
    {"amount_for_each_person", "The amount is counted for each person"},
    {"rest_is_owed", "What is left is owed"},
    {"actual_cost_is_met", "The actual cost is met"},
    {"currency_is_stated", "The currency is stated"},
    {"every_bill_counts", "Every bill counts"},
}};

std::string rule_words(const std::string& rule) {
  const auto* own = std::ranges::find(own_rules, rule, [](const auto& each) { return each.first; });
  return own != own_rules.end() ? std::string{own->second} : sentence_case(words_of(rule));
}

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

void remove_word(std::string& text, std::string_view word) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) {
    if (at == 0 || !is_letter(text[at - 1])) {
      text.erase(at, word.size());
    } else {
      at += word.size();
    }
  }
}

/// "incident date" for incident.date, but "16.5" and what stands in brackets stay: a source's
/// address is none of our codes.
std::string without_codes(const std::string& text) {
  std::string plain;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : 0;
    depth -= text[i] == ')' && depth > 0 ? 1 : 0;
    const bool joins_letters = i > 0 && i + 1 < text.size() && is_letter(text[i + 1]) &&
                               (is_letter(text[i - 1]) || is_digit(text[i - 1]));
    const bool is_code = text[i] == '_' || (text[i] == '.' && joins_letters);
    plain += depth == 0 && is_code ? ' ' : text[i];
  }
  for (const std::string_view prefix : {"facts ", "parameters "}) remove_word(plain, prefix);
  return plain;
}

/// Whether an amount such as "1000000.00 IDR" goes on here with its decimals and currency.
bool is_rest_of_amount(std::string_view rest) {
  return rest.size() >= 7 && rest[0] == '.' && is_digit(rest[1]) && is_digit(rest[2]) &&
         rest[3] == ' ' &&
         std::ranges::all_of(rest.substr(4, 3), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string with_thousands(const std::string& text) {
  std::string grouped;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == i) {
      grouped += text[i++];
      continue;
    }
    std::string digits = text.substr(i, end - i);
    if (is_rest_of_amount(std::string_view{text}.substr(end))) {
      for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    }
    grouped += digits;
    i = end;
  }
  return grouped;
}

/// "10000: 10000.00 USD" says the same twice.
std::string without_repetition(const std::string& result) {
  const std::size_t colon = result.find(": ");
  const bool repeats = colon != std::string::npos &&
                       std::all_of(result.begin(), result.begin() + static_cast<long>(colon),
                                   [](char c) { return is_digit(c) || c == '.'; });
  return repeats ? result.substr(colon + 2) : result;
}

}  // namespace

std::string step_words(const Step& step, const Line& line) {
  const bool decided = line.outcome != Outcome::pay && step.rule == line.rule;
  const std::string result = with_thousands(without_codes(without_repetition(step.result)));
  if (!decided) return rule_words(step.rule) + ": " + result + ".";
  const char* said = line.outcome == Outcome::refuse ? "This is not so: " : "This is left open: ";
  std::string rule = rule_words(step.rule);
  rule[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(rule[0])));
  return said + rule + "; " + result + ".";
}

}  // namespace haven::scheme
