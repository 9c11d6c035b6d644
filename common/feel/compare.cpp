#include <algorithm>

#include "common/feel/arithmetic.hpp"
#include "common/feel/temporal.hpp"
#include "common/feel/value.hpp"

/// Equality, order and identity of values.
namespace haven::feel {
namespace {
constexpr int deepest = 1000;
constexpr std::uint64_t most_parts = 20'000'000;  // a list may hold the same list many times
constexpr std::size_t bytes_per_part = 128;
constexpr std::int64_t nanos_per_second = 1'000'000'000;

template <class T>
int order(const T& a, const T& b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}

/// A point of the time line, or of the day.
struct Moment {
  std::int64_t seconds;  // as the clock says
  std::int64_t nanos;
  std::optional<std::int32_t> offset;
};

Moment moment_of(std::int64_t days, std::int64_t nanos, std::optional<std::int32_t> offset) {
  return {days * 86'400 + nanos / nanos_per_second, nanos % nanos_per_second, offset};
}

Moment moment_of(const Value& value) {
  if (value.kind() == Kind::time) {
    const TimeOfDay& time = value.time();
    return moment_of(0, time.nanos, offset_of(time));
  }
  const DateTime& moment = value.date_time();
  return moment_of(day_number(moment.day), moment.time.nanos, offset_of(moment));
}

/// Where one of the two has no offset, it has that of the other (DMN 1.5, table 54).
std::int32_t offset(const Moment& of, const Moment& other) {
  return of.offset.value_or(other.offset.value_or(0));
}

int compare_moments(const Moment& a, const Moment& b) {
  const int by_seconds = order(a.seconds - offset(a, b), b.seconds - offset(b, a));
  return by_seconds != 0 ? by_seconds : order(a.nanos, b.nanos);
}

Truth equal_moments(const Moment& a, const Moment& b) {
  return truth(a.offset.has_value() == b.offset.has_value() &&
               a.seconds - offset(a, b) == b.seconds - offset(b, a));
}

/// Compares two values part by part, and counts the parts: as steps of the evaluation if there is
/// one.
class Equality {
 public:
  explicit Equality(Evaluation* evaluation = nullptr) : evaluation_(evaluation) {}
  Truth of(const Value& a, const Value& b, int depth = 0) {
    if (depth > deepest) throw LimitReached{"it is nested too deep"};
    count();
    if (a.kind() == Kind::text) count(a.text().size() / bytes_per_part);
    if (a.is_null() || b.is_null()) return truth(a.is_null() && b.is_null());
    if (a.kind() != b.kind()) return Truth::unknown;
    switch (a.kind()) {
      case Kind::boolean:
        return truth(a.boolean() == b.boolean());
      case Kind::time:
      case Kind::date_time:
        return equal_moments(moment_of(a), moment_of(b));
      case Kind::range:
        return of_ranges(a.range(), b.range(), depth + 1);
      case Kind::list:
        return of_lists(a.items(), b.items(), depth + 1);
      case Kind::context:
        return of_contexts(a.context(), b.context(), depth + 1);
      case Kind::function:
        return truth(&a.function() == &b.function());
      default:
        return truth(compare(a, b) == 0);
    }
  }

 private:
  void count(std::size_t parts = 1) {
    if (parts_ += parts; parts_ > most_parts) throw LimitReached{"it has too many parts"};
    for (; evaluation_ && parts > 0; --parts) evaluation_->step();
  }

  Truth of_ranges(const Range& a, const Range& b, int depth) {
    if (a.form != b.form || a.low_closed != b.low_closed || a.high_closed != b.high_closed)
      return Truth::no;
    const Truth low = of(a.low, b.low, depth);
    return low == Truth::yes ? of(a.high, b.high, depth) : low;
  }

  Truth of_lists(std::span<const Value> a, std::span<const Value> b, int depth) {
    if (a.size() != b.size()) return Truth::no;
    Truth all = Truth::yes;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const Truth one = of(a[i], b[i], depth);
      if (one == Truth::no) return Truth::no;
      if (one == Truth::unknown) all = Truth::unknown;
    }
    return all;
  }

  Truth of_contexts(const Context& a, const Context& b, int depth) {
    if (a.size != b.size) return Truth::no;
    Truth all = Truth::yes;
    for (const Entry& entry : std::span(a.entries, a.size)) {
      count(b.size);
      const Value* other = b.find(entry.key);
      const Truth one = other ? of(entry.value, *other, depth) : Truth::no;
      if (one == Truth::no) return Truth::no;
      if (one == Truth::unknown) all = Truth::unknown;
    }
    return all;
  }

  Evaluation* evaluation_;
  std::uint64_t parts_ = 0;
};

bool same_zone(const Zone& a, const Zone& b) {
  return a.kind == b.kind && a.offset_seconds == b.offset_seconds && a.name == b.name;
}

bool same_time(const TimeOfDay& a, const TimeOfDay& b) {
  return a.nanos == b.nanos && same_zone(a.zone, b.zone);
}
}  // namespace

Truth equal(const Value& a, const Value& b) {
  if (a.kind() == Kind::number && b.kind() == Kind::number) return truth(a.number() == b.number());
  if (a.kind() == Kind::text && b.kind() == Kind::text) return truth(a.text() == b.text());
  return Equality{}.of(a, b);
}

Truth equal(Evaluation& evaluation, const Value& a, const Value& b) {
  return Equality(&evaluation).of(a, b);
}

std::optional<int> compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return order(a.number(), b.number());
    // Bytes of UTF-8 have the order of code points.
    case Kind::text:
      return order(a.text(), b.text());
    case Kind::date:
      return order(a.date(), b.date());
    case Kind::time:
    case Kind::date_time:
      return compare_moments(moment_of(a), moment_of(b));
    case Kind::months_duration:
      return order(a.months(), b.months());
    case Kind::days_duration:
      return a.seconds() != b.seconds() ? order(a.seconds(), b.seconds())
                                        : order(a.nanos(), b.nanos());
    default:
      return std::nullopt;
  }
}

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.kind() == Kind::time) return same_time(a.time(), b.time());
  if (a.kind() == Kind::date_time) {
    const DateTime &x = a.date_time(), &y = b.date_time();
    return x.day == y.day && same_time(x.time, y.time);
  }
  return equal(a, b) == Truth::yes;
}

}  // namespace haven::feel
