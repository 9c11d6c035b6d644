#include "common/scheme/explain.hpp"

#include <algorithm>

namespace haven::scheme {
namespace {

/// Text in lines of a width, with an indent; a paragraph at a time.
class Letter {
 public:
  explicit Letter(std::size_t width) : width_(width) {}

  void paragraph(const std::string& text, std::size_t indent = 0, const std::string& mark = "") {
    std::string line = std::string(indent, ' ') + mark;
    const std::string rest(indent + mark.size(), ' ');
    std::size_t at = 0;
    bool empty = true;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string_view word{text.data() + at, end - at};
      if (!empty && line.size() + 1 + word.size() > width_) {
        written_ += line + "\n";
        line = rest;
        empty = true;
      }
      if (!empty) line += ' ';
      line += word;
      empty = false;
      at = end + 1;
    }
    written_ += line + "\n";
  }
  void gap() { written_ += "\n"; }
  [[nodiscard]] std::string text() && { return std::move(written_); }

 private:
  std::size_t width_;
  std::string written_;
};

std::string sentence_case(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

SchemeInfo info_of(const Pack& pack, const std::string& scheme) {
  for (SchemeInfo& each : schemes_of(pack)) {
    if (each.name == scheme) return each;
  }
  return {};
}

std::string payees_of(const Line& line) {
  std::string text;
  for (const Share& share : line.shares) {
    text += (text.empty() ? "" : ", ") + share.party + " " + amount_words(share.amount);
  }
  return text;
}

std::string verdict_of(const Line& line) {
  switch (line.outcome) {
    case Outcome::pay:
      return line.amount.is_zero() ? "nothing is left to pay"
                                   : amount_words(line.amount) + " is owed";
    case Outcome::refuse:
      return "not owed";
    case Outcome::refer:
      return "to be decided by a person";
  }
  return "";
}

void explain_appeal(Letter& letter, const std::optional<Appeal>& appeal) {
  if (!appeal) return;
  const std::string within =
      appeal->days > 0 ? " within " + std::to_string(appeal->days) + " days" : "";
  letter.paragraph("This can be taken to " + appeal->to + within + " (" + appeal->source + ").", 3);
}

void explain_line(Letter& letter, const Pack& pack, const Line& line, std::size_t number) {
  const SchemeInfo scheme = info_of(pack, line.scheme);
  letter.paragraph(sentence_case(words_of(line.benefit)) + ", " + scheme.title + " (" +
                       words_of(line.layer) + "): " + verdict_of(line) + ".",
                   0, std::to_string(number) + ". ");
  if (!line.shares.empty()) letter.paragraph("Payees: " + payees_of(line) + ".", 3);
  if (line.outcome != Outcome::pay) letter.paragraph(reason_text(pack, line.reason), 3);
  if (!line.trace.empty()) letter.paragraph("How this was found:", 3);
  for (const Step& step : line.trace) {
    letter.paragraph(sentence_case(words_of(step.rule)) + ": " + step.result + ".", 3, "- ");
  }
  const Basis basis = basis_from(line.source);
  letter.paragraph("Rests on: " + basis.text + ".", 3);
  for (const std::string& id : basis.readings) {
    const Reading reading = reading_of(pack, id);
    letter.paragraph("Where the published text leaves a choice (" + id + "): " + reading.value +
                         "; because: " + reading.reason + ".",
                     3);
  }
  if (line.outcome == Outcome::refuse) explain_appeal(letter, appeal_of(pack, line.scheme));
  letter.gap();
}

std::string paper_words(const Need& need) {
  std::string text = words_of(need.paper.document);
  if (!need.paper.for_whom.empty()) text += " for " + need.paper.for_whom;
  for (const auto& set : need.alternatives) {
    std::string all;
    for (const auto& document : set) all += (all.empty() ? "" : " and ") + words_of(document);
    text += ", or instead " + all;
  }
  return text;
}

std::string question_of(const Case& facts) {
  if (facts.incident.kind.empty()) return "What must be paid, asked on " + text_of(facts.today);
  std::string text = sentence_case(words_of(facts.incident.kind));
  if (!facts.incident.cause.empty()) text += " by " + words_of(facts.incident.cause);
  text += " on " + text_of(facts.incident.date);
  if (!facts.incident.country.empty()) text += " in " + facts.incident.country;
  return text;
}

void explain_release(Letter& letter, const Decision& decision) {
  if (!decision.need.empty()) letter.paragraph("Still needed before money is released:");
  for (const Need& need : decision.need) letter.paragraph(paper_words(need) + ".", 2, "- ");
  if (!decision.due.empty()) letter.paragraph("To be settled at the latest:");
  for (const DueDate& due : decision.due) {
    letter.paragraph(words_of(due.benefit) + " by " + due.scheme + " on " + text_of(due.date) + ".",
                     2, "- ");
  }
  if (!decision.flags.empty()) letter.paragraph("To be acted on:");
  for (const std::string& flag : decision.flags) letter.paragraph(words_of(flag) + ".", 2, "- ");
}

bool asks_for(const Need& need, const std::string& scheme) {
  return std::ranges::find(need.schemes, scheme) != need.schemes.end();
}

std::string missing_for(const Decision& decision, const std::string& scheme) {
  std::string text;
  for (const Need& need : decision.need) {
    if (!asks_for(need, scheme)) continue;
    text += (text.empty() ? "" : "; ") + words_of(need.paper.document);
    if (!need.paper.for_whom.empty()) text += " for " + need.paper.for_whom;
  }
  return text;
}

std::string standing_of(const Decision& decision, const Line& line, const std::string& missing) {
  if (line.outcome == Outcome::refuse) return "refused";
  if (line.outcome == Outcome::refer) return "a person decides";
  if (line.amount.is_zero()) return "paid already";
  if (!missing.empty()) return "owed, papers are missing";
  for (const DueDate& due : decision.due) {
    if (due.scheme == line.scheme && due.benefit == line.benefit) {
      return "owed, pay by " + text_of(due.date);
    }
  }
  return "owed";
}

void add_to_totals(std::vector<Money>& totals, const Money& amount) {
  for (Money& total : totals) {
    if (total.currency() != amount.currency()) continue;
    total += amount;
    return;
  }
  totals.push_back(amount);
}

}  // namespace

std::string words_of(std::string code) {
  std::ranges::replace(code, '_', ' ');
  return code;
}

std::string amount_words(const Money& amount) {
  std::string text = decimal_text(amount);
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = text.find('.'); at > sign + 3;) text.insert(at -= 3, ",");
  return text + " " + amount.currency().code();
}

