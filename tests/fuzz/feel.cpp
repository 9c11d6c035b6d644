// FEEL from an unknown hand: compiled, evaluated over a few values, printed. The first byte says
// whether it is an expression or the entry of a decision table.

#include <cstdint>
#include <string_view>

#include "common/feel/expression.hpp"

using namespace haven;

namespace {

struct Setting {
  feel::Names names;
  std::vector<feel::Value> slots;
  feel::Arena arena;

  Setting() {
    const auto add = [&](const char* name, const feel::Value& value) {
      names.add(name);
      slots.push_back(value);
    };
    static const feel::Value list[] = {feel::Value::of(std::int64_t{1}), feel::Value::text("two"),
                                       feel::Value()};
    static const feel::Entry entries[] = {
        {"cause", feel::Value::text("accident")},
        {"date", feel::Value::of(feel::CalendarDay{2024, 2, 29})}};
    static const feel::Context context{entries, 2};
    add("x", feel::Value::of(std::int64_t{7}));
    add("name with spaces", feel::Value::text("náme"));
    add("list", feel::Value::list(list));
    add("incident", feel::Value::context(&context));
    add("incident.date", feel::Value::of(feel::CalendarDay{2024, 5, 14}));
    add("flag", feel::Value::of(true));
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Setting setting;
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  feel::CompileOptions options;
  options.unknown_names_are_null = (data[0] & 2) != 0;
  const auto expression =
      (data[0] & 1) != 0 ? feel::Expression::compile_unary_tests(text, setting.names, 0, options)
                         : feel::Expression::compile(text, setting.names, options);
  if (!expression) return 0;
  feel::Evaluation evaluation{{.memory = 4 << 20, .steps = 200'000, .depth = 200}};
  const feel::Value value = feel::evaluate(*expression, evaluation, setting.slots);
  try {
    (void)feel::text_of(value);
    (void)feel::equal(value, value);
  } catch (const feel::LimitReached&) {
    return 0;  // outside evaluate() a bound is an exception
  }
  return 0;
}
