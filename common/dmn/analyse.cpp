#include "common/dmn/analyse.hpp"

#include <algorithm>

#include "common/dmn/domain.hpp"
#include "common/dmn/graph.hpp"
#include "common/dmn/xml.hpp"

namespace haven::dmn {
namespace {

using Choice = std::vector<const Domain::Part*>;  // a part for each input; nullptr: any

class Analyst {
 public:
  Analyst(const Table& table, std::vector<Domain> domains, const AnalysisBounds& bounds)
      : table_(table), domains_(std::move(domains)), bounds_(bounds) {}

  Analysis analyse() && {
    find_unreachable();
    if (wants_one_answer()) {
      if (!has_default()) find_gaps();
      find_masked();
    }
    if (table_.policy == HitPolicy::unique || table_.policy == HitPolicy::any) find_overlaps();
    if (ran_out_) {
      analysis_.remarks.push_back("there are too many combinations: not all were looked at");
    }
    return std::move(analysis_);
  }

 private:
  [[nodiscard]] bool wants_one_answer() const {
    return table_.policy == HitPolicy::unique || table_.policy == HitPolicy::any ||
           table_.policy == HitPolicy::priority || table_.policy == HitPolicy::first;
  }

  [[nodiscard]] bool has_default() const {
    return std::ranges::any_of(
        table_.outputs, [](const TableOutput& output) { return !output.default_text.empty(); });
  }

  [[nodiscard]] RuleSet all_but(std::optional<std::size_t> rule) const {
    RuleSet set{table_.rules.size()};
    for (std::size_t i = 0; i < table_.rules.size(); ++i) {
      if (i != rule) set.add(i);
    }
    return set;
  }

  bool may_look() {
    ran_out_ = ran_out_ || ++boxes_ > bounds_.boxes;
    return !ran_out_;
  }

  void report(Finding::Kind kind, std::vector<std::uint32_t> rules, const Choice& choice,
              const std::string& claim) {
    Finding finding{kind, std::move(rules), {}, claim};
    std::string where;
    for (std::size_t i = 0; i < choice.size(); ++i) {
      finding.example.push_back(choice[i] == nullptr ? "any" : choice[i]->example);
      if (finding.example.back() == "any") continue;
      where += (where.empty() ? " when " : " and ") +
               std::string{trimmed(table_.inputs[i].expression)} + " is " + finding.example.back();
    }
    finding.sentence += where;
    analysis_.findings.push_back(std::move(finding));
  }

  // A combination of parts that none of the rules matches, of those that `within` matches if given.
  // Calls `found` for each until it says false.
  template <class Found>
  bool uncovered(const RuleSet& rules, std::optional<std::size_t> within, Choice& choice,
                 Found&& found) {
    if (!may_look()) return false;
    const std::size_t column = choice.size();
    if (is_empty(rules) && !within) return found(padded(choice));
    if (column == domains_.size()) return !is_empty(rules) || found(choice);
    for (const Domain::Part& part : domains_[column].parts) {
      if (within && !part.rules.has(*within)) continue;
      choice.push_back(&part);
      const bool goes_on = uncovered(common(rules, part.rules), within, choice, found);
      choice.pop_back();
      if (!goes_on) return false;
    }
    return true;
  }

  [[nodiscard]] Choice padded(Choice choice) const {
    choice.resize(domains_.size(), nullptr);
    return choice;
  }

  static bool is_empty(const RuleSet& set) {
    return std::ranges::all_of(set.words(), [](std::uint64_t word) { return word == 0; });
  }

  static RuleSet common(const RuleSet& a, const RuleSet& b) {
    RuleSet both{a.words().size() * 64};
    for_each_rule(a.words(), [&](std::size_t rule) {
      if (b.has(rule)) both.add(rule);
      return true;
    });
    return both;
  }

  void find_gaps() {
    std::size_t count = 0;
    Choice choice;
    uncovered(all_but({}), {}, choice, [&](const Choice& gap) {
      report(Finding::Kind::gap, {}, gap, "no rule matches");
      return ++count < bounds_.findings;
    });
  }

  void find_unreachable() {
    for (std::size_t rule = 0; rule < table_.rules.size(); ++rule) {
      for (std::size_t i = 0; i < domains_.size(); ++i) {
        const bool reached = std::ranges::any_of(
            domains_[i].parts, [&](const Domain::Part& part) { return part.rules.has(rule); });
        if (reached) continue;
        unreachable_.push_back(rule);
        report(Finding::Kind::unreachable, {static_cast<std::uint32_t>(rule)}, {},
               "rule " + std::to_string(rule + 1) +
                   " never matches: " + std::string{trimmed(table_.inputs[i].expression)} +
                   " is never " + std::string{trimmed(table_.rules[rule].inputs[i])});
        break;
      }
    }
  }

