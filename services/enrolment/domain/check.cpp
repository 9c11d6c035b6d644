#include "services/enrolment/domain/check.hpp"

#include <algorithm>
#include <set>

#include "services/enrolment/domain/identity.hpp"
#include "services/enrolment/domain/number.hpp"

namespace haven::enrolment {
namespace {

constexpr std::string_view small_letters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view code_letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
constexpr std::string_view paper_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::size_t name_bytes_max = 200;

// Collects what does not hold.
class Findings {
 public:
  explicit Findings(std::string at = "") : at_(std::move(at)) {}
  void expect(bool holds, const std::string& field, const char* right) {
    if (!holds) found_.push_back({at_ + field, right});
  }
  void take(std::vector<FieldProblem> others) {
    std::ranges::move(others, std::back_inserter(found_));
  }
  std::vector<FieldProblem> all() && { return std::move(found_); }

 private:
  std::string at_;
  std::vector<FieldProblem> found_;
};

bool consists_of(std::string_view text, std::string_view letters) {
  return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is_code(std::string_view text) {
  return text.size() <= 40 && consists_of(text, code_letters) &&
         small_letters.find(text.front()) != std::string_view::npos;
}

bool is_name(std::string_view text) {
  const bool controlled = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return text.size() <= name_bytes_max && !controlled && is_utf8(text) &&
         text.find_first_not_of(' ') != std::string_view::npos;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> allowed) {
  return std::ranges::find(allowed, text) != allowed.end();
}

bool is_birth_date(Date born, Date today) {
  return born < today && born >= Date{std::chrono::year{1900} / 1 / 1};
}

constexpr const char* birth_date_right = "a day in the past, 1900-01-01 or later";
constexpr const char* id_right =
    "a short code: a small letter, then small letters, digits or _, at most 40";

std::vector<FieldProblem> person_problems(const Particulars& who, Date today) {
  Findings findings;
  findings.expect(is_name(who.given_names), "/given_names", "1 to 200 printable characters");
  findings.expect(is_name(who.family_name), "/family_name", "1 to 200 printable characters");
  findings.expect(who.person.born && is_birth_date(*who.person.born, today), "/born",
                  birth_date_right);
  findings.expect(is_one_of(who.person.sex, {"female", "male"}), "/sex", "female or male");
  findings.expect(is_one_of(who.person.preferred_hand, {"", "left", "right"}), "/preferred_hand",
                  "left or right");
  findings.expect(who.person.country.size() == 2 && consists_of(who.person.country, capitals),
                  "/country", "two capital letters, ISO 3166-1");
  return std::move(findings).all();
}

std::vector<FieldProblem> relative_problems(const Relative& relative, const std::string& at,
                                            Date today) {
  const scheme::Relative& facts = relative.facts;
  Findings findings{at};
  findings.expect(is_code(facts.id), "/id", id_right);
  findings.expect(is_name(relative.name), "/name", "1 to 200 printable characters");
  findings.expect(is_code(facts.relation), "/relation", "a code such as spouse, child or mother");
  findings.expect(is_one_of(facts.sex, {"", "female", "male"}), "/sex", "female or male");
  findings.expect(!facts.born || is_birth_date(*facts.born, today + std::chrono::days{1}), "/born",
                  "today or a day in the past, 1900-01-01 or later");
  findings.expect(facts.school.empty() || is_code(facts.school), "/school",
                  "a code such as primary, high_school or college");
  return std::move(findings).all();
}

std::vector<FieldProblem> family_problems(const std::vector<Relative>& family, Date today) {
  Findings findings;
  findings.expect(family.size() <= relatives_max, "/family", "at most 40 relatives");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < family.size(); ++i) {
    const std::string at = "/family/" + std::to_string(i);
    findings.take(relative_problems(family[i], at, today));
    findings.expect(ids.insert(family[i].facts.id).second, at + "/id",
                    "an id that no other relative of this member has");
  }
  return std::move(findings).all();
}

bool shares_are_whole(const std::vector<Nominee>& nominees) {
  int sum = 0;
  std::size_t given = 0;
  for (const Nominee& nominee : nominees) {
    sum += nominee.facts.share_percent.value_or(0);
    given += nominee.facts.share_percent.has_value() ? 1 : 0;
  }
  return given == 0 || (given == nominees.size() && sum == 100);
}

std::vector<FieldProblem> nominee_problems(const Particulars& who) {
  Findings findings;
  findings.expect(who.nominees.size() <= nominees_max, "/nominees", "at most 20 nominees");
  findings.expect(shares_are_whole(who.nominees), "/nominees",
                  "shares that add up to 100, or no shares at all");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < who.nominees.size(); ++i) {
    const Nominee& nominee = who.nominees[i];
    const std::string at = "/nominees/" + std::to_string(i);
    const bool in_family = std::ranges::any_of(who.family, [&](const Relative& relative) {
      return relative.facts.id == nominee.facts.id;
    });
    const int share = nominee.facts.share_percent.value_or(1);
    findings.expect(is_code(nominee.facts.id), at + "/id", id_right);
    findings.expect(ids.insert(nominee.facts.id).second, at + "/id",
                    "an id that no other nominee of this member has");
    findings.expect(share >= 1 && share <= 100, at + "/share_percent", "a whole number, 1 to 100");
    findings.expect(in_family ? nominee.name.empty() : is_name(nominee.name), at + "/name",
                    in_family ? "no name: the family holds it"
                              : "the name of a nominee who is not in the family");
  }
  return std::move(findings).all();
}

std::vector<FieldProblem> contract_problems(const scheme::Contract& contract) {
  Findings findings{"/contract"};
  findings.expect(contract.start.has_value(), "/start", "the contract's first day");
  findings.expect(contract.end.has_value(), "/end", "the contract's last day");
  findings.expect(!contract.start || !contract.end || *contract.end >= *contract.start, "/end",
                  "a day that is not before the contract's start");
  findings.expect(is_one_of(contract.hire, {"agency", "direct"}), "/hire", "agency or direct");
  findings.expect(contract.occupation.empty() || is_code(contract.occupation), "/occupation",
                  "a code such as domestic_worker");
  findings.expect(contract.sector.empty() || is_code(contract.sector), "/sector",
                  "a code such as household");
  findings.expect(is_one_of(contract.sponsor, {"", "same", "new"}), "/sponsor", "same or new");
  findings.expect(!contract.salary || contract.salary->minor() > 0, "/salary",
                  "an amount of more than nothing");
  return std::move(findings).all();
}

std::vector<FieldProblem> stay_problems(const scheme::Stay& stay) {
  Findings findings{"/stay"};
  findings.expect(!stay.returned || stay.departed, "/departed",
                  "the day of departure, because a return is given");
  findings.expect(!stay.returned || !stay.departed || *stay.returned >= *stay.departed, "/returned",
                  "a day that is not before the departure");
  const scheme::Period& leave = stay.home_leave;
  findings.expect(leave.from.has_value() == leave.to.has_value(), "/home_leave",
                  "both days of the leave, from and to");
  findings.expect(!leave.from || !leave.to || *leave.to >= *leave.from, "/home_leave/to",
                  "a day that is not before from");
  return std::move(findings).all();
}

bool are_months_in_order(const std::vector<Date>& months) {
  return std::ranges::adjacent_find(months, std::ranges::greater_equal{}) == months.end();
}

std::vector<FieldProblem> term_problems(const scheme::Registration& registration,
                                        const std::string& at, Date today) {
  Findings findings{at};
  const int term = registration.term_months.value_or(1);
  findings.expect(term >= 1 && term <= term_months_max, "/term_months",
                  "a whole number, 1 to 1200");
  findings.expect(registration.plan.empty() || is_code(registration.plan), "/plan",
                  "a code such as plan_1");
  findings.expect(!registration.sum || registration.sum->minor() > 0, "/sum",
                  "an amount of more than nothing");
  const auto& months = registration.paid_months;
  findings.expect(months.size() <= paid_months_max && are_months_in_order(months), "/paid_months",
                  "at most 600 months, each once");
  findings.expect(months.empty() || months.back() <= today, "/paid_months",
                  "this month or months in the past");
  return std::move(findings).all();
}

std::vector<FieldProblem> document_problems(const Document& given) {
  const Document document = normalised(given);
  Findings findings{"/document"};
  findings.expect(is_one_of(document.type, {"passport", "seaman_book", "national_id"}), "/type",
                  "passport, seaman_book or national_id");
  findings.expect(document.number.size() >= 4 && document.number.size() <= 20 &&
                      consists_of(document.number, paper_letters),
                  "/number", "4 to 20 letters and digits");
  return std::move(findings).all();
}

}  // namespace

