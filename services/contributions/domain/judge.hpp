#pragma once
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "common/core/result.hpp"
#include "services/contributions/domain/receipt.hpp"

namespace haven::contributions {

/// What is due from one member for one kind of one scheme.
using DueKey = std::tuple<MemberId, std::string, std::string>;  // member, scheme, kind
/// What a period costs: scheme, kind, day paid.
using PriceKey = std::tuple<std::string, std::string, Date>;

/// Everything that a judgement on payments of one partner may look at.
struct Facts {
  Date today{};
  std::map<std::string, std::pair<ReceiptId, Payment>> booked;  // by reference, this partner's
  std::map<std::string, MemberId> members;                      // by number; merges followed
  std::map<DueKey, std::deque<Assessment>> due;                 // the oldest first
  std::map<PriceKey, Money> prices;  // absent: not a contribution that the fund collects
};

/// It settles what was due; without an assessment it is a renewal that nobody had asked for yet.
struct Matched {
  MemberId member;
  std::optional<Assessment> due;
};
/// No member has the number: a person looks at it.
struct Unmatched {};
/// The partner told us of it before.
struct AlreadyBooked {
  ReceiptId receipt;
};
struct Refused {
  ErrorKind kind = ErrorKind::invalid;
  std::string code = "invalid_field";
  std::string field;   // of Payment
  std::string reason;  // what would be right
};
using Verdict = std::variant<Matched, Unmatched, AlreadyBooked, Refused>;

/// Judges payments one after the other: what one settles is no longer due for the next, and a
/// reference that one uses is booked for the next.
[[nodiscard]] std::vector<Verdict> judge(const std::vector<Payment>& payments, Facts facts);

/// Judges a payment for a member who is known: an unmatched receipt that finds its member.
[[nodiscard]] Verdict judge_for(const Payment& payment, const MemberId& member, const Facts& facts);

/// What is wrong with a payment by itself, before anything is read.
[[nodiscard]] std::vector<FieldProblem> problems_of(const Payment& payment, Date today);

}  // namespace haven::contributions
