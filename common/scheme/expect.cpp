#include "common/scheme/expect.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "common/feel/number.hpp"
#include "common/scheme/yaml.hpp"

namespace haven::scheme {
namespace {

using Key = std::pair<std::string, std::string>;      // scheme and benefit or item
using Values = std::map<Key, std::set<std::string>>;  // what is said of each
using Payees = std::map<std::string, std::string>;

/// One list of `expect` or of a decision, brought to texts that can be compared.
struct Answer {
  std::optional<Values> pay, refuse, refer, due, quote;
  std::map<Key, Payees> payees;  // only where they are given
  std::optional<std::set<std::string>> need, flags;
  std::optional<std::string> percent;
};

std::string text(const Money& amount) {
  return decimal_text(amount) + " " + amount.currency().code();
}

std::string text(const Paper& paper) {
  return paper.for_whom.empty() ? paper.document : paper.document + " for " + paper.for_whom;
}

using Say = std::function<std::string(Fields&)>;

std::optional<Values> list_at(Fields& fields, const std::string& key, const std::string& second,
                              const Say& say) {
  if (!fields.has(key)) return {};
  Values values;
  fields.each(key, [&](Fields& line) {
    const std::string scheme = line.text("scheme");
    values[{scheme, line.text(second)}].insert(say(line));
  });
  return values;
}

std::string say_amount(Fields& line) {
  return text(line.amount("amount", line.text("currency")));
}
std::string say_reason(Fields& line) {
  return line.text("reason");
}
std::string say_date(Fields& line) {
  return text_of(line.needed_date("date"));
}

std::set<std::string> papers_at(Fields& fields) {
  std::set<std::string> papers;
  fields.each("need", [&](Fields& line) {
    const std::string document = line.text("document");
    papers.insert(text(Paper{document, line.text_or("for", "")}));
  });
  return papers;
}

std::string percent_at(Fields& fields) {
  std::string percent = fields.text("percent");
  if (!is_percent(percent)) fields.problem("percent", "is a number from 0 to 100");
  return percent;
}

Answer answer_from(Fields& fields) {
  Answer read;
  read.pay = list_at(fields, "pay", "benefit", [&](Fields& line) {
    const Key key{line.text("scheme"), line.text("benefit")};
    const std::string currency = line.text("currency");
    line.each("payees", [&](Fields& payee) {
      const std::string to = payee.text("to");
      read.payees[key][to] = text(payee.amount("amount", currency));
    });
    return say_amount(line);
  });
  read.refuse = list_at(fields, "refuse", "benefit", say_reason);
  read.refer = list_at(fields, "refer", "benefit", say_reason);
  read.due = list_at(fields, "due", "benefit", say_date);
  read.quote = list_at(fields, "quote", "item", say_amount);
  if (fields.has("need")) read.need = papers_at(fields);
  if (fields.has("flags")) {
    const auto flags = fields.texts("flags");
    read.flags = std::set<std::string>{flags.begin(), flags.end()};
  }
  if (fields.has("percent")) read.percent = percent_at(fields);
  return read;
}

Answer answer_of(const Decision& decision) {
  Answer given{Values{},
               Values{},
               Values{},
               Values{},
               Values{},
               {},
               std::set<std::string>{},
               std::set<std::string>{},
               decision.percent};
  for (const Line& line : decision.lines) {
    const Key key{line.scheme, line.benefit};
    if (line.outcome == Outcome::refuse) (*given.refuse)[key].insert(line.reason);
    if (line.outcome == Outcome::refer) (*given.refer)[key].insert(line.reason);
    if (line.outcome != Outcome::pay || line.amount.is_zero()) continue;
    (*given.pay)[key].insert(text(line.amount));
    for (const Share& share : line.shares) given.payees[key][share.party] = text(share.amount);
  }
  for (const DueDate& due : decision.due) {
    (*given.due)[{due.scheme, due.benefit}].insert(text_of(due.date));
  }
  for (const QuoteLine& line : decision.quote) {
    (*given.quote)[{line.scheme, line.item}].insert(text(line.amount));
  }
  for (const Need& need : decision.need) given.need->insert(text(need.paper));
  given.flags->insert(decision.flags.begin(), decision.flags.end());
  return given;
}

template <class Texts>
std::string joined(const Texts& texts) {
  std::string joined;
  for (const auto& each : texts) joined += (joined.empty() ? "" : ", ") + each;
  return joined.empty() ? "nothing" : joined;
}

class Comparison {
 public:
  Comparison(const Answer& expected, const Answer& given) : expected_(expected), given_(given) {}

