#include "common/scheme/phrases.hpp"

#include <algorithm>

namespace haven::scheme {

std::string words_of(std::string code) {
  std::ranges::replace(code, '_', ' ');
  return code;
}

std::string sentence_case(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string amount_words(const Money& amount) {
  std::string text = decimal_text(amount);
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = text.find('.'); at > sign + 3;) text.insert(at -= 3, ",");
  return text + " " + amount.currency().code();
}

std::string amount_words(const Line& line) {
  std::string text = amount_words(line.amount);
  if (!line.instalments) return text;
  text += " every " + line.instalments->every;
  if (line.instalments->times) text += ", " + std::to_string(*line.instalments->times) + " times";
  if (!line.instalments->while_true.empty()) text += ", while " + line.instalments->while_true;
  return text;
}

SchemeInfo info_of(const Pack& pack, const std::string& scheme) {
  for (SchemeInfo& each : schemes_of(pack)) {
    if (each.name == scheme) return each;
  }
  return {};
}

std::string party_words(const Pack& pack, const std::string& party) {
  const SchemeInfo scheme = info_of(pack, party);
  return scheme.title.empty() ? words_of(party) : scheme.title;
}

std::string payees_of(const Pack& pack, const Line& line) {
  std::string text;
  for (const Share& share : line.shares) {
    text += (text.empty() ? "" : ", ") + party_words(pack, share.party) + " " +
            amount_words(share.amount);
  }
  return text;
}

std::string paper_words(const Need& need) {
  std::string text = words_of(need.paper.document);
  if (!need.paper.for_whom.empty()) text += " for " + words_of(need.paper.for_whom);
  for (const auto& set : need.alternatives) {
    std::string all;
    for (const auto& document : set) all += (all.empty() ? "" : " and ") + words_of(document);
    text += ", or instead " + all;
  }
  return text;
}

std::string question_of(const Case& facts) {
  if (facts.ask == "percent") return "What percentage an injury is";
  if (facts.incident.kind.empty()) return "What must be paid, asked on " + text_of(facts.today);
  std::string text = sentence_case(words_of(facts.incident.kind));
  if (!facts.incident.cause.empty()) text += " by " + words_of(facts.incident.cause);
  text += " on " + text_of(facts.incident.date);
  if (!facts.incident.country.empty()) text += " in " + facts.incident.country;
  return text;
}

std::string due_words(const Pack& pack, const DueDate& due) {
  return sentence_case(words_of(due.benefit)) + ", " + info_of(pack, due.scheme).title + ": by " +
         text_of(due.date);
}

}  // namespace haven::scheme
