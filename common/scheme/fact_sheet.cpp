#include "common/scheme/fact_sheet.hpp"

#include <algorithm>

#include "common/scheme/fact_fields.hpp"
#include "common/scheme/fact_slots.hpp"

namespace haven::scheme {

using feel::Value;

struct FactSheet::Parts {
  Parts(const Vocabulary::Parts& vocabulary_parts, const Case& case_facts, feel::Evaluation& at)
      : vocabulary(vocabulary_parts),
        facts(case_facts),
        evaluation(at),
        values(vocabulary.names.size()),
        known(values.size(), false) {}

  template <class Thing>
  Value field(const Thing* thing, std::size_t index) {
    if (thing == nullptr) return {};
    return fact_fields<Thing>()[index].read(*thing, evaluation.arena);
  }

  /// Both maps are in order of name, so one walk finds what the case states of the pack's facts.
  void find_stated() {
    const auto& declared = vocabulary.facts;
    stated = evaluation.arena.array<const std::string*>(declared.size());
    auto given = facts.facts.begin();
    std::size_t index = 0;
    for (const auto& [name, type] : declared) {
      while (given != facts.facts.end() && given->first < name) ++given;
      const bool is_given = given != facts.facts.end() && given->first == name;
      stated[index++] = is_given ? &given->second : nullptr;
    }
  }

  Value fact(std::size_t index) {
    if (facts.facts.empty()) return {};
    if (stated == nullptr) find_stated();
    if (stated[index] == nullptr) return {};
    return fact_value(*stated[index], vocabulary.fact_types[index]);
  }

  /// Groups that are set as a whole are null until then.
  Value read(std::size_t slot, Group group) {
    const std::size_t index = slot - vocabulary.range_of(group).first;
    switch (group) {
      case Group::of_case:
        return field(&facts, index);
      case Group::registration:
        return field(registration, index);
      case Group::beneficiary:
        return field(beneficiary, index);
      case Group::person:
        return field(person, index);
      case Group::impairment:
        return field(impairment, index);
      case Group::cost:
        return field(cost, index);
      case Group::fact:
        return fact(index);
      case Group::parameter:
        return vocabulary.parameters[index];
      default:
        return {};
    }
  }

  void fill(std::size_t slot) {
    if (known[slot]) return;
    const Group group = vocabulary.group_of(slot);
    if (group == Group::decision) {  // it may rest on what is at hand: never remembered
      values[slot] = decide == nullptr ? Value{} : decide(host, decision_at(slot));
      return;
    }
    if (group != Group::none) values[slot] = read(slot, group);
    known[slot] = true;
  }

  [[nodiscard]] std::size_t decision_at(std::size_t slot) const {
    return slot - vocabulary.range_of(Group::decision).first;
  }

  void forget(Group group) {
    const SlotRange& range = vocabulary.range_of(group);
    std::fill_n(known.begin() + static_cast<std::ptrdiff_t>(range.first), range.size, false);
  }

  void set(Group group, std::size_t index, const Value& value) {
    const std::size_t slot = vocabulary.range_of(group).first + index;
    values[slot] = value;
    known[slot] = true;
  }

  const Vocabulary::Parts& vocabulary;
  const Case& facts;
  feel::Evaluation& evaluation;
  std::vector<Value> values;
  std::vector<char> known;
  const std::string** stated = nullptr;  // by declared fact; in the arena
  const Registration* registration = nullptr;
  const Relative* beneficiary = nullptr;
  const Relative* person = nullptr;
  const Impairment* impairment = nullptr;
  const Cost* cost = nullptr;
  Decide decide = nullptr;
  void* host = nullptr;
};

FactSheet::FactSheet(const Vocabulary& vocabulary, const Case& facts, feel::Evaluation& evaluation)
    : parts_(std::make_unique<Parts>(*vocabulary.parts_, facts, evaluation)) {}

FactSheet::~FactSheet() = default;

Value FactSheet::evaluate(const feel::Expression& expression) {
  try {
    for (const std::size_t slot : expression.slots()) parts_->fill(slot);
  } catch (const feel::LimitReached& limit) {
    return parts_->evaluation.null_because(limit.what);
  }
  return feel::evaluate(expression, parts_->evaluation, parts_->values);
}

Value FactSheet::value(std::size_t slot) {
  try {
    parts_->fill(slot);
  } catch (const feel::LimitReached& limit) {
    return parts_->evaluation.null_because(limit.what);
  }
  return parts_->values[slot];
}

void FactSheet::set_registration(const Registration* registration) {
  parts_->registration = registration;
  parts_->forget(Group::registration);
}

void FactSheet::set_cover(const CoverAtHand* cover) {
  const CoverAtHand at_hand = cover == nullptr ? CoverAtHand{} : *cover;
  const auto day = [](std::optional<Date> date) { return date ? value_of(*date) : Value{}; };
  parts_->set(Group::cover, 0, at_hand.status.empty() ? Value{} : Value::text(at_hand.status));
  parts_->set(Group::cover, 1, day(at_hand.starts));
  parts_->set(Group::cover, 2, day(at_hand.ends));
}

void FactSheet::set_cover_of(std::size_t scheme, std::string_view status) {
  parts_->set(Group::covers, scheme, status.empty() ? Value{} : Value::text(status));
}

void FactSheet::set_beneficiary(const Relative* relative) {
  parts_->beneficiary = relative;
  parts_->forget(Group::beneficiary);
}

void FactSheet::set_person(const Relative* relative) {
  parts_->person = relative;
  parts_->forget(Group::person);
}

void FactSheet::set_impairment(const Impairment* impairment) {
  parts_->impairment = impairment;
  parts_->forget(Group::impairment);
}

void FactSheet::set_impairment_percent(const Value& percent) {
  parts_->set(Group::impairment_percent, 0, percent);
}

void FactSheet::set_cost(const Cost* cost) {
  parts_->cost = cost;
  parts_->forget(Group::cost);
}

void FactSheet::set_bills(const std::vector<std::pair<const Cost*, Value>>& bills) {
  feel::Arena& arena = parts_->evaluation.arena;
  const auto fields = fact_fields<Cost>();
  const auto amount = std::ranges::find(fields, "amount", &FactField<Cost>::name) - fields.begin();
  Value list;
  try {
    list = list_of(bills, arena, [&](const auto& bill) {
      const auto context = entries_of(*bill.first, arena);
      context[static_cast<std::size_t>(amount)].value = bill.second;
      return context_of(context, arena);
    });
  } catch (const feel::LimitReached& limit) {
    list = parts_->evaluation.null_because(limit.what);
  }
  parts_->set(Group::bills, 0, list);
}

void FactSheet::set_decide(Decide decide, void* host) {
  parts_->decide = decide;
  parts_->host = host;
}

}  // namespace haven::scheme
