#include "common/feel/nodes_collections.hpp"
#include "common/feel/temporal.hpp"

/// for, some and every.
namespace haven::feel {
namespace {

/// What one step goes through: the items of a list, or the whole numbers or days of an interval in
/// either direction.
class Domain {
 public:
  /// False when there is nothing to go through: null, or ends that have no steps between.
  bool open(const Step& step, Evaluation& evaluation, Frame& frame) {
    single_ = step.domain->evaluate(evaluation, frame);
    if (step.end) return open_interval(single_, step.end->evaluate(evaluation, frame));
    if (single_.is_null()) return false;
    if (single_.kind() == Kind::range) return open_range(single_.range());
    items_ = {&single_, 1};
    if (single_.kind() == Kind::list) items_ = single_.items();
    return true;
  }

  bool next(Value& value) {
    if (unit_ == Unit::item) {
      if (at_ == items_.size()) return false;
      value = items_[at_++];
      return true;
    }
    if (done_) return false;
    value = unit_ == Unit::number ? Value::of(from_) : Value::of(*day_from_number(from_));
    done_ = from_ == to_;
    from_ += from_ < to_ ? 1 : -1;
    return true;
  }

 private:
  enum class Unit { item, number, day };

  bool open_interval(const Value& from, const Value& to) {
    if (from.kind() != to.kind()) return false;
    if (from.kind() == Kind::date) {
      unit_ = Unit::day;
      from_ = day_number(from.date());
      to_ = day_number(to.date());
      return true;
    }
    if (from.kind() != Kind::number) return false;
    const auto first = from.number().as_integer(), last = to.number().as_integer();
    if (!first || !last) return false;
    unit_ = Unit::number;
    from_ = *first;
    to_ = *last;
    return true;
  }

  /// A range as a value has no end that is left out, and goes upwards.
  bool open_range(const Range& range) {
    if (range.form != Range::Form::interval || !open_interval(range.low, range.high)) return false;
    done_ = from_ > to_;
    if (!range.low_closed) {
      done_ = done_ || from_ == to_;
      from_ += done_ ? 0 : 1;
    }
    if (!range.high_closed) {
      done_ = done_ || from_ == to_;
      to_ -= done_ ? 0 : 1;
    }
    return true;
  }

  Value single_;
  std::span<const Value> items_;
  std::size_t at_ = 0;
  Unit unit_ = Unit::item;
  std::int64_t from_ = 0, to_ = 0;
  bool done_ = false;
};

/// Sets the variables to every combination, the last one fastest, and calls `visit` until it says
/// false. False when a domain cannot be gone through.
template <class Visit>
bool go_through(std::span<const Step> steps, Evaluation& evaluation, Frame& frame,
                const Visit& visit, bool& stopped) {
  Domain domain;
  if (!domain.open(steps[0], evaluation, frame)) return false;
  for (Value value; !stopped && domain.next(value);) {
    evaluation.step();
    frame.locals[steps[0].variable] = value;
    if (steps.size() == 1) {
      stopped = !visit();
    } else if (!go_through(steps.subspan(1), evaluation, frame, visit, stopped)) {
      return false;
    }
  }
  return true;
}
constexpr const char* no_domain = "there is nothing to go through";
}  // namespace

Value ForNode::evaluate(Evaluation& evaluation, Frame& frame) const {
  GrowingList results(evaluation.arena);
  bool stopped = false;
  const auto visit = [&] {
    frame.locals[partial_] = results.value();
    results.push(result_->evaluate(evaluation, frame));
    return true;
  };
  if (!go_through(steps_, evaluation, frame, visit, stopped))
    return evaluation.null_because(no_domain, where_);
  return results.value();
}

Value Quantified::evaluate(Evaluation& evaluation, Frame& frame) const {
  Truth verdict = opposite(decisive_);
  bool stopped = false;
  const auto visit = [&] {
    const Truth one = condition_->test(evaluation, frame);
    if (one == decisive_ || one == Truth::unknown) verdict = one;
    return one != decisive_;
  };
  if (!go_through(steps_, evaluation, frame, visit, stopped))
    return evaluation.null_because(no_domain, where_);
  return value_of(verdict);
}

}  // namespace haven::feel
