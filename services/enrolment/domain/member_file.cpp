#include "services/enrolment/domain/member_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/core/csv.hpp"

namespace haven::enrolment {
namespace {

constexpr std::array needed{"given_names", "family_name",   "born",           "sex",
                            "country",     "document_type", "document_number"};
constexpr std::array optional{
    "number",     "married",         "preferred_hand", "family",
    "nominees",   "contract_start",  "contract_end",   "hire",
    "occupation", "sector",          "salary",         "salary_currency",
    "departed",   "returned",        "registrations",  "employer_paid_migration",
    "sponsor",    "home_leave_from", "home_leave_to"};

constexpr const char* family_form =
    "id:relation:name:born:sex and, after a further colon, any of dead married dependent disabled "
    "barred school=CODE; relatives separated by |";
constexpr const char* nominees_form = "id, id:share or id:share:name; nominees separated by |";
constexpr const char* registrations_form =
    "scheme:kind:channel:starts:ends and, after a further colon, any of charged registered=DAY "
    "paid=DAY last_paid=DAY term=MONTHS plan=CODE; registrations separated by |";

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.emplace_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

// The cells of one line by column, and the first that could not be read.
class Cells {
 public:
  Cells(const Columns& columns, const std::vector<std::string>& fields)
      : columns_(columns), fields_(fields) {}

  std::string text(std::string_view column) const {
    const auto at = columns_.find(column);
    return at == columns_.end() ? "" : fields_[at->second];
  }
  std::optional<Date> date(std::string_view column) { return date_in(column, text(column)); }
  std::optional<Date> date_in(std::string_view column, const std::string& cell) {
    if (cell.empty()) return {};
    const auto read = date_from(cell);
    if (!read) wrong(column, "a day such as 2024-05-14");
    return read;
  }
  bool yes(std::string_view column) {
    const std::string cell = text(column);
    if (!cell.empty() && cell != "yes" && cell != "no") wrong(column, "yes or no");
    return cell == "yes";
  }
  std::vector<std::string> list(std::string_view column) const {
    const std::string cell = text(column);
    if (cell.empty()) return {};
    return split(cell, '|');
  }
  void wrong(std::string_view column, std::string right) {
    if (!problem_) problem_ = FieldProblem{std::string{column}, std::move(right)};
  }
  [[nodiscard]] const std::optional<FieldProblem>& problem() const { return problem_; }

