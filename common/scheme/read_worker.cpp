#include <algorithm>

#include "common/scheme/read_case.hpp"

namespace haven::scheme {
namespace {

Person person(Fields& fields) {
  Person read;
  read.born = fields.date("born");
  read.sex = fields.text_or("sex", "");
  read.preferred_hand = fields.text_or("preferred_hand", "");
  read.married = fields.flag("married", false);
  read.country = fields.text_or("country", "");
  return read;
}

/// "2023-04" for each: its first day, in order.
std::vector<Date> months(Fields& fields, const std::string& key) {
  std::vector<Date> read;
  for (const auto& text : fields.texts(key)) {
    const auto first = date_from(text + "-01");
    if (!first) fields.problem(key, "is a list of months such as \"2023-04\"");
    read.push_back(first.value_or(Date{}));
  }
  std::ranges::sort(read);
  if (std::ranges::adjacent_find(read) != read.end()) fields.problem(key, "names each month once");
  return read;
}

std::optional<Money> sum(Fields& fields) {
  if (fields.has("sum")) return fields.amount("sum", fields.text("currency"));
  if (fields.has("currency")) fields.problem("currency", "is the currency of sum");
  fields.value("currency");
  return {};
}

Registration registration(Fields& fields) {
  Registration read;
  read.scheme = fields.text("scheme");
  read.kind = fields.text_or("kind", "");
  read.channel = fields.text_or("channel", "");
  read.registered = fields.date("registered");
  read.paid = fields.date("paid");
  read.starts = fields.date("starts");
  read.ends = fields.date("ends");
  read.premium_charged_to_worker = fields.flag("premium_charged_to_worker", false);
  read.status = fields.text_or("status", "");
  read.term_months = fields.integer("term_months", 1, months_max);
  read.plan = fields.text_or("plan", "");
  read.sum = sum(fields);
  read.paid_months = months(fields, "paid_months");
  read.last_paid = fields.date("last_paid");
  return read;
}

Contract contract(Fields& fields) {
  Contract read;
  read.start = fields.date("start");
  read.end = fields.date("end");
  read.hire = fields.text_or("hire", "");
  read.occupation = fields.text_or("occupation", "");
  read.sector = fields.text_or("sector", "");
  if (fields.has("salary")) read.salary = fields.amount_of("salary");
  read.employer_paid_migration = fields.flag("employer_paid_migration", false);
  read.sponsor = fields.text_or("sponsor", "");
  return read;
}

Stay stay(Fields& fields) {
  Stay read;
  read.departed = fields.date("departed");
  read.returned = fields.date("returned");
  fields.map("home_leave", [&](Fields& map) { read.home_leave = read_period(map); });
  return read;
}

Relative relative(Fields& fields) {
  Relative read;
  read.id = fields.text("id");
  read.relation = fields.text("relation");
  read.sex = fields.text_or("sex", "");
  read.born = fields.date("born");
  read.alive = fields.flag("alive", true);
  read.married = fields.flag("married", false);
  read.dependent = fields.flag("dependent", false);
  read.disabled = fields.flag("disabled", false);
  read.school = fields.text_or("school", "");
  read.barred = fields.flag("barred", false);
  return read;
}

}  // namespace

Period read_period(Fields& fields) {
  Period read{fields.needed_date("from"), fields.needed_date("to")};
  if (read.to < read.from) fields.problem("to", "is not before from");
  return read;
}

namespace {

/// "60", "33.33": more than nothing, at most the whole.
void read_share(Fields& fields, Nominee& read) {
  if (!fields.has("share")) return;
  const auto share = money_from(fields.text("share"), "USD");  // hundredths, read like cents
  if (!share || share->minor() < 1 || share->minor() > 10'000) {
    fields.problem("share", "is a percentage from 0.01 to 100, such as 60 or \"33.33\"");
    return;
  }
  read.share_percent = static_cast<int>(share->minor() / 100);
  read.share_hundredths = static_cast<int>(share->minor() % 100);
}

}  // namespace

void read_worker(Fields& fields, Case& read) {
  fields.map("member", [&](Fields& map) { read.member = person(map); });
  fields.each("registrations",
              [&](Fields& map) { read.registrations.push_back(registration(map)); });
  fields.map("contract", [&](Fields& map) { read.contract = contract(map); });
  fields.map("stay", [&](Fields& map) { read.stay = stay(map); });
  fields.each("family", [&](Fields& map) { read.family.push_back(relative(map)); });
  fields.each("nominees", [&](Fields& map) {
    const std::string id = map.text("id");
    Nominee one;
    one.id = id;
    read_share(map, one);
    read.nominees.push_back(std::move(one));
  });
}

}  // namespace haven::scheme