std::vector<FieldProblem> problems_of(const Particulars& particulars, Date today) {
  Findings findings;
  findings.take(person_problems(particulars, today));
  findings.take(family_problems(particulars.family, today));
  findings.take(nominee_problems(particulars));
  if (particulars.contract) findings.take(contract_problems(*particulars.contract));
  findings.take(stay_problems(particulars.stay));
  return std::move(findings).all();
}

std::vector<FieldProblem> problems_of(const scheme::Registration& registration,
                                      const std::string& at, Date today) {
  Findings findings{at};
  findings.expect(is_code(registration.scheme), "/scheme", "a scheme of the fund's pack");
  findings.expect(is_one_of(registration.kind, {"new", "renewal"}), "/kind", "new or renewal");
  findings.expect(
      is_one_of(registration.channel, {"agency", "direct", "individual", "mission", "promoter"}),
      "/channel", "agency, direct, individual, mission or promoter");
  findings.expect(
      !registration.starts || !registration.ends || *registration.ends >= *registration.starts,
      "/ends", "a day that is not before the first day");
  const auto expect_past = [&](const std::optional<Date>& day, const char* field) {
    findings.expect(!day || *day <= today, field, "today or a day in the past");
  };
  expect_past(registration.registered, "/registered");
  expect_past(registration.paid, "/paid");
  expect_past(registration.last_paid, "/last_paid");
  findings.take(term_problems(registration, at, today));
  return std::move(findings).all();
}

std::vector<FieldProblem> problems_of(const Candidate& candidate, const std::string& fund,
                                      Date today) {
  Findings findings;
  findings.take(problems_of(candidate.particulars, today));
  findings.take(document_problems(candidate.document));
  findings.expect(
      candidate.number.empty() || is_earlier_number(candidate.number, fund), "/number",
      "4 to 20 capitals, digits or hyphens, not in the series that haven numbers itself");
  findings.expect(candidate.registrations.size() <= registrations_max, "/registrations",
                  "at most 20 registrations");
  for (std::size_t i = 0; i < candidate.registrations.size(); ++i) {
    findings.take(
        problems_of(candidate.registrations[i], "/registrations/" + std::to_string(i), today));
  }
  return std::move(findings).all();
}

Error refusal_of(std::vector<FieldProblem> problems) {
  std::string detail = problems.front().pointer + ": " + problems.front().detail;
  if (problems.size() > 1) {
    detail += " (and " + std::to_string(problems.size() - 1) + " more)";
  }
  return Error{ErrorKind::invalid, "invalid_field", std::move(detail), std::move(problems)};
}

}  // namespace haven::enrolment
