#include "common/scheme/words.hpp"

#include <algorithm>
#include <cctype>

namespace haven::scheme {
namespace {

struct Token {
  enum class Kind { name, text, sign, end };
  Kind kind = Kind::end;
  std::string text;
  bool operator==(const Token&) const = default;
};

bool begins_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool continues_name(char c) {
  return begins_name(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
}

/// As much of FEEL's grammar as this check needs: names with dots, texts, everything else by sign.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t first = i;
    if (text[i] == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
      }
      const std::size_t size = std::min(i, text.size()) - first - 1;
      tokens.push_back({Token::Kind::text, std::string{text.substr(first + 1, size)}});
      ++i;
    } else if (begins_name(text[i])) {
      while (i < text.size() && continues_name(text[i])) ++i;
      tokens.push_back({Token::Kind::name, std::string{text.substr(first, i - first)}});
    } else {
      if (std::isspace(static_cast<unsigned char>(text[i])) == 0) {
        tokens.push_back({Token::Kind::sign, std::string{text[i]}});
      }
      ++i;
    }
  }
  tokens.push_back({});
  return tokens;
}

/// The vocabulary in codes.yaml whose words a name takes; nullptr when it takes any text.
const std::vector<std::string>* words_of(const std::string& name, const Loading& loading) {
  static const std::map<std::string, std::string> by_last_part = {
      {"relation", "relation"},     {"school", "school"}, {"head", "costs.head"},
      {"part", "impairments.part"}, {"scheme", "scheme"}, {"benefit", "benefit"}};
  auto found = loading.codes.find(name);
  if (found == loading.codes.end()) {
    const std::string last =
        name.substr(name.rfind('.') == std::string::npos ? 0 : name.rfind('.') + 1);
    const auto vocabulary = by_last_part.find(last);
    if (vocabulary == by_last_part.end() || name.starts_with("registration")) return nullptr;
    found = loading.codes.find(vocabulary->second);
  }
  return found == loading.codes.end() ? nullptr : &found->second;
}

class Reader {
 public:
  Reader(std::vector<Token> tokens, const Loading& loading)
      : tokens_(std::move(tokens)), loading_(loading) {}

  std::vector<std::string> read() {
    for (at_ = 0; at_ + 1 < tokens_.size(); ++at_) {
      if (tokens_[at_].kind != Token::Kind::name) continue;
      comparison();
      call();
    }
    return std::move(strange_);
  }

  std::vector<std::string> read_all_texts_of(const std::string& name) {
    for (const Token& each : tokens_) {
      if (each.kind == Token::Kind::text) check(name, each.text);
    }
    return std::move(strange_);
  }

 private:
  [[nodiscard]] const Token& next(std::size_t by) const {
    return tokens_[std::min(at_ + by, tokens_.size() - 1)];
  }
  [[nodiscard]] bool is_sign(std::size_t by, std::string_view sign) const {
    return next(by).kind == Token::Kind::sign && next(by).text == sign;
  }

  /// name = "x", name != "x", name in ("x", "y"), list contains(name, "x")
  void comparison() {
    const std::string& name = tokens_[at_].text;
    if (is_sign(1, "=") || is_sign(1, ",")) {
      if (next(2).kind == Token::Kind::text) check(name, next(2).text);
    } else if (is_sign(1, "!") && is_sign(2, "=")) {
      if (next(3).kind == Token::Kind::text) check(name, next(3).text);
    } else if (next(1) == Token{Token::Kind::name, "in"}) {
      std::size_t by = is_sign(2, "(") || is_sign(2, "[") ? 3 : 2;
      for (; next(by).kind == Token::Kind::text; by += 2) {
        check(name, next(by).text);
        if (!is_sign(by + 1, ",")) break;
      }
    }
  }

  void call() {
    const std::string& name = tokens_[at_].text;
    if (!is_sign(1, "(") || next(2).kind != Token::Kind::text) return;
    if (name == "impaired") {
      if (!loading_.states.contains(next(2).text))
        strange("\"" + next(2).text + "\" is not a state of the scheme");
      return;
    }
    if (name != "paid" && name != "decided" && name != "due") return;
    if (!is_sign(3, ",") || next(4).kind != Token::Kind::text) return;
    if (name == "paid") {
      check("scheme", next(2).text);
      check("benefit", next(4).text);
      return;
    }
    const auto known = loading_.benefits.find(next(2).text);
    if (known != loading_.benefits.end() && known->second.contains(next(4).text)) return;
    strange(name + "(\"" + next(2).text + "\", \"" + next(4).text +
            "\") names a benefit that is decided earlier");
  }

  void check(const std::string& name, const std::string& word) {
    const auto* words = words_of(name, loading_);
    if (words == nullptr || std::ranges::count(*words, word) > 0) return;
    strange("\"" + word + "\" is not a code of " + name);
  }
  void strange(std::string sentence) { strange_.push_back(std::move(sentence)); }

  std::vector<Token> tokens_;
  const Loading& loading_;
  std::size_t at_ = 0;
  std::vector<std::string> strange_;
};

}  // namespace

std::vector<std::string> strange_words(std::string_view expression, const Loading& loading) {
  return Reader{tokens_of(expression), loading}.read();
}

std::vector<std::string> strange_words(std::string_view input, std::string_view entry,
                                       const Loading& loading) {
  const auto tokens = tokens_of(input);
  const bool is_a_fact = tokens.size() == 2 && tokens[0].kind == Token::Kind::name;
  if (!is_a_fact) return {};  // whatever it computes has its own words
  return Reader{tokens_of(entry), loading}.read_all_texts_of(tokens[0].text);
}

}  // namespace haven::scheme
