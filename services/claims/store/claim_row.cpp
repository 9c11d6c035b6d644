#include "services/claims/store/claim_row.hpp"

#include "common/core/ensure.hpp"

namespace haven::claims::store {

Claim claim_of(const ClaimRow& row) {
  Claim claim = row.claim;
  const auto state = state_from(row.state);
  ensure(state.has_value(), "a stored claim is in a known state");
  claim.state = *state;
  claim.file = row.file.data;
  if (row.authority_kind) claim.authority = Authority{*row.authority_kind, *row.authority_document};
  if (row.contact_name) {
    claim.contact =
        Contact{*row.contact_name, row.contact_phone.value_or(""), row.contact_email.value_or("")};
  }
  if (row.owner) {
    const auto party = party_from(*row.waiting_for);
    ensure(party.has_value(), "a stored claim waits for a known party");
    claim.turn = Turn{*row.owner, *row.next_step, *row.due_at, *party};
  }
  return claim;
}

}  // namespace haven::claims::store
