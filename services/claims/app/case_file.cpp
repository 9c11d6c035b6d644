#include "services/claims/app/case_file.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "common/core/ensure.hpp"
#include "common/scheme/wire.hpp"

namespace haven::claims {
namespace {

// Maps are written in the order of their keys, which SerializeAsString() does not promise.
std::string bytes_of(const v1::CaseFile& file) {
  std::string bytes;
  google::protobuf::io::StringOutputStream text{&bytes};
  {
    google::protobuf::io::CodedOutputStream out{&text};
    out.SetSerializationDeterministic(true);
    file.SerializeToCodedStream(&out);
  }
  return bytes;
}

Account account_from(const v1::PayeeAccount& account) {
  return {account.party(), account.owner_name(), account.bank(), account.account()};
}

std::vector<Currency> currencies_of(const scheme::Pack& pack) {
  std::vector<Currency> currencies;
  for (const scheme::SchemeInfo& info : scheme::schemes_of(pack)) {
    if (std::ranges::count(currencies, info.currency) == 0) currencies.push_back(info.currency);
  }
  return currencies;
}

}  // namespace

v1::PayeeAccount wire_of(const Account& account) {
  v1::PayeeAccount wire;
  wire.set_party(account.party);
  wire.set_owner_name(account.owner_name);
  wire.set_bank(account.bank);
  wire.set_account(account.account);
  return wire;
}

v1::CaseFile case_file_of(const Claim& claim, const File& file) {
  v1::CaseFile wire;
  wire.set_claim_id(claim.id.text());
  wire.set_reference(claim.reference);
  wire.set_filer_capacity(file.capacity);
  *wire.mutable_incident() = scheme::wire_of(file.incident);
  for (const auto& impairment : file.impairments)
    *wire.add_impairments() = scheme::wire_of(impairment);
  if (file.assessment) *wire.mutable_assessment() = scheme::wire_of(*file.assessment);
  for (const auto& cost : file.costs) *wire.add_costs() = scheme::wire_of(cost);
  if (file.award) *wire.mutable_award() = scheme::wire_of(*file.award);
  for (const auto& benefit : file.apply) wire.add_apply(benefit);
  for (const auto& [name, value] : file.facts) (*wire.mutable_facts())[name] = value;
  for (const auto& pause : file.pauses) *wire.add_pauses() = scheme::wire_of(pause);
  for (const Account& account : file.accounts) *wire.add_accounts() = wire_of(account);
  return wire;
}

v1::CaseFile case_file_of(const Claim& claim) {
  v1::CaseFile file;
  ensure(file.ParseFromString(claim.file), "a stored case file is readable");
  return file;
}

void seal(Claim& claim, v1::CaseFile& file) {
  file.set_member_id(claim.member.text());
  file.set_filed_by(claim.filed_by.value_or(""));
  file.set_filed(claim.filed_on ? text_of(*claim.filed_on) : "");
  file.set_papers_complete(claim.papers_complete_on ? text_of(*claim.papers_complete_on) : "");
  file.set_version(claim.file_version);
  claim.file = bytes_of(file);
}

Result<File> file_from(const Claim& claim, const v1::CaseFile& wire) {
  const auto facts = scheme::case_from({}, wire, "", claim.incident_on);
  if (!facts) return pass(facts);
  File file{wire.filer_capacity(), claim.authority,   claim.contact, facts->incident,
            facts->impairments,    facts->assessment, facts->costs,  facts->award,
            facts->apply,          facts->facts,      facts->pauses, {}};
  for (const auto& account : wire.accounts()) file.accounts.push_back(account_from(account));
  return file;
}

enrolment::v1::Member member_of(const std::string& snapshot) {
  enrolment::v1::Member member;
  ensure(member.ParseFromString(snapshot), "a stored member is readable");
  return member;
}

Result<void> check_file(const FundRules& rules, const File& file,
                        const enrolment::v1::Member& member, bool to_be_filed, Date today) {
  const FileFacts facts{today, date_from(member.person().born()), currencies_of(*rules.pack),
                        to_be_filed};
  auto problems = problems_of(file, facts);
  if (problems.empty()) return {};
  std::string detail = problems.front().pointer + ": " + problems.front().detail;
  return refuse(ErrorKind::invalid, "invalid_field", std::move(detail), std::move(problems));
}

}  // namespace haven::claims