 private:
  const Columns& columns_;
  const std::vector<std::string>& fields_;
  std::optional<FieldProblem> problem_;
};

bool mark(scheme::Relative& facts, const std::string& word) {
  if (word == "dead") return !(facts.alive = false);
  if (word == "married") return facts.married = true;
  if (word == "dependent") return facts.dependent = true;
  if (word == "disabled") return facts.disabled = true;
  if (word == "barred") return facts.barred = true;
  if (!word.starts_with("school=")) return word.empty();
  facts.school = word.substr(7);
  return true;
}

std::vector<Relative> family_from(Cells& cells) {
  std::vector<Relative> family;
  for (const std::string& entry : cells.list("family")) {
    const auto parts = split(entry, ':');
    if (parts.size() < 5 || parts.size() > 6) {
      cells.wrong("family", family_form);
      break;
    }
    Relative relative;
    relative.facts.id = parts[0];
    relative.facts.relation = parts[1];
    relative.name = parts[2];
    relative.facts.born = cells.date_in("family", parts[3]);
    relative.facts.sex = parts[4];
    for (const std::string& word : split(parts.size() == 6 ? parts[5] : "", ' ')) {
      if (!mark(relative.facts, word)) cells.wrong("family", family_form);
    }
    family.push_back(std::move(relative));
  }
  return family;
}

std::optional<int> number_in(const std::string& cell) {
  int number = 0;
  const char* const end = cell.data() + cell.size();
  const auto read = std::from_chars(cell.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return {};
  return number;
}

std::vector<Nominee> nominees_from(Cells& cells) {
  std::vector<Nominee> nominees;
  for (const std::string& entry : cells.list("nominees")) {
    const auto parts = split(entry, ':');
    Nominee nominee;
    nominee.facts.id = parts[0];
    if (parts.size() > 1 && !parts[1].empty()) {
      nominee.facts.share_percent = number_in(parts[1]);
      if (!nominee.facts.share_percent) cells.wrong("nominees", nominees_form);
    }
    if (parts.size() > 2) nominee.name = parts[2];
    if (parts.size() > 3) cells.wrong("nominees", nominees_form);
    nominees.push_back(std::move(nominee));
  }
  return nominees;
}

// One word behind a registration, such as "charged" or "term=24".
bool mark(scheme::Registration& registration, const std::string& word) {
  const std::size_t sign = std::min(word.find('='), word.size());
  const std::string name = word.substr(0, sign);
  const std::string value = word.substr(std::min(sign + 1, word.size()));
  if (name == "plan") return !(registration.plan = value).empty();
  if (name == "term") return (registration.term_months = number_in(value)).has_value();
  if (name == "registered") return (registration.registered = date_from(value)).has_value();
  if (name == "paid") return (registration.paid = date_from(value)).has_value();
  if (name == "last_paid") return (registration.last_paid = date_from(value)).has_value();
  if (word == "charged") return registration.premium_charged_to_worker = true;
  return word.empty();
}

std::vector<scheme::Registration> registrations_from(Cells& cells) {
  std::vector<scheme::Registration> registrations;
  for (const std::string& entry : cells.list("registrations")) {
    const auto parts = split(entry, ':');
    if (parts.size() < 5 || parts.size() > 6) {
      cells.wrong("registrations", registrations_form);
      break;
    }
    scheme::Registration registration;
    registration.scheme = parts[0];
    registration.kind = parts[1];
    registration.channel = parts[2];
    registration.starts = cells.date_in("registrations", parts[3]);
    registration.ends = cells.date_in("registrations", parts[4]);
    for (const std::string& word : split(parts.size() == 6 ? parts[5] : "", ' ')) {
      if (!mark(registration, word)) cells.wrong("registrations", registrations_form);
    }
    registrations.push_back(std::move(registration));
  }
  return registrations;
}

std::optional<scheme::Contract> contract_from(Cells& cells) {
  constexpr std::array columns{"contract_start",
                               "contract_end",
                               "hire",
                               "occupation",
                               "sector",
                               "salary",
                               "salary_currency",
                               "employer_paid_migration",
                               "sponsor"};
  const bool given =
      std::ranges::any_of(columns, [&](const char* column) { return !cells.text(column).empty(); });
  if (!given) return {};
  scheme::Contract contract;
  contract.start = cells.date("contract_start");
  contract.end = cells.date("contract_end");
  contract.hire = cells.text("hire");
  contract.occupation = cells.text("occupation");
  contract.sector = cells.text("sector");
  contract.employer_paid_migration = cells.yes("employer_paid_migration");
  contract.sponsor = cells.text("sponsor");
  if (const std::string salary = cells.text("salary"); !salary.empty()) {
    contract.salary = money_from(salary, cells.text("salary_currency"));
    if (!contract.salary) {
      cells.wrong("salary", "an amount such as 400.00, with its currency in salary_currency");
    }
  }
  return contract;
}

scheme::Person person_from(Cells& cells) {
  scheme::Person person;
  person.born = cells.date("born");
  person.sex = cells.text("sex");
  person.preferred_hand = cells.text("preferred_hand");
  person.country = cells.text("country");
  person.married = cells.yes("married");
  return person;
}

}  // namespace

Result<Columns> columns_from(std::string_view header) {
  const auto names = csv_fields(header);
  const auto refuse_header = [](const std::string& what) {
    return refuse(ErrorKind::malformed, "member_file_header", "The file's first line " + what);
  };
  if (!names) return refuse_header("is no line of CSV.");
  Columns columns;
  for (std::size_t i = 0; i < names->size(); ++i) {
    const std::string& name = (*names)[i];
    const bool known = std::ranges::find(needed, name) != needed.end() ||
                       std::ranges::find(optional, name) != optional.end();
    if (!known)
      return refuse_header("names a column that members do not have, in place " +
                           std::to_string(i + 1) + ".");
    if (!columns.emplace(name, i).second) return refuse_header("names " + name + " twice.");
  }
  for (const char* name : needed) {
    if (!columns.contains(name)) return refuse_header("does not name " + std::string{name} + ".");
  }
  return columns;
}

std::variant<Candidate, FieldProblem> candidate_from(const Columns& columns,
                                                     std::string_view line) {
  const auto fields = csv_fields(line);
  if (!fields || fields->size() != columns.size()) {
    return FieldProblem{"line", std::to_string(columns.size()) + " fields, as the header names"};
  }
  Cells cells{columns, *fields};
  Candidate candidate;
  candidate.number = cells.text("number");
  Particulars& who = candidate.particulars;
  who.given_names = cells.text("given_names");
  who.family_name = cells.text("family_name");
  who.person = person_from(cells);
  who.family = family_from(cells);
  who.nominees = nominees_from(cells);
  who.contract = contract_from(cells);
  who.stay = {cells.date("departed"),
              cells.date("returned"),
              {cells.date("home_leave_from"), cells.date("home_leave_to")}};
  candidate.document = {cells.text("document_type"), who.person.country,
                        cells.text("document_number")};
  candidate.registrations = registrations_from(cells);
  if (cells.problem()) return *cells.problem();
  return candidate;
}

std::string column_of_pointer(std::string_view pointer) {
  const auto parts = split(pointer.substr(pointer.starts_with('/') ? 1 : 0), '/');
  const std::string& last = parts.back();
  if (parts[0] == "document") return "document_" + last;
  if (parts[0] == "stay") return parts.size() > 2 ? "home_leave_" + last : last;
  if (parts[0] == "contract") return last == "start" || last == "end" ? "contract_" + last : last;
  return parts[0];
}

}  // namespace haven::enrolment
