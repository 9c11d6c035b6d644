#pragma once
#include "services/adjudication/domain/award.hpp"
#include "services/adjudication/domain/decision.hpp"

/// Lines and cases that every rule accepts; a test changes one fact.
namespace haven::adjudication {

inline Money php(std::int64_t pesos) {
  return money(pesos * 100, "PHP");
}
inline Money usd(std::int64_t dollars) {
  return money(dollars * 100, "USD");
}

inline scheme::Line pays(std::string scheme, std::string layer, std::string benefit, Money amount,
                         std::vector<scheme::Share> shares = {}) {
  scheme::Line line;
  line.scheme = std::move(scheme);
  line.layer = std::move(layer);
  line.benefit = std::move(benefit);
  line.outcome = scheme::Outcome::pay;
  line.amount = std::move(amount);
  line.shares = std::move(shares);
  line.rule = "amount_of_table";
  line.source = "1.1";
  return line;
}

inline scheme::Line refuses(std::string scheme, std::string benefit, std::string reason) {
  scheme::Line line;
  line.scheme = std::move(scheme);
  line.layer = "fund";
  line.benefit = std::move(benefit);
  line.outcome = scheme::Outcome::refuse;
  line.reason = std::move(reason);
  line.rule = "cover_includes_incident";
  line.source = "1.1";
  return line;
}

inline scheme::Line refers(std::string scheme, std::string benefit, std::string reason) {
  scheme::Line line = refuses(std::move(scheme), std::move(benefit), std::move(reason));
  line.outcome = scheme::Outcome::refer;
  line.rule = "committee_decides";
  return line;
}

/// A death of which the fund pays the death grant to two payees and the burial to nobody named.
inline scheme::Decision clean_death() {
  scheme::Decision decision;
  decision.pack = "ph";
  decision.pack_hash = std::string(64, 'a');
  decision.lines = {
      pays("owwa", "fund", "death", php(100000), {{"wife", php(50000)}, {"child_a", php(50000)}}),
      pays("owwa", "fund", "burial", php(20000)),
      pays("oci", "insurer", "death", usd(10000), {{"wife", usd(10000)}})};
  return decision;
}

inline scheme::Case death_case() {
  scheme::Case facts;
  facts.incident.kind = "death";
  scheme::Relative wife, child;
  wife.id = "wife";
  wife.relation = "spouse";
  child.id = "child_a";
  child.relation = "child";
  facts.family = {wife, child};
  facts.nominees = {{"child_a", {}}, {"wife", {}}};
  return facts;
}

inline DecidedLine decided(scheme::Line line) {
  return {std::move(line), {}, ""};
}

}  // namespace haven::adjudication
