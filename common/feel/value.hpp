#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/feel/number.hpp"

/// The values of FEEL. A value is 24 bytes that are copied freely; what does not fit (texts, lists,
/// contexts) lies in an arena and lives as long as it, so that evaluation frees nothing piece by
/// piece. Whoever keeps a value keeps its arena.
namespace haven::feel {

/// Memory for one evaluation, or for the constants of one compiled expression. Bounded: beyond
/// `limit` bytes it throws LimitReached, which evaluate() turns into null with a reason.
class Arena {
 public:
  explicit Arena(std::size_t limit = std::size_t{64} << 20);
  ~Arena();
  Arena(Arena&&) noexcept;
  Arena& operator=(Arena&&) noexcept;
  void* take(std::size_t bytes, std::size_t alignment);
  /// An array without initialisation, for trivially copyable T.
  template <class T>
  T* array(std::size_t count) {
    return static_cast<T*>(take(sizeof(T) * count, alignof(T)));
  }
  std::string_view copy(std::string_view text);
  /// Forgets everything and keeps the first block for the next evaluation.
  void reset();
  [[nodiscard]] std::size_t used() const;

 private:
  struct Block;
  std::unique_ptr<Block> blocks_;
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t used_ = 0, limit_ = 0;
};

/// A bound of evaluation was met: memory, steps, depth. Never leaves evaluate().
struct LimitReached {
  const char* what;
};

enum class Kind : std::uint8_t {
  null,
  boolean,
  number,
  text,
  date,
  time,
  date_time,
  days_duration,
  months_duration,
  range,
  list,
  context,
  function,
};
/// As `instance of` spells it: "number", "date and time", "years and months duration", ...
std::string_view name_of(Kind kind);

struct CalendarDay {
  std::int32_t year = 0;  // −999 999 999 to 999 999 999
  std::uint8_t month = 1, day = 1;
  auto operator<=>(const CalendarDay&) const = default;
};

/// Where a time is: nowhere said, an offset, or a named zone of the IANA database.
struct Zone {
  enum class Kind : std::uint8_t { none, offset, named } kind = Kind::none;
  std::int32_t offset_seconds = 0;    // offset only
  const std::string* name = nullptr;  // named only; from the process-wide list of zones
};
struct TimeOfDay {
  std::int64_t nanos = 0;  // since midnight
  Zone zone;
};
struct DateTime {
  CalendarDay day;
  TimeOfDay time;
};

class Value;
struct Entry;
struct Range;
class Callable;

/// An ordered list of named values.
struct Context {
  const Entry* entries = nullptr;
  std::size_t size = 0;
  [[nodiscard]] const Value* find(std::string_view key) const;
};

class Value {
 public:
  constexpr Value() noexcept {}  // null; written out because of the union
  static Value of(bool value);
  static Value of(const Number& value);
  static Value of(std::int64_t value);
  /// The text is not copied: the caller keeps it as long as the value lives.
  static Value text(std::string_view borrowed);
  static Value of(CalendarDay value);
  static Value of(const TimeOfDay& value, Arena& arena);
  static Value of(const DateTime& value, Arena& arena);
  static Value days_duration(std::int64_t seconds, std::int32_t nanos = 0);  // same sign
  static Value months_duration(std::int64_t months);
  /// The items are not copied.
  static Value list(std::span<const Value> borrowed);
  static Value context(const Context* borrowed);
  static Value range(const Range* borrowed);
  static Value function(const Callable* borrowed);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_true() const { return kind_ == Kind::boolean && boolean_; }
  [[nodiscard]] bool is_false() const { return kind_ == Kind::boolean && !boolean_; }
  // Each is called only for its kind; another kind stops the process: that is a bug.
  [[nodiscard]] bool boolean() const { return as(Kind::boolean).boolean_; }
  [[nodiscard]] const Number& number() const { return as(Kind::number).number_; }
  [[nodiscard]] std::string_view text() const {
    const auto& text = as(Kind::text).text_;
    return {text.data, text.size};
  }
  [[nodiscard]] CalendarDay date() const { return as(Kind::date).date_; }
  [[nodiscard]] const TimeOfDay& time() const { return *as(Kind::time).time_; }
  [[nodiscard]] const DateTime& date_time() const { return *as(Kind::date_time).date_time_; }
  [[nodiscard]] std::int64_t seconds() const { return as(Kind::days_duration).amount_; }
  [[nodiscard]] std::int32_t nanos() const { return as(Kind::days_duration).nanos_; }
  [[nodiscard]] std::int64_t months() const { return as(Kind::months_duration).amount_; }
  [[nodiscard]] std::span<const Value> items() const {
    const auto& items = as(Kind::list).items_;
    return {items.data, items.size};
  }
  [[nodiscard]] const Context& context() const { return *as(Kind::context).context_; }
  [[nodiscard]] const Range& range() const { return *as(Kind::range).range_; }
  [[nodiscard]] const Callable& function() const { return *as(Kind::function).function_; }

 private:
  [[nodiscard]] const Value& as(Kind kind) const {
    if (kind_ != kind) [[unlikely]]
      stop_at_wrong_kind();
    return *this;
  }
  [[noreturn]] static void stop_at_wrong_kind();

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  std::int32_t nanos_ = 0;
  union {
    Number number_{};
    struct {
      const char* data;
      std::size_t size;
    } text_;
    CalendarDay date_;
    const TimeOfDay* time_;
    const DateTime* date_time_;
    std::int64_t amount_;  // seconds or months
    struct {
      const Value* data;
      std::size_t size;
    } items_;
    const Context* context_;
    const Range* range_;
    const Callable* function_;
  };
};
static_assert(sizeof(Value) == 24);

struct Entry {
  std::string_view key;
  Value value;
};

/// An interval, or one comparison as a value: (> 5) has no end. A bound that is null and closed =
/// false is open to that side. A comparison equals only a comparison: (= 10) is not [10..10].
struct Range {
  enum class Form : std::uint8_t {
    interval,
    comparison,
    other_than,  // (!= 10): both bounds are the 10
  };
  Value low, high;
  bool low_closed = false, high_closed = false;
  Form form = Form::interval;
};

/// FEEL equality: unknown (null) where two kinds cannot be compared. Times are equal when their
/// whole seconds are, as the standard defines it by their properties. Throws LimitReached for what
/// is nested too deep or has too many parts.
enum class Truth : std::uint8_t { no, yes, unknown };
Truth equal(const Value& a, const Value& b);
/// −1, 0, 1; nothing where the two have no order.
std::optional<int> compare(const Value& a, const Value& b);
/// FEEL's is(): the same kind and the same in all its parts, zones included.
bool identical(const Value& a, const Value& b);

/// As FEEL's string() writes it; texts inside lists and contexts are quoted. Throws LimitReached
/// for what is nested too deep or would be longer than 16 MiB.
std::string text_of(const Value& value);
/// A deep copy into another arena; functions stay where they are.
Value copy(const Value& value, Arena& arena);

}  // namespace haven::feel
