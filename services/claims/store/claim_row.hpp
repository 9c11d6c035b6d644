#pragma once
// How a row of claims.claim becomes a Claim. Included by this store's sources only.
#include "common/db/sql.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims::store {

/// Everything of a claim but its where clause; the order is that of read_claims().
inline constexpr std::string_view claim_columns =
    "select claim_id::text, fund, reference, member_id::text, kind, incident_on::text, state, "
    "state_since::text, version, file, file_version, authority_kind, authority_document, "
    "contact_name, contact_phone, contact_email, drafted_by, filed_by, filed_on::text, "
    "papers_complete_on::text, why_ready, decisions_before, clock_ends_on::text, "
    "accounts_changed_at::text, documents, owner, next_step, due_at::text, waiting_for, "
    "warned_for::text, outcome, "
    "attention, created_at::text, changed_at::text from claims.claim";

struct ClaimRow {
  Claim claim;  // what needs no translation is read straight into it
  db::Bytes file;
  std::string state;
  std::optional<std::string> authority_kind, authority_document;
  std::optional<std::string> contact_name, contact_phone, contact_email;
  std::optional<std::string> owner, next_step, waiting_for;
  std::optional<Instant> due_at;
};
Claim claim_of(const ClaimRow& row);

template <class... Uses>
std::vector<Claim> read_claims(db::Transaction& tx, const std::string& query, Uses&&... uses) {
  std::vector<Claim> claims;
  ClaimRow row;
  Claim& c = row.claim;
  using db::into;
  db::each(
      tx, query, [&] { claims.push_back(claim_of(row)); }, std::forward<Uses>(uses)..., into(c.id),
      into(c.fund), into(c.reference), into(c.member), into(c.kind), into(c.incident_on),
      into(row.state), into(c.state_since), into(c.version), into(row.file), into(c.file_version),
      into(row.authority_kind), into(row.authority_document), into(row.contact_name),
      into(row.contact_phone), into(row.contact_email), into(c.drafted_by), into(c.filed_by),
      into(c.filed_on), into(c.papers_complete_on), into(c.why_ready), into(c.decisions_before),
      into(c.clock_ends_on), into(c.accounts_changed_at), into(c.documents), into(row.owner),
      into(row.next_step), into(row.due_at), into(row.waiting_for), into(c.warned_for),
      into(c.outcome), into(c.attention), into(c.created_at), into(c.changed_at));
  return claims;
}

template <class... Uses>
std::optional<Claim> read_claim(db::Transaction& tx, const std::string& query, Uses&&... uses) {
  auto claims = read_claims(tx, query, std::forward<Uses>(uses)...);
  if (claims.empty()) return {};
  return std::move(claims.front());
}

}  // namespace haven::claims::store
