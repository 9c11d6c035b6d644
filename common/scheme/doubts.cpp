#include "common/scheme/doubts.hpp"

#include "common/scheme/situation.hpp"

namespace haven::scheme {
namespace {

/// So large that no bill or award is larger, so small that no rule's arithmetic overflows.
constexpr std::int64_t minor_max = 1'000'000'000'000'000;

/// Looks for facts that no rule can read.
class Doubts {
 public:
  Doubts(const Pack& pack, const Case& facts) : pack_(pack), facts_(facts) {}

  std::vector<FieldProblem> all() {
    if (facts_.pack != pack_.name) note("/pack", "is " + pack_.name);
    if (!is_one_of({"claim", "quote", "percent"}, facts_.ask)) {
      note("/ask", "is claim, quote or percent");
    }
    worker();
    people();
    amounts();
    if (facts_.ask == "claim") claim();
    if (facts_.ask != "quote") injuries();
    for (auto& wrong : wrong_facts(*pack_.vocabulary, facts_)) found_.push_back(std::move(wrong));
    return std::move(found_);
  }

 private:
  void worker() {
    for (std::size_t i = 0; i < facts_.registrations.size(); ++i) {
      const Registration& each = facts_.registrations[i];
      in_order(each.starts, each.ends, "/registrations/" + std::to_string(i) + "/ends");
      const std::string at = "/registrations/" + std::to_string(i);
      if (each.sum) amount(*each.sum, at + "/sum");
      if (!each.kind.empty()) code("registration.kind", each.kind, at + "/kind");
      if (!each.status.empty()) code("registration.status", each.status, at + "/status");
    }
    if (facts_.contract) in_order(facts_.contract->start, facts_.contract->end, "/contract/end");
    in_order(facts_.stay.departed, facts_.stay.returned, "/stay/returned");
  }

  void people() {
    const auto twice = [&](const auto& list, const std::string& name) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (list[i].id != list[j].id) continue;
          note("/" + name + "/" + std::to_string(i) + "/id", "is given to one person only");
        }
      }
    };
    twice(facts_.family, "family");
    twice(facts_.nominees, "nominees");
  }

  void amounts() {
    for (std::size_t i = 0; i < facts_.costs.size(); ++i) {
      const std::string at = "/costs/" + std::to_string(i);
      amount(facts_.costs[i].amount, at + "/amount");
      if (facts_.costs[i].paid_elsewhere) {
        amount(*facts_.costs[i].paid_elsewhere, at + "/paid_elsewhere");
      }
    }
    for (std::size_t i = 0; i < facts_.history.size(); ++i) {
      amount(facts_.history[i].amount, "/history/" + std::to_string(i) + "/amount");
    }
    if (facts_.award) amount(facts_.award->amount, "/award/amount");
    if (facts_.contract && facts_.contract->salary) {
      amount(*facts_.contract->salary, "/contract/salary");
    }
    if (facts_.assessment && facts_.assessment->amount) {
      amount(*facts_.assessment->amount, "/assessment/amount");
    }
  }

  void claim() {
    const Incident& incident = facts_.incident;
    if (is_one_of(pack_.kinds_not_opened, incident.kind)) return;
    code("incident.kind", incident.kind, "/incident/kind");
    if (!incident.cause.empty()) code("incident.cause", incident.cause, "/incident/cause");
    for (const auto& each : incident.circumstances) {
      code("incident.circumstances", each, "/incident/circumstances");
    }
    if (facts_.assessment && !facts_.assessment->cls.empty()) {
      code("assessment.class", facts_.assessment->cls, "/assessment/class");
    }
  }

  void injuries() {
    for (std::size_t i = 0; i < facts_.impairments.size(); ++i) {
      const std::string at = "/impairments/" + std::to_string(i);
      code("impairments.part", facts_.impairments[i].part, at + "/part");
      code("impairments.kind", facts_.impairments[i].kind, at + "/kind");
    }
  }

  void code(const std::string& vocabulary, const std::string& value, const std::string& pointer) {
    const auto known = pack_.codes.find(vocabulary);
    if (known == pack_.codes.end() || is_one_of(known->second, value)) return;
    std::string codes;
    for (const auto& each : known->second) codes += (codes.empty() ? "" : ", ") + each;
    note(pointer, "is one of " + codes);
  }

  void in_order(const std::optional<Date>& first, const std::optional<Date>& last,
                const std::string& pointer) {
    if (first && last && *last < *first) note(pointer, "is not before the first day");
  }

  void amount(const Money& amount, const std::string& pointer) {
    if (amount.minor() < 0 || amount.minor() > minor_max) note(pointer, "is an amount up to 10^13");
  }

  void note(std::string pointer, std::string detail) {
    found_.push_back({std::move(pointer), std::move(detail)});
  }

  const Pack& pack_;
  const Case& facts_;
  std::vector<FieldProblem> found_;
};

}  // namespace

std::vector<FieldProblem> doubts_about(const Pack& pack, const Case& facts) {
  return Doubts{pack, facts}.all();
}

}  // namespace haven::scheme
