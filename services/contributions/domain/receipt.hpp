#pragma once
#include <optional>
#include <string>
#include <tuple>

#include "common/core/clock.hpp"
#include "common/core/id.hpp"
#include "common/core/money.hpp"

namespace haven::contributions {

using AssessmentId = Id<struct AssessmentTag>;
using ReceiptId = Id<struct ReceiptTag>;
using FileId = Id<struct FileTag>;

enum class AssessmentState { due, settled, withdrawn };
enum class ReceiptState { unmatched, matched, reversed, refunded };

/// What a collecting partner says came in. `reference` is the partner's own and used once.
struct Payment {
  std::string partner;
  std::string reference;
  std::string member_number;
  std::string scheme;
  std::string kind;     // new, renewal
  std::string channel;  // agency, direct, individual, mission
  Money amount;
  Date paid{};
  bool operator==(const Payment&) const = default;
};

/// What a member owes for one period of one scheme.
struct Assessment {
  AssessmentId id;
  MemberId member;
  std::string member_number;  // for people; empty where only the rules look
  std::string scheme;
  std::string kind;
  Money amount;
  AssessmentState state = AssessmentState::due;
  Date assessed{};
};

struct Reversal {
  std::string reason;
  Date reversed{};
};

/// Money that came in.
struct Receipt {
  ReceiptId id;
  Payment payment;
  ReceiptState state = ReceiptState::unmatched;
  MemberId member;          // empty while unmatched
  AssessmentId assessment;  // as above
  Instant received_at{};
  std::optional<Reversal> reversal;
};

}  // namespace haven::contributions