std::string explained(const Pack& pack, const Case& facts, const Decision& decision,
                      std::size_t width) {
  Letter letter{width};
  letter.paragraph(question_of(facts) + ".");
  letter.paragraph("Decided by the rules of the pack " + decision.pack + ", version " +
                   decision.pack_hash.substr(0, 12) + ", as of " + text_of(facts.today) + ".");
  letter.gap();
  std::size_t number = 0;
  for (const Line& line : decision.lines) explain_line(letter, pack, line, ++number);
  if (decision.lines.empty() && decision.quote.empty()) {
    letter.paragraph("Nothing in this pack answers this.");
  }
  for (const QuoteLine& line : decision.quote) {
    letter.paragraph(words_of(line.item) + ", " + info_of(pack, line.scheme).title + ": " +
                         amount_words(line.amount) + ".",
                     0, "- ");
  }
  if (decision.percent) letter.paragraph("The impairment is " + *decision.percent + " percent.");
  explain_release(letter, decision);
  return std::move(letter).text();
}

Statement statement_of(const Pack& pack, const Decision& decision) {
  Statement statement;
  for (const Line& line : decision.lines) {
    const bool pays = line.outcome == Outcome::pay;
    const std::string missing = pays ? missing_for(decision, line.scheme) : "";
    statement.rows.push_back({words_of(line.layer), info_of(pack, line.scheme).title,
                              words_of(line.benefit), pays ? amount_words(line.amount) : "",
                              payees_of(line), standing_of(decision, line, missing),
                              pays ? line.source : reason_text(pack, line.reason), missing});
    if (pays) add_to_totals(statement.totals, line.amount);
  }
  return statement;
}

}  // namespace haven::scheme
