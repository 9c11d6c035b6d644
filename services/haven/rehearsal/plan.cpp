#include "services/haven/rehearsal/plan.hpp"

#include <algorithm>

#include "common/core/money.hpp"

namespace haven::rehearsal {
namespace {

namespace json = boost::json;
using std::chrono::days;

json::object money_json(std::int64_t minor, const std::string& currency) {
  return {{"amount", decimal_text(money(minor, currency))}, {"currency", currency}};
}

json::object cost(const std::string& head, std::int64_t minor, const std::string& currency,
                  Date day) {
  return {{"head", head}, {"amount", money_json(minor, currency)}, {"incurred", text_of(day)}};
}

const std::vector<std::string> banks = {"BNORPHMM", "MBTCPHMM", "BOPIPHMM", "TLBPPHMM"};

// The rehearsal's bank goes by an account's last two digits (ops/lib.sh): 01 is rejected, and so
// on.
std::string ending_of(Trouble trouble, Dice& dice) {
  switch (trouble) {
    case Trouble::wrong_account:
      return dice.chance(60) ? "01" : "05";
    case Trouble::no_answer:
      return dice.one_of<std::string>({"02", "06", "07"});
    case Trouble::odd_answers:
      return dice.one_of<std::string>({"03", "04", "08", "09", "10", "11"});
    case Trouble::none:
    case Trouble::no_account:
      break;
  }
  return "00";
}

// One account for each person who may be paid.
json::array accounts_of(const Member& member, Trouble trouble, Dice& dice) {
  const std::string ending = ending_of(trouble, dice);
  json::array accounts;
  const auto add = [&](const std::string& party, const std::string& owner) {
    std::string number;
    for (int i = 0; i < 10; ++i) number += static_cast<char>('0' + dice.below(10));
    accounts.push_back({{"party", party},
                        {"owner_name", owner},
                        {"bank", dice.one_of(banks)},
                        {"account", number + ending}});
  };
  add("member", member.given_names + ' ' + member.family_name);
  for (const Kin& kin : member.family) add(kin.id, kin.name);
  return accounts;
}

json::object incident(const std::string& kind, const std::string& cause, Date day,
                      const std::string& country) {
  json::object incident{{"kind", kind}, {"date", text_of(day)}, {"country", country}};
  if (!cause.empty()) incident["cause"] = cause;
  return incident;
}

void plan_death(PlannedClaim& claim, const Member& member, Date day, Dice& dice) {
  const auto roll = dice.below(100);
  const std::string cause = roll < 60 ? "illness" : roll < 88 ? "accident" : "suicide";
  auto what = incident("death", cause, day, member.work_country);
  if (cause == "accident")
    what["circumstances"] = json::array{dice.chance(50) ? "traffic" : "workplace"};
  claim.body["incident"] = what;
  if (member.policy && dice.chance(40)) {
    claim.body["costs"] =
        json::array{cost("remains", dice.between(1500, 4200) * 100, "USD", day + days{7})};
  }
  if (dice.chance(20)) claim.body["apply"] = json::array{"education", "livelihood"};
}

void plan_disability(PlannedClaim& claim, const Member& member, Date day, Dice& dice) {
  auto what = incident("disability", "accident", day, member.work_country);
  what["circumstances"] = json::array{"workplace"};
  claim.body["incident"] = what;
  const auto roll = dice.below(100);
  if (roll < 20) {  // both layers pay
    claim.body["impairments"] = json::array{{{"part", "foot"}, {"side", "both"}, {"at", "ankle"}}};
    claim.body["assessment"] = {{"class", "permanent_total"},
                                {"by", "doctor"},
                                {"amount", money_json(dice.between(50, 100) * 100000, "PHP")}};
    return;
  }
  claim.body["impairments"] = json::array{{{"part", dice.chance(50) ? "arm" : "hand"},
                                           {"side", dice.chance(50) ? "left" : "right"},
                                           {"at", dice.chance(50) ? "wrist" : "elbow"}}};
  json::object assessment{{"class", "partial"}, {"by", "doctor"}};
  if (roll < 75)
    assessment["amount"] = money_json(dice.between(25, 250) * 10000, "PHP");
  else if (roll < 82)
    assessment["amount"] = money_json(3000000, "PHP");  // above the band
  claim.body["assessment"] = assessment;  // else: no amount yet, an adjudicator assesses
}

void plan_repatriation(PlannedClaim& claim, const Member& member, Date day, Dice& dice) {
  const auto roll = dice.below(100);
  if (roll < 45) {
    auto what = incident("repatriation", "", day, member.work_country);
    what["circumstances"] = json::array{"emergency"};
    claim.body["incident"] = what;
    claim.body["costs"] = json::array{cost("ticket", dice.between(150, 320) * 10000, "PHP", day)};
    return;
  }
  claim.body["incident"] = incident("termination", roll < 85 ? "no_valid_cause" : "valid_dismissal",
                                    day, member.work_country);
  claim.body["costs"] =
      json::array{cost("ticket", dice.between(250, 700) * 100, "USD", day + days{5})};
}

void plan_legal_aid(PlannedClaim& claim, const Member& member, Date day, Date today, Dice& dice) {
  if (dice.chance(55)) {
    const Date opened = std::max(day - days{dice.between(35, 120)}, member.contract_start);
    claim.body["incident"] = incident("labour_case", "", opened, member.work_country);
    claim.body["facts"] = {{"case_opened", text_of(opened)}, {"case_closed", text_of(day)}};
    return;
  }
  claim.body["incident"] = incident("money_claim", "", day, "PH");
  claim.body["award"] = {{"amount", money_json(dice.between(400, 4000) * 100, "USD")},
                         {"final", true},
                         {"ordered", text_of(day)},
                         {"notified", text_of(std::min(day + days{4}, today))}};
}

Papers papers_from(Dice& dice) {
  const auto roll = dice.below(100);
  if (roll < 70) return Papers::all;
  if (roll < 85) return Papers::late;
  if (roll < 91) return Papers::alternative;
  if (roll < 95) return Papers::waived;
  return Papers::never;
}

Trouble trouble_from(Dice& dice) {
  const auto roll = dice.below(100);
  if (roll < 76) return Trouble::none;
  if (roll < 80) return Trouble::no_account;
  if (roll < 84) return Trouble::wrong_account;
  if (roll < 90) return Trouble::no_answer;
  return Trouble::odd_answers;
}

PlannedClaim plan_claim(const Member& member, Date today, Dice& dice) {
  PlannedClaim claim;
  claim.member_number = member.number;
  const Date day = today - days{dice.between(8, 60)};
  claim.body = {{"member_number", member.number}, {"file", true}};
  claim.body["capacity"] = "worker";
  const auto roll = dice.below(100);
  if (roll < 40) {
    claim.body["capacity"] = dice.chance(70) ? "family" : "office_clerk";
    plan_death(claim, member, day, dice);
  } else if (roll < 60) {
    plan_disability(claim, member, day, dice);
  } else if (roll < 82) {
    plan_repatriation(claim, member, day, dice);
  } else {
    claim.body["capacity"] = dice.chance(50) ? "labour_attache" : "worker";
    plan_legal_aid(claim, member, day, today, dice);
  }
  claim.papers = papers_from(dice);
  claim.trouble = trouble_from(dice);
  claim.filed_twice = dice.chance(3);
  claim.withdrawn = dice.chance(2);
  claim.notice_first = dice.chance(10);
  if (claim.trouble != Trouble::no_account)
    claim.body["accounts"] = accounts_of(member, claim.trouble, dice);
  return claim;
}

}  // namespace

std::vector<PlannedClaim> plan_claims(const std::vector<Member>& members, std::size_t count,
                                      std::uint64_t seed, Date today) {
  Dice dice{seed * 1000003 + 17};
  std::vector<PlannedClaim> claims;
  std::vector<bool> taken(members.size());
  // Nobody's contract may begin after the incident, and everybody has one claim in a month.
  for (std::size_t tries = 0; claims.size() < count && tries < count * 50; ++tries) {
    const std::size_t i = dice.below(members.size());
    if (taken[i] || members[i].contract_start > today - days{90}) continue;
    taken[i] = true;
    claims.push_back(plan_claim(members[i], today, dice));
  }
  return claims;
}

}  // namespace haven::rehearsal
