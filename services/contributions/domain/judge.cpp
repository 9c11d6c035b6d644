#include "services/contributions/domain/judge.hpp"

#include <algorithm>
#include <array>

namespace haven::contributions {
namespace {

Refused refused(std::string field, std::string reason) {
  return {ErrorKind::invalid, "invalid_field", std::move(field), std::move(reason)};
}

using Objection = std::optional<Verdict>;

Objection reference_is_unused(const Payment& payment, const Facts& facts) {
  const auto before = facts.booked.find(payment.reference);
  if (before == facts.booked.end()) return {};
  if (before->second.second == payment) return AlreadyBooked{before->second.first};
  return Refused{ErrorKind::conflict, "receipt_reference_reused", "reference",
                 "a reference that was not used for another payment"};
}

Objection fund_collects_it(const Payment& payment, const Facts& facts) {
  if (facts.prices.contains({payment.scheme, payment.kind, payment.paid})) return {};
  return refused("scheme", "a scheme whose contributions this fund collects");
}

Objection amount_is(const Payment& payment, const Money& asked) {
  if (payment.amount.currency() != asked.currency()) {
    return refused("currency", asked.currency().code());
  }
  if (payment.amount != asked) {
    return refused("amount", decimal_text(asked) + " " + asked.currency().code());
  }
  return {};
}

}  // namespace

Verdict judge_for(const Payment& payment, const MemberId& member, const Facts& facts) {
  const auto due = facts.due.find({member, payment.scheme, payment.kind});
  if (due != facts.due.end() && !due->second.empty()) {
    const Assessment& oldest = due->second.front();
    if (auto objection = amount_is(payment, oldest.amount)) return *objection;
    return Matched{member, oldest};
  }
  // Joining is assessed by the fund and paid once; a renewal may come unasked, at its price.
  if (payment.kind != "renewal") {
    return refused("kind", "renewal, because nothing is due for joining");
  }
  const Money& price = facts.prices.at({payment.scheme, payment.kind, payment.paid});
  if (auto objection = amount_is(payment, price)) return *objection;
  return Matched{member, {}};
}

std::vector<Verdict> judge(const std::vector<Payment>& payments, Facts facts) {
  std::vector<Verdict> verdicts;
  for (const Payment& payment : payments) {
    // Order is policy: what was booked before is booked, whatever has changed since.
    Objection verdict = reference_is_unused(payment, facts);
    if (!verdict) verdict = fund_collects_it(payment, facts);
    if (!verdict) {
      const auto member = facts.members.find(payment.member_number);
      verdict = member == facts.members.end() ? Verdict{Unmatched{}}
                                              : judge_for(payment, member->second, facts);
    }
    if (const auto* matched = std::get_if<Matched>(&*verdict); matched && matched->due) {
      facts.due[{matched->member, payment.scheme, payment.kind}].pop_front();
    }
    const bool is_booked = verdict->index() < 2;  // matched or unmatched
    if (is_booked) facts.booked[payment.reference] = {ReceiptId{}, payment};
    verdicts.push_back(*std::move(verdict));
  }
  return verdicts;
}

std::vector<FieldProblem> problems_of(const Payment& payment, Date today) {
  static constexpr std::array channels{"agency", "direct", "individual", "mission"};
  std::vector<FieldProblem> problems;
  const auto expect = [&](bool holds, const char* field, const char* right) {
    if (!holds) problems.push_back({field, right});
  };
  const auto is_short = [](const std::string& text, std::size_t most) {
    return !text.empty() && text.size() <= most;
  };
  expect(is_short(payment.partner, 40), "partner", "1 to 40 characters");
  expect(is_short(payment.reference, 60), "reference", "1 to 60 characters");
  expect(is_short(payment.member_number, 20), "member_number", "1 to 20 characters");
  expect(is_short(payment.scheme, 40), "scheme", "a scheme whose contributions this fund collects");
  expect(payment.kind == "new" || payment.kind == "renewal", "kind", "new or renewal");
  expect(std::ranges::find(channels, payment.channel) != channels.end(), "channel",
         "agency, direct, individual or mission");
  expect(payment.amount.minor() > 0, "amount", "an amount of more than nothing, such as 1450.00");
  expect(payment.paid <= today && payment.paid >= Date{std::chrono::year{1990} / 1 / 1}, "paid",
         "today or a day in the past, 1990-01-01 or later");
  return problems;
}

}  // namespace haven::contributions
