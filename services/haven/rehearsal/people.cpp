#include "services/haven/rehearsal/people.hpp"

namespace haven::rehearsal {
namespace {

using std::chrono::days;

const std::vector<std::string> women = {"Maria",   "Rosario", "Luz",      "Corazon",
                                        "Jocelyn", "Analyn",  "Divina",   "Gloria",
                                        "Marites", "Rowena",  "Cristina", "Imelda"};
const std::vector<std::string> men = {"Jose",   "Ramon", "Eduardo",  "Danilo",   "Rodel", "Arnel",
                                      "Ferdie", "Noel",  "Reynaldo", "Wilfredo", "Jun",   "Efren"};
const std::vector<std::string> second = {"Alba",      "Bituin", "Celeste", "Dalisay",
                                         "Esperanza", "Flor",   "Ligaya",  "Mayumi",
                                         "Rey",       "Sol",    "Tala",    "Vida"};
const std::vector<std::string> families = {
    "Abad",      "Bautista",  "Castillo",   "Dela Cruz", "Espinosa", "Fernandez",
    "Garcia",    "Hernandez", "Ilagan",     "Javier",    "Lim",      "Mendoza",
    "Navarro",   "Ocampo",    "Pascual",    "Quizon",    "Ramos",    "Salazar",
    "Tolentino", "Umali",     "Villanueva", "Yap",       "Zamora",   "Soriano"};
const std::vector<std::string> schools = {"primary", "high_school", "college"};

struct Job {
  std::string occupation, sector, sex;
  int salary_least, salary_most;  // USD a month
};
const std::vector<Job> jobs = {{"domestic_worker", "household", "female", 400, 520},
                               {"caregiver", "services", "female", 600, 1100},
                               {"welder", "construction", "male", 450, 900},
                               {"electrician", "construction", "male", 500, 1000},
                               {"machine_operator", "manufacturing", "male", 480, 1300},
                               {"cook", "services", "", 450, 1200}};
const std::vector<std::string> countries = {"SA", "AE", "QA", "KW", "HK", "SG", "OM", "JO"};

std::string padded(std::uint64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

Date years_before(Date today, Dice& dice, int least, int most) {
  return today - days{dice.between(least * 365 + 30, most * 365 + 330)};
}

void give_family(Member& member, Dice& dice, Date today) {
  const auto kin = [&](std::string id, std::string relation, std::string sex, Date born) {
    const auto& names = sex == "female" ? women : men;
    member.family.push_back({std::move(id), std::move(relation),
                             dice.one_of(names) + ' ' + member.family_name, sex, born, ""});
    return &member.family.back();
  };
  if (member.married) {
    const bool woman = member.sex == "female";
    kin(woman ? "husband" : "wife", "spouse", woman ? "male" : "female",
        member.born + days{dice.between(-2000, 2000)});
    const int children = dice.between(0, 3);
    for (int i = 0; i < children; ++i) {
      Kin* child =
          kin(std::string{"child_"} + static_cast<char>('a' + i), "child",
              dice.chance(50) ? "female" : "male", today - days{dice.between(2 * 365, 17 * 365)});
      child->school = dice.one_of(schools);
    }
    return;
  }
  kin("mother", "mother", "female", member.born - days{dice.between(20 * 365, 32 * 365)});
  if (dice.chance(60)) {
    kin("father", "father", "male", member.born - days{dice.between(21 * 365, 36 * 365)});
  }
  if (dice.chance(50)) {
    kin("sister", "sister", "female", today - days{dice.between(12 * 365, 20 * 365)})->school =
        "high_school";
  }
}

Standing standing_from(Dice& dice) {
  const auto roll = dice.below(100);
  if (roll < 72) return Standing::both_layers;
  if (roll < 82) return Standing::fund_only;
  if (roll < 91) return Standing::fund_lapsed;
  if (roll < 97) return Standing::all_lapsed;
  return Standing::never_paid;
}

// Dates that give the standing: the fund's cover is two years from the day paid, the policy's is
// the contract's.
void give_cover(Member& member, Dice& dice, Date today) {
  using enum Standing;
  const auto contract = [&](Date start, int months) {
    member.contract_start = start;
    member.contract_end = add_months(start, months) - days{1};
  };
  member.agency = member.standing != fund_only;
  switch (member.standing) {
    case both_layers:
    case fund_only:
      member.paid = today - days{dice.between(150, 600)};
      contract(*member.paid + days{20}, 24);
      break;
    case fund_lapsed:  // a three-year contract outlives the fund's two years
      member.paid = today - days{dice.between(800, 980)};
      contract(*member.paid + days{20}, 36);
      break;
    case all_lapsed:
      member.paid = today - days{dice.between(1100, 1500)};
      contract(*member.paid + days{20}, 24);
      break;
    case never_paid:
      contract(today - days{dice.between(100, 400)}, 24);
      break;
  }
  member.policy = member.agency && member.standing != never_paid;
}

Member make_member(std::size_t index, Dice& dice, Date today) {
  Member member;
  const Job& job = dice.one_of(jobs);
  member.number = "MW-" + padded(1000000 + index, 7);
  member.sex = !job.sex.empty() ? job.sex : (dice.chance(55) ? "female" : "male");
  member.given_names =
      dice.one_of(member.sex == "female" ? women : men) + ' ' + dice.one_of(second);
  member.family_name = dice.one_of(families);
  member.born = years_before(today, dice, 23, 54);
  member.married = dice.chance(62);
  member.passport = "P" + padded(1000000 + index * 7, 8) + "A";
  member.occupation = job.occupation;
  member.sector = job.sector;
  member.work_country = dice.one_of(countries);
  member.salary_minor = dice.between(job.salary_least, job.salary_most) * 100;
  member.standing = standing_from(dice);
  give_cover(member, dice, today);
  give_family(member, dice, today);
  return member;
}

}  // namespace

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::vector<Member> make_members(std::size_t count, std::uint64_t seed, Date today) {
  Dice dice{seed};
  std::vector<Member> members;
  members.reserve(count);
  for (std::size_t i = 0; i < count; ++i) members.push_back(make_member(i, dice, today));
  return members;
}

}  // namespace haven::rehearsal