  std::vector<std::string> all() {
    lines("pay", expected_.pay, *given_.pay, true);
    lines("refuse", expected_.refuse, *given_.refuse, false);
    lines("refer", expected_.refer, *given_.refer, false);
    lines("due", expected_.due, *given_.due, false);
    lines("quote", expected_.quote, *given_.quote, false);
    sets("need", expected_.need, *given_.need);
    sets("flags", expected_.flags, *given_.flags);
    compare_percents();
    for (const auto& [key, payees] : expected_.payees) compare_payees(key, payees);
    return std::move(found_);
  }

 private:
  void lines(const std::string& name, const std::optional<Values>& wanted, const Values& given,
             bool no_more) {
    if (!wanted) return;
    for (const auto& [key, values] : *wanted) {
      const auto found = given.find(key);
      const auto& got = found == given.end() ? none_ : found->second;
      if (got != values) differ(name, key, joined(values), joined(got));
    }
    if (!no_more && !wanted->empty()) return;
    for (const auto& [key, values] : given) {
      if (!wanted->contains(key)) differ(name, key, "nothing", joined(values));
    }
  }

  void sets(const std::string& name, const std::optional<std::set<std::string>>& wanted,
            const std::set<std::string>& given) {
    if (!wanted || *wanted == given) return;
    found_.push_back(name + ": expected " + joined(*wanted) + ", got " + joined(given));
  }

  void compare_payees(const Key& key, const Payees& wanted) {
    const auto found = given_.payees.find(key);
    const Payees got = found == given_.payees.end() ? Payees{} : found->second;
    if (got == wanted) return;
    differ("payees of", key, joined(spelled(wanted)), joined(spelled(got)));
  }

  /// As numbers: 60 and 60.0 are the same.
  void compare_percents() {
    if (!expected_.percent) return;
    const std::string got = given_.percent.value_or("nothing");
    const auto number = feel::Number::parse(got);
    if (number && number == feel::Number::parse(*expected_.percent)) return;
    found_.push_back("percent: expected " + *expected_.percent + ", got " + got);
  }

  static std::vector<std::string> spelled(const Payees& payees) {
    std::vector<std::string> texts;
    for (const auto& [to, amount] : payees) texts.push_back(to + " " + amount);
    return texts;
  }

  void differ(const std::string& name, const Key& key, const std::string& wanted,
              const std::string& got) {
    found_.push_back(name + " " + key.first + " " + key.second + ": expected " + wanted + ", got " +
                     got);
  }

  const std::set<std::string> none_;
  const Answer& expected_;
  const Answer& given_;
  std::vector<std::string> found_;
};

}  // namespace

Result<std::vector<std::string>> differences_from(const Decision& decision,
                                                  const std::string& case_text) {
  const auto node = yaml_from(case_text, "case");
  if (!node) return pass(node);
  Problems problems{"case"};
  Answer expected;
  {
    const YAML::Node expect = (*node)["expect"];
    Fields fields{expect.IsDefined() ? expect : YAML::Node{YAML::NodeType::Map}, "expect",
                  problems};
    expected = answer_from(fields);
  }
  if (!problems.none()) {
    const auto& first = problems.list().front();
    return refuse(ErrorKind::invalid, "invalid_case", first.pointer + ": " + first.detail,
                  problems.list());
  }
  return Comparison{expected, answer_of(decision)}.all();
}

}  // namespace haven::scheme
