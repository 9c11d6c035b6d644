#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/scheme/case.hpp"

namespace haven::scheme {

enum class Outcome { pay, refuse, refer };
std::string name_of(Outcome outcome);

struct Share {
  std::string party;  // family or nominee id, or a scheme's name
  Money amount;
  bool operator==(const Share&) const = default;
};

/// One test that was made on the way to a line, in order.
struct Step {
  std::string rule;    // "cover_includes_incident"
  std::string result;  // "2023-02-10 to 2025-02-09 includes 2024-05-14"
  bool operator==(const Step&) const = default;
};

/// A benefit that is paid again and again: the amount of its line is one instalment.
struct Instalments {
  std::string every;         // month, year
  std::optional<int> times;  // nothing: as long as the condition holds
  std::string while_true;    // what must be shown each time, in words; may be empty
  bool operator==(const Instalments&) const = default;
};

/// The outcome of one benefit of one scheme: what, why, and what that rests on. A benefit has one
/// line; where a part of its bills does not count, one more that refuses that part.
struct Line {
  std::string scheme;
  std::string layer;  // fund, insurer, employer, agency
  std::string benefit;
  Outcome outcome = Outcome::pay;
  Money amount;               // pay only
  std::vector<Share> shares;  // pay only; empty: no payee named by the rules
  std::string reason;         // refuse and refer: a reason code
  std::string rule;           // the rule that gave the outcome
  std::string source;         // what that rule rests on, as the pack cites it
  std::vector<Step> trace;
  std::optional<Instalments> instalments;  // pay only
  bool operator==(const Line&) const = default;
};

struct DueDate {
  std::string scheme;
  std::string benefit;
  Date date{};
  bool operator==(const DueDate&) const = default;
};

/// A paper still missing. Any one set of `alternatives` serves instead of the document.
struct Need {
  Paper paper;
  std::vector<std::vector<std::string>> alternatives;
  std::vector<std::string> schemes;  // that ask for it
  bool operator==(const Need&) const = default;
};

struct QuoteLine {
  std::string scheme;
  std::string item;
  Money amount;
  bool operator==(const QuoteLine&) const = default;
};

/// Everything that follows from a case under a pack. Equal facts give an equal decision.
struct Decision {
  std::string pack;       // "ph"
  std::string pack_hash;  // SHA-256 over the pack's files
  std::vector<Line> lines;
  std::vector<Need> need;
  std::vector<DueDate> due;
  std::vector<QuoteLine> quote;
  std::vector<std::string> flags;
  std::optional<std::string> percent;  // found in an impairment table: "83", "12.5"
  bool operator==(const Decision&) const = default;
};

/// The decision as one JSON object, canonical: the same decision gives the same bytes. With trace.
std::string json_of(const Decision& decision);
/// Only the keys of a case file's `expect`, for `haven scheme evaluate`.
std::string answer_json(const Decision& decision);

}  // namespace haven::scheme
