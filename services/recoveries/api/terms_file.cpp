#include "services/recoveries/api/terms_file.hpp"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace haven::recoveries {
namespace {

// Thrown inside this file only, and caught in terms_from_yaml.
struct Wrong {
  std::string where, what;
};

std::string below(const std::string& where, const std::string& key) {
  return where.empty() ? key : where + "." + key;
}

void only_keys(const YAML::Node& node, const std::string& where,
               const std::set<std::string>& known) {
  if (!node.IsMap()) throw Wrong{where.empty() ? "file" : where, "must be a map"};
  for (const auto& pair : node) {
    if (known.contains(pair.first.Scalar())) continue;
    throw Wrong{below(where, pair.first.Scalar()), "is no key that haven knows"};
  }
}

YAML::Node part_of(const YAML::Node& node, const std::string& where, const char* key) {
  if (!node[key]) throw Wrong{below(where, key), "is missing"};
  return node[key];
}

YAML::Node list_in(const YAML::Node& node, const std::string& where, const char* key) {
  const auto list = part_of(node, where, key);
  if (!list.IsSequence()) throw Wrong{below(where, key), "must be a list"};
  return list;
}

std::string text_in(const YAML::Node& node, const std::string& where, const char* key) {
  const auto text = part_of(node, where, key);
  if (!text.IsScalar() || text.Scalar().empty()) throw Wrong{below(where, key), "is missing"};
  return text.Scalar();
}

int number_from(const std::string& text, const std::string& where, int least, int most) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (is_whole && number >= least && number <= most) return number;
  throw Wrong{where,
              "must be a number from " + std::to_string(least) + " to " + std::to_string(most)};
}

int number_in(const YAML::Node& node, const std::string& where, const char* key, int least,
              int most) {
  return number_from(text_in(node, where, key), below(where, key), least, most);
}

// A code stands in accounts of the books, which have their own punctuation.
std::string code_in(const YAML::Node& node, const std::string& where, const char* key) {
  const std::string code = text_in(node, where, key);
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  for (const char c : code) {
    if (!plain(c)) throw Wrong{below(where, key), "must be small letters, digits and _"};
  }
  if (code == "payee") throw Wrong{below(where, key), "must not be payee, which is a word of ours"};
  return code;
}

Money money_in(const YAML::Node& node, const std::string& where, const char* key,
               const std::string& currency) {
  const auto amount = money_from(text_in(node, where, key), currency);
  if (amount && amount->minor() > 0) return *amount;
  throw Wrong{below(where, key), "must be an amount above nothing such as \"1000.00\""};
}

void check_currency(const std::string& code, const std::string& where) {
  if (!Currency::from(code)) throw Wrong{where, "must be a known ISO 4217 code"};
}

DebtClock clock_in(const YAML::Node& parent, const std::string& at) {
  const std::string where = below(at, "clock");
  const auto node = part_of(parent, at, "clock");
  only_keys(node, where, {"days", "after", "demand_after_days", "remind_days_before"});
  DebtClock clock;
  clock.days = number_in(node, where, "days", 0, 3650);
  const std::string after = text_in(node, where, "after");
  if (after != "raising" && after != "claim_due") {
    throw Wrong{where + ".after", "must be raising or claim_due"};
  }
  clock.start = after == "raising" ? ClockStart::raising : ClockStart::claim_due;
  clock.demand_after_days = number_in(node, where, "demand_after_days", 0, clock.days);
  int before = clock.days + 1;
  for (const auto& day : list_in(node, where, "remind_days_before")) {
    const std::string key = where + ".remind_days_before";
    const int next = number_from(day.IsScalar() ? day.Scalar() : "", key, 1, clock.days);
    if (next >= before) throw Wrong{key, "must fall"};
    clock.remind_days_before.push_back(before = next);
  }
  return clock;
}

std::optional<Bond> bond_in(const YAML::Node& parent, const std::string& at) {
  if (!parent["bond"]) return {};
  const auto node = parent["bond"];
  const std::string where = at + ".bond";
  only_keys(node, where, {"guarantor", "amount", "currency", "callable_after_days"});
  const std::string currency = text_in(node, where, "currency");
  check_currency(currency, where + ".currency");
  return Bond{code_in(node, where, "guarantor"), money_in(node, where, "amount", currency),
              number_in(node, where, "callable_after_days", 0, 3650)};
}

