#include "common/feel/arguments.hpp"
#include "common/feel/range_text.hpp"

/// How points and ranges lie to one another (DMN 1.5, table 78). A point is a range from itself to
/// itself, except where a function says otherwise; a range without an end goes on for ever.
namespace haven::feel {
namespace {

/// One end of a range. Two ends compare by where they lie; whether they belong to their range is
/// for the functions to look at.
struct End {
  Value at;
  bool included = true;
  int infinite = 0;  // −1 before everything, 1 behind everything
};

struct Interval {
  End start, end;
  bool is_point = false;
};

bool has_order(const End& a, const End& b) {
  return a.infinite != 0 || b.infinite != 0 || compare(a.at, b.at).has_value();
}

/// All four ends are of one kind: what follows may ask for their order.
bool have_order(const Interval& a, const Interval& b) {
  return has_order(a.start, b.start) && has_order(a.start, b.end) && has_order(a.end, b.start) &&
         has_order(a.end, b.end);
}

int order(const End& a, const End& b) {
  if (a.infinite != 0 || b.infinite != 0)
    return (a.infinite > b.infinite) - (a.infinite < b.infinite);
  return compare(a.at, b.at).value_or(0);
}

/// Nothing for (!= 5), which is no interval.
std::optional<Interval> interval_of(const Value& value) {
  if (value.kind() != Kind::range) return Interval{{value}, {value}, true};
  const Range& range = value.range();
  if (range.form == Range::Form::other_than) return std::nullopt;
  return Interval{{range.low, range.low_closed, range.low.is_null() ? -1 : 0},
                  {range.high, range.high_closed, range.high.is_null() ? 1 : 0}};
}

bool starts_together(const Interval& a, const Interval& b) {
  return order(a.start, b.start) == 0 && a.start.included == b.start.included;
}

bool ends_together(const Interval& a, const Interval& b) {
  return order(a.end, b.end) == 0 && a.end.included == b.end.included;
}

/// a begins with b or earlier: no value of b lies before a.
bool starts_no_later(const Interval& a, const Interval& b) {
  const int by = order(a.start, b.start);
  return by < 0 || (by == 0 && (a.start.included || !b.start.included));
}

bool ends_no_earlier(const Interval& a, const Interval& b) {
  const int by = order(a.end, b.end);
  return by > 0 || (by == 0 && (a.end.included || !b.end.included));
}

/// The end of a and the start of b have a value between them or in common.
bool reaches(const Interval& a, const Interval& b) {
  const int by = order(a.end, b.start);
  return by > 0 || (by == 0 && a.end.included && b.start.included);
}

bool before(const Interval& a, const Interval& b) {
  return !reaches(a, b);
}
bool meets(const Interval& a, const Interval& b) {
  return a.end.included && b.start.included && order(a.end, b.start) == 0;
}
bool overlaps(const Interval& a, const Interval& b) {
  return reaches(a, b) && reaches(b, a);
}
bool overlaps_before(const Interval& a, const Interval& b) {
  return !starts_no_later(b, a) && reaches(a, b) && ends_no_earlier(b, a);
}
bool includes(const Interval& a, const Interval& b) {
  return starts_no_later(a, b) && ends_no_earlier(a, b);
}
bool starts(const Interval& a, const Interval& b) {
  return starts_together(a, b) && ends_no_earlier(b, a);
}
bool finishes(const Interval& a, const Interval& b) {
  return ends_together(a, b) && starts_no_later(b, a);
}
bool coincides(const Interval& a, const Interval& b) {
  return a.is_point == b.is_point && starts_together(a, b) && ends_together(a, b);
}

using Relation = bool (*)(const Interval&, const Interval&);

/// The relation with the arguments the other way round.
template <Relation relation>
bool turned(const Interval& a, const Interval& b) {
  return relation(b, a);
}

/// Which of the arguments may be points.
enum class Points { either, first, second, none };

bool allowed(Points points, const Interval& a, const Interval& b) {
  switch (points) {
    case Points::either:
      return true;
    case Points::first:
      return !b.is_point;
    case Points::second:
      return !a.is_point;
    case Points::none:
      return !a.is_point && !b.is_point;
  }
  return false;
}

template <Relation relation, Points points>
Value related(Evaluation& evaluation, Arguments arguments) {
  const auto a = interval_of(single(arguments, 0)), b = interval_of(single(arguments, 1));
  if (!a || !b || !allowed(points, *a, *b)) return evaluation.null_because(wrong_kind);
  if (!have_order(*a, *b)) return evaluation.null_because("the two have no order");
  return Value::of(relation(*a, *b));
}

template <Relation relation>
Builtin of_any(std::string_view name) {
  const auto call = related<relation, Points::either>;
  return {name,
          {{{"point1", "point2"}, 2, call},
           {{"point", "range"}, 2, related<relation, Points::first>, false, true},
           {{"range", "point"}, 2, related<relation, Points::second>, false, true},
           {{"range1", "range2"}, 2, related<relation, Points::none>, false, true}}};
}

template <Relation relation>
Builtin of_ranges(std::string_view name) {
  return {name, {{{"range1", "range2"}, 2, related<relation, Points::none>}}};
}

template <Relation relation>
Builtin of_point_or_range(std::string_view name) {
  const auto call = related<relation, Points::first>;
  return {name, {{{"point", "range"}, 2, call}, {{"range1", "range2"}, 2, call}}};
}

template <Relation relation>
Builtin of_range_and_any(std::string_view name) {
  const auto call = related<relation, Points::second>;
  return {name, {{{"range", "point"}, 2, call}, {{"range1", "range2"}, 2, call}}};
}

Value coincidence(Evaluation& evaluation, Arguments arguments) {
  return related<coincides, Points::either>(evaluation, arguments);
}

Value range_of(Evaluation& evaluation, Arguments arguments) {
  const auto text = text_at(evaluation, arguments, 0);
  if (!text) return evaluation.null_because(wrong_kind);
  const auto range = range_from(*text, evaluation.arena);
  return range ? *range : evaluation.null_because("it is not written as a range");
}
}  // namespace

std::vector<Builtin> range_builtins() {
  return {
      of_any<before>("before"),
      of_any<turned<before>>("after"),
      of_ranges<meets>("meets"),
      of_ranges<turned<meets>>("met by"),
      of_ranges<overlaps>("overlaps"),
      of_ranges<overlaps_before>("overlaps before"),
      of_ranges<turned<overlaps_before>>("overlaps after"),
      of_point_or_range<finishes>("finishes"),
      of_range_and_any<turned<finishes>>("finished by"),
      of_range_and_any<includes>("includes"),
      of_point_or_range<turned<includes>>("during"),
      of_point_or_range<starts>("starts"),
      of_range_and_any<turned<starts>>("started by"),
      {"coincides",
       {{{"point1", "point2"}, 2, coincidence}, {{"range1", "range2"}, 2, coincidence}}},
      {"range", {{{"from"}, 1, range_of}}},
  };
}

}  // namespace haven::feel
