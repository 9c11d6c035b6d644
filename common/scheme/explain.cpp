#include "common/scheme/explain.hpp"

#include "common/core/wrap.hpp"

namespace haven::scheme {
namespace {

/// Text in lines of a width, with an indent; a paragraph at a time.
class Letter {
 public:
  explicit Letter(std::size_t width) : width_(width) {}

  void paragraph(const std::string& text, std::size_t indent = 0, const std::string& mark = "") {
    std::string before = std::string(indent, ' ') + mark;
    const std::size_t room = width_ > before.size() ? width_ - before.size() : 1;
    for (const std::string& line : wrapped(text, room)) {
      written_ += before + line + "\n";
      before.assign(indent + mark.size(), ' ');
    }
  }
  void gap() { written_ += "\n"; }
  [[nodiscard]] std::string text() && { return std::move(written_); }

 private:
  std::size_t width_;
  std::string written_;
};

constexpr std::size_t inside = 3;  // what is said about a numbered benefit

std::string verdict_of(const Line& line) {
  switch (line.outcome) {
    case Outcome::pay:
      return line.amount.is_zero() ? "nothing is left to pay" : amount_words(line) + " is owed";
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
  letter.paragraph("This can be taken to " + appeal->to + within + " (" + appeal->source + ").",
                   inside);
}

void explain_readings(Letter& letter, const Pack& pack, const Basis& basis) {
  for (const std::string& number : basis.readings) {
    const Reading reading = reading_of(pack, number);
    letter.paragraph("Where the published text leaves a choice (reading " + number +
                         "): " + reading.value + "; because: " + reading.reason + ".",
                     inside);
  }
}

void explain_line(Letter& letter, const Pack& pack, const Line& line, std::size_t number) {
  const SchemeInfo scheme = info_of(pack, line.scheme);
  letter.paragraph(sentence_case(words_of(line.benefit)) + ", " + scheme.title + " (" +
                       words_of(line.layer) + "): " + verdict_of(line) + ".",
                   0, std::to_string(number) + ". ");
  if (!line.shares.empty()) letter.paragraph("Payees: " + payees_of(pack, line) + ".", inside);
  if (line.outcome != Outcome::pay) letter.paragraph(reason_text(pack, line.reason), inside);
  if (!line.trace.empty()) letter.paragraph("How this was found:", inside);
  for (const Step& step : line.trace) letter.paragraph(step_words(step, line), inside, "- ");
  const Basis basis = basis_from(line.source);
  letter.paragraph("Rests on: " + basis.text + ".", inside);
  explain_readings(letter, pack, basis);
  if (line.outcome == Outcome::refuse) explain_appeal(letter, appeal_of(pack, line.scheme));
  letter.gap();
}

void explain_quote(Letter& letter, const Pack& pack, const Decision& decision) {
  for (const QuoteLine& line : decision.quote) {
    letter.paragraph(sentence_case(words_of(line.item)) + ", " + info_of(pack, line.scheme).title +
                         ": " + amount_words(line.amount) + ".",
                     0, "- ");
  }
}

void explain_release(Letter& letter, const Pack& pack, const Decision& decision) {
  if (!decision.need.empty()) letter.paragraph("Still needed before money is released:");
  for (const Need& need : decision.need) letter.paragraph(paper_words(need) + ".", 2, "- ");
  if (!decision.due.empty()) letter.paragraph("To be settled at the latest:");
  for (const DueDate& due : decision.due) letter.paragraph(due_words(pack, due) + ".", 2, "- ");
  if (!decision.flags.empty()) letter.paragraph("To be acted on:");
  for (const std::string& flag : decision.flags) {
    letter.paragraph(sentence_case(words_of(flag)) + ".", 2, "- ");
  }
}

}  // namespace

std::string explained(const Pack& pack, const Case& facts, const Decision& decision,
                      std::size_t width) {
  Letter letter{width};
  letter.paragraph(question_of(facts) + ".");
  letter.paragraph("Decided by the rules of the pack " + decision.pack + ", version " +
                   decision.pack_hash.substr(0, 12) + ", as of " + text_of(facts.today) + ".");
  letter.gap();
  std::size_t number = 0;
  for (const Line& line : decision.lines) explain_line(letter, pack, line, ++number);
  explain_quote(letter, pack, decision);
  if (decision.percent) letter.paragraph("The impairment is " + *decision.percent + " percent.");
  if (decision.lines.empty() && decision.quote.empty() && !decision.percent) {
    letter.paragraph("Nothing in this pack answers this.");
  }
  explain_release(letter, pack, decision);
  return std::move(letter).text();
}

}  // namespace haven::scheme
