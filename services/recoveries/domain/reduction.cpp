#include "services/recoveries/domain/reduction.hpp"

#include <algorithm>
#include <array>

#include "common/core/ensure.hpp"

namespace haven::recoveries {
namespace {

constexpr std::array<std::pair<How, std::string_view>, 6> names{{
    {How::paid, "paid"},
    {How::bond, "bond"},
    {How::set_off, "set_off"},
    {How::written_off, "written_off"},
    {How::withdrawn, "withdrawn"},
    {How::paid_direct, "paid_direct"},
}};

}  // namespace

std::string name_of(How how) {
  return std::string{
      std::ranges::find(names, how, &std::pair<How, std::string_view>::first)->second};
}

std::optional<How> how_from(std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<How, std::string_view>::second);
  if (found == names.end()) return {};
  return found->first;
}

Reduced pay(const Receivable& receivable, How how, const Money& amount) {
  ensure(how != How::written_off && how != How::withdrawn, "only money pays");
  Reduced reduced{receivable, {}, nothing_of(amount), nothing_of(amount)};
  Receivable& after = reduced.after;
  const Money paid = min(amount, after.left());
  const Money beyond = amount - paid;
  if (!paid.is_zero()) {
    after.paid += paid;
    reduced.reductions.push_back({how, paid, after.left()});
  }
  reduced.revived = min(beyond, after.written_off - after.revived);
  reduced.credit = beyond - reduced.revived;
  after.revived += reduced.revived;
  after.credit += reduced.credit;
  settle_state(after);
  return reduced;
}

Reduced withdraw(const Receivable& receivable, const Money& amount) {
  Reduced reduced{receivable, {}, nothing_of(amount), nothing_of(amount)};
  const Money part = min(amount, receivable.left());
  if (part.is_zero()) return reduced;
  reduced.after.withdrawn += part;
  reduced.reductions.push_back({How::withdrawn, part, reduced.after.left()});
  settle_state(reduced.after);
  return reduced;
}

Result<Reduced> write_off(const Receivable& receivable, const Money& amount) {
  if (receivable.left().less_than(amount)) {
    return refuse(ErrorKind::conflict, "more_than_is_left",
                  "Only " + decimal_text(receivable.left()) + " " +
                      receivable.left().currency().code() + " is left of it.");
  }
  Reduced reduced{receivable, {}, nothing_of(amount), nothing_of(amount)};
  reduced.after.written_off += amount;
  reduced.reductions.push_back({How::written_off, amount, reduced.after.left()});
  settle_state(reduced.after);
  return reduced;
}

How how_of_a_line(const Receivable& receivable) {
  return receivable.state == State::bond_called ? How::bond : How::paid;
}

}  // namespace haven::recoveries
