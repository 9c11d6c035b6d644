#include <fstream>
#include <stdexcept>

#include "common/core/csv.hpp"
#include "common/core/money.hpp"
#include "services/haven/rehearsal/people.hpp"

namespace haven::rehearsal {
namespace {

std::ofstream open(const std::filesystem::path& file) {
  std::ofstream out{file};
  if (!out) throw std::runtime_error{"cannot write " + file.string()};
  return out;
}

std::string family_cell(const Member& member) {
  std::string cell;
  for (const Kin& kin : member.family) {
    if (!cell.empty()) cell += '|';
    cell += kin.id + ':' + kin.relation + ':' + kin.name + ':' + text_of(kin.born) + ':' + kin.sex;
    if (!kin.school.empty()) cell += ":school=" + kin.school;
  }
  return cell;
}

// Spouse and children when there are any, else a parent.
std::string nominees_cell(const Member& member) {
  std::string cell;
  for (const Kin& kin : member.family) {
    const bool close = member.married || kin.relation == "mother";
    if (close) cell += (cell.empty() ? "" : "|") + kin.id;
  }
  return cell;
}

std::string policy_cell(const Member& member) {
  if (!member.policy) return "";
  return "oci:new:agency:" + text_of(member.contract_start) + ':' + text_of(member.contract_end);
}

}  // namespace

void write_members_csv(const std::vector<Member>& members, const std::filesystem::path& file) {
  auto out = open(file);
  out << "number,given_names,family_name,born,sex,married,country,document_type,document_number,"
         "family,nominees,contract_start,contract_end,hire,occupation,sector,salary,salary_"
         "currency,"
         "departed,registrations\n";
  for (const Member& member : members) {
    out << csv_line({member.number,
                     member.given_names,
                     member.family_name,
                     text_of(member.born),
                     member.sex,
                     member.married ? "yes" : "no",
                     "PH",
                     "passport",
                     member.passport,
                     family_cell(member),
                     nominees_cell(member),
                     text_of(member.contract_start),
                     text_of(member.contract_end),
                     member.agency ? "agency" : "direct",
                     member.occupation,
                     member.sector,
                     decimal_text(money(member.salary_minor, "USD")),
                     "USD",
                     text_of(member.contract_start),
                     policy_cell(member)})
        << '\n';
  }
}

void write_contributions_csv(const std::vector<Member>& members,
                             const std::filesystem::path& file) {
  auto out = open(file);
  out << "reference,member_number,scheme,kind,channel,amount,currency,paid\n";
  std::size_t number = 0;
  for (const Member& member : members) {
    ++number;
    if (!member.paid) continue;
    out << csv_line({"R" + std::to_string(1000000 + number), member.number, "owwa", "new",
                     member.agency ? "agency" : "direct", "25.00", "USD", text_of(*member.paid)})
        << '\n';
  }
}

}  // namespace haven::rehearsal
