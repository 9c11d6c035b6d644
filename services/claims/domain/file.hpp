#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/scheme/case.hpp"

namespace haven::claims {

/// What lets a representative act for the worker or the family.
struct Authority {
  std::string kind;      // power_of_attorney, court_order, guardianship
  std::string document;  // its reference
  bool operator==(const Authority&) const = default;
};

/// How the fund reaches who filed.
struct Contact {
  std::string name;
  std::string phone;
  std::string email;
  bool operator==(const Contact&) const = default;
};

/// Where a payee's money goes.
struct Account {
  std::string party;  // family or nominee id, "claimant", or a scheme's name
  std::string owner_name;
  std::string bank;
  std::string account;
  bool operator==(const Account&) const = default;
};

/// What people write down of a claim. In a draft nearly all of it may be missing.
struct File {
  std::string capacity;  // worker, family, office_clerk, labour_attache, representative
  std::optional<Authority> authority;
  std::optional<Contact> contact;
  scheme::Incident incident;
  std::vector<scheme::Impairment> impairments;
  std::optional<scheme::Assessment> assessment;
  std::vector<scheme::Cost> costs;
  std::optional<scheme::Award> award;
  std::vector<std::string> apply;
  std::map<std::string, std::string> facts;
  std::vector<scheme::Period> pauses;  // days on which a settlement clock stands still
  std::vector<Account> accounts;
};

const std::vector<std::string>& capacities();
const std::vector<std::string>& authority_kinds();

/// What a file is checked against.
struct FileFacts {
  Date today{};
  std::optional<Date> born;          // the member's birth
  std::vector<Currency> currencies;  // that some scheme of the pack pays in
  bool to_be_filed = false;          // else it is a notice or a draft
};

/// Every field that is wrong or, when the claim is to be filed, missing.
[[nodiscard]] std::vector<FieldProblem> problems_of(const File& file, const FileFacts& facts);

}  // namespace haven::claims