Insurer insurer_in(const YAML::Node& node, const std::string& where, const RecoveryTerms& before) {
  only_keys(node, where, {"code", "name", "schemes", "clock", "bond"});
  Insurer insurer;
  insurer.code = code_in(node, where, "code");
  if (before.insurer_named(insurer.code)) throw Wrong{where + ".code", "stands there twice"};
  insurer.name = text_in(node, where, "name");
  for (const auto& scheme : list_in(node, where, "schemes")) {
    insurer.schemes.push_back(scheme.IsScalar() ? scheme.Scalar() : "");
    if (before.insurer_of(insurer.schemes.back())) {
      throw Wrong{where + ".schemes", "names a scheme that another insurer has"};
    }
  }
  if (insurer.schemes.empty()) throw Wrong{where + ".schemes", "must name a scheme"};
  insurer.clock = clock_in(node, where);
  insurer.bond = bond_in(node, where);
  return insurer;
}

OverpaymentTerms overpayments_in(const YAML::Node& node) {
  const std::string where = "overpayments";
  only_keys(node, where,
            {"clock", "set_off_at_most_percent", "plan_months_max", "least_instalment"});
  OverpaymentTerms terms;
  terms.clock = clock_in(node, where);
  terms.set_off_at_most_percent = number_in(node, where, "set_off_at_most_percent", 1, 100);
  terms.plan_months_max = number_in(node, where, "plan_months_max", 1, 600);
  const auto least = part_of(node, where, "least_instalment");
  if (!least.IsMap()) throw Wrong{where + ".least_instalment", "must be a map"};
  for (const auto& pair : least) {
    const std::string code = pair.first.Scalar();
    check_currency(code, where + ".least_instalment." + code);
    terms.least_instalment.emplace(
        code, money_in(least, where + ".least_instalment", code.c_str(), code));
  }
  return terms;
}

std::vector<WriteOffBand> bands_in(const YAML::Node& list, const std::string& currency) {
  const std::string where = "write_off." + currency;
  check_currency(currency, where);
  if (!list.IsSequence() || list.size() == 0) throw Wrong{where, "must list its bands"};
  std::vector<WriteOffBand> bands;
  for (const auto& node : list) {
    only_keys(node, where, {"up_to", "people"});
    const WriteOffBand band{money_in(node, where, "up_to", currency),
                            number_in(node, where, "people", 2, 9)};
    if (!bands.empty() && !bands.back().up_to.less_than(band.up_to)) {
      throw Wrong{where, "each band must reach further than the one before"};
    }
    if (!bands.empty() && band.people < bands.back().people) {
      throw Wrong{where, "a larger amount must not need fewer people"};
    }
    bands.push_back(band);
  }
  return bands;
}

RecoveryTerms terms_in(const YAML::Node& root) {
  only_keys(root, "", {"insurers", "agencies", "overpayments", "write_off"});
  RecoveryTerms terms;
  for (const auto& node : list_in(root, "", "insurers")) {
    const std::string where = "insurers[" + std::to_string(terms.insurers.size()) + "]";
    terms.insurers.push_back(insurer_in(node, where, terms));
  }
  const auto agencies = part_of(root, "", "agencies");
  only_keys(agencies, "agencies", {"clock"});
  terms.agencies = clock_in(agencies, "agencies");
  terms.overpayments = overpayments_in(part_of(root, "", "overpayments"));
  const auto write_off = part_of(root, "", "write_off");
  if (!write_off.IsMap()) throw Wrong{"write_off", "must list bands by currency"};
  for (const auto& pair : write_off) {
    terms.write_off[pair.first.Scalar()] = bands_in(pair.second, pair.first.Scalar());
  }
  return terms;
}

}  // namespace

Result<RecoveryTerms> terms_from_yaml(const std::string& text) {
  try {
    return terms_in(YAML::Load(text));
  } catch (const Wrong& wrong) {
    return refuse(ErrorKind::invalid, "recovery_terms_wrong", wrong.where + " " + wrong.what);
  } catch (const YAML::Exception& exception) {
    return refuse(ErrorKind::malformed, "recovery_terms_unreadable",
                  "line " + std::to_string(exception.mark.line + 1) + " is not readable as YAML");
  }
}

TermsOfFunds recovery_terms(const std::vector<Fund>& funds, const std::filesystem::path& folder) {
  TermsOfFunds terms;
  for (const Fund& fund : funds) {
    const auto path = folder / (fund.code + ".yaml");
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{path.string() + " is missing: it says who owes what by when"};
    std::ostringstream text;
    text << in.rdbuf();
    const auto read = terms_from_yaml(text.str());
    if (!read) throw std::runtime_error{path.string() + ": " + read.error().detail};
    terms[fund.code] = *read;
  }
  return terms;
}

}  // namespace haven::recoveries