  [[nodiscard]] bool is_unreachable(std::size_t rule) const {
    return std::ranges::find(unreachable_, rule) != unreachable_.end();
  }

  // Under FIRST the rules before decide; otherwise any other rule that matches as well.
  void find_masked() {
    if (table_.policy == HitPolicy::priority) return;
    for (std::size_t rule = 0; rule < table_.rules.size(); ++rule) {
      if (is_unreachable(rule)) continue;
      RuleSet others{table_.rules.size()};
      const std::size_t end = table_.policy == HitPolicy::first ? rule : table_.rules.size();
      for (std::size_t i = 0; i < end; ++i) {
        if (i != rule) others.add(i);
      }
      bool is_masked = true;
      Choice choice;
      uncovered(others, rule, choice, [&](const Choice&) { return is_masked = false; });
      if (!is_masked || ran_out_) continue;
      report(Finding::Kind::masked, {static_cast<std::uint32_t>(rule)}, {},
             "rule " + std::to_string(rule + 1) +
                 (table_.policy == HitPolicy::first
                      ? " never decides: rules before it match whenever it does"
                      : " never matches alone: other rules match whenever it does"));
    }
  }

  // For each input a part that both rules match; nothing when they never meet.
  [[nodiscard]] std::optional<Choice> meeting(std::size_t a, std::size_t b) const {
    Choice choice;
    for (const Domain& domain : domains_) {
      const auto part = std::ranges::find_if(domain.parts, [&](const Domain::Part& each) {
        return each.rules.has(a) && each.rules.has(b);
      });
      if (part == domain.parts.end()) return {};
      const bool is_free = domain.parts.size() == 1;
      choice.push_back(is_free ? nullptr : &*part);
    }
    return choice;
  }

  [[nodiscard]] bool say_the_same(std::size_t a, std::size_t b) const {
    return std::ranges::equal(
        table_.rules[a].outputs, table_.rules[b].outputs,
        [](const std::string& x, const std::string& y) { return trimmed(x) == trimmed(y); });
  }

  void find_overlaps() {
    std::size_t count = 0;
    for (std::size_t a = 0; a < table_.rules.size(); ++a) {
      for (std::size_t b = a + 1; b < table_.rules.size(); ++b) {
        if (table_.policy == HitPolicy::any && say_the_same(a, b)) continue;
        if (!may_look()) return;
        const auto choice = meeting(a, b);
        if (!choice) continue;
        if (++count > bounds_.findings) return;
        report(Finding::Kind::overlap,
               {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)}, *choice,
               "rules " + std::to_string(a + 1) + " and " + std::to_string(b + 1) + " both match");
      }
    }
  }

  const Table& table_;
  std::vector<Domain> domains_;
  AnalysisBounds bounds_;
  Analysis analysis_;
  std::vector<std::size_t> unreachable_;
  std::size_t boxes_ = 0;
  bool ran_out_ = false;
};

// The unary tests of a type and of those that it is another name of.
void add_tests(const Types& types, TypeId id, std::vector<std::string>& tests) {
  const Type& type = types.at(id);
  for (const feel::Expression& each : type.allowed) tests.push_back(each.text());
  if (type.form == Type::Form::alias) add_tests(types, type.element, tests);
}

// What an input may be: its column's allowed values; else those of its type, said or known from the
// input data or decision that it names.
std::vector<std::string> allowed_for(const Graph& graph, const TableInput& input) {
  if (!input.allowed.empty()) return {input.allowed};
  std::vector<std::string> tests;
  for (const Node& node : graph.nodes) {
    const bool named = node.variable == trimmed(input.expression) || node.type_name == input.type;
    const bool has_values = node.kind == Node::Kind::input || node.kind == Node::Kind::decision;
    if (!named || !has_values || node.type == any_type) continue;
    add_tests(graph.types, node.type, tests);
    break;
  }
  return tests;
}

}  // namespace

Analysis analyse(const Model& model, std::size_t index, const AnalysisBounds& bounds) {
  const Table& table = *model.tables()[index].table;
  std::vector<Domain> domains;
  Analysis partial;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    auto domain = Domain::of(table, i, allowed_for(model.graph(), table.inputs[i]));
    if (!domain) {
      partial.remarks.push_back("the entries of " +
                                std::string{trimmed(table.inputs[i].expression)} +
                                " are not all constants of one kind: the table is not analysed");
      return partial;
    }
    domains.push_back(std::move(*domain));
  }
  return Analyst{table, std::move(domains), bounds}.analyse();
}

}  // namespace haven::dmn
