#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/core/money.hpp"
#include "common/core/result.hpp"
#include "common/scheme/case.hpp"
#include "common/scheme/decision.hpp"
#include "common/scheme/fact_sheet.hpp"

namespace haven::scheme {

/// All the schemes of one country, loaded from a folder and checked: rules as data. Immutable and
/// thread-safe after loading.
class Pack;
using PackPtr = std::shared_ptr<const Pack>;

/// Loads ops/schemes/<name>. Refused with file, line and field: an unknown key, a wrong type, a
/// missing source, versions that overlap, a reason code without a text.
Result<PackPtr> load_pack(const std::filesystem::path& folder);
/// The same from a copy, whose folder may have any name: the pack's own name stands in pack.yaml.
Result<PackPtr> load_pack_copy(const std::filesystem::path& folder);
/// The same from the contents of its files by name ("owwa.yaml").
Result<PackPtr> pack_from(const std::string& name, std::map<std::string, std::string> files);
/// Every pack below `folder`, by name.
Result<std::map<std::string, PackPtr>> load_packs(const std::filesystem::path& folder);

std::string name_of(const Pack& pack);
std::string hash_of(const Pack& pack);
/// What it was loaded from: contents by file name.
const std::map<std::string, std::string>& files_of(const Pack& pack);

/// Decides a case: the outcome of every benefit of every layer that the incident opens, missing
/// papers, due dates and flags. Pure: no clock, no database; equal arguments give an equal
/// decision. Refused: facts that no rule can read (unknown incident kind, a contract that ends
/// before it starts), with the case file's field names.
Result<Decision> evaluate(const Pack& pack, const Case& facts);

/// The sentence that a family reads for a reason code, and what they can do.
std::string reason_text(const Pack& pack, const std::string& reason);

/// What must be paid to be covered by `scheme` for a registration of this kind on `today`; nothing
/// when the scheme's contribution is not collected by the fund, or when no rate is in force.
std::optional<Money> contribution_due(const Pack& pack, const std::string& scheme,
                                      const std::string& kind, Date today);
/// The same where the price goes by more than the kind: age, term, channel, contract.
std::optional<Money> contribution_due(const Pack& pack, const Registration& registration,
                                      const Case& facts);

/// The period that a registration gives, by the scheme's rules; nothing when a date it needs is
/// missing. Both days are covered; a cover without end ends on `no_end`.
inline constexpr Date no_end{std::chrono::sys_days{std::chrono::year{2200} / 12 / 31}};
struct CoverPeriod {
  Date starts{}, ends{};
  bool operator==(const CoverPeriod&) const = default;
};
std::optional<CoverPeriod> cover_of(const Pack& pack, const Registration& registration);

struct SchemeInfo {
  std::string name;   // "owwa"
  std::string layer;  // fund, insurer, employer, agency
  bool collected;     // the fund collects its contribution
  Currency currency;
  std::string title;  // "Overseas Workers Welfare Administration"
};
std::vector<SchemeInfo> schemes_of(const Pack& pack);

/// Where a refusal of a scheme can be taken.
struct Appeal {
  std::string to;
  int days = 0;  // from the day on which the refusal was told
  std::string source;
};
std::optional<Appeal> appeal_of(const Pack& pack, const std::string& scheme);

/// What a claim form must ask for and may hold under this pack: allowed codes by field
/// ("incident.kind", "incident.cause", "costs.head", "documents", ...).
const std::map<std::string, std::vector<std::string>>& codes_of(const Pack& pack);

/// The facts that only some schemes ask about, and what kind of value each is.
const std::map<std::string, FactType>& fact_types_of(const Pack& pack);
/// The workers' country, ISO 3166; empty for a pack of no one country.
const std::string& country_of(const Pack& pack);

/// What a line rests on, from Line::source: the texts cited, and the numbers of our readings.
struct Basis {
  std::string text;
  std::vector<std::string> readings;
};
Basis basis_from(const std::string& source);
/// A reading of the pack: what was chosen where the published text is silent, and why. Empty for a
/// number that the pack does not have.
struct Reading {
  std::string value, reason;
};
Reading reading_of(const Pack& pack, const std::string& number);

/// Reads a case file. Refused with line and field: unknown keys, wrong types, impossible dates.
Result<Case> case_from_yaml(const std::string& text);

}  // namespace haven::scheme
