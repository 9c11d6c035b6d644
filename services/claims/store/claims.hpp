#pragma once
#include <optional>
#include <string>
#include <vector>

#include "common/db/transaction.hpp"
#include "services/claims/domain/claim.hpp"

namespace haven::claims::store {

/// A claim with everything that is written beside it at its birth.
struct Birth {
  Claim claim;
  std::vector<HistoryLine> history;
  std::string receipt_sha256;  // of claim.file; used when the claim is born filed
  std::string pin_mac;
};

/// One statement. False, and nothing written, when the member has an open claim for this incident.
bool insert_claim(db::Transaction& tx, const Birth& birth);

/// The reference of the open claim for this incident; empty when there is none.
std::string find_open_reference(db::Transaction& tx, const Claim& incident);

std::optional<Claim> find_claim(db::Transaction& tx, const std::string& fund, const ClaimId& id);
/// Locks the row until the transaction ends.
std::optional<Claim> find_claim_for_update(db::Transaction& tx, const std::string& fund,
                                           const ClaimId& id);

/// What the row must still be for a change to be written.
struct Before {
  State state;
  std::int64_t version;
};
/// Compare and set: writes the claim and its history line; false, and nothing written, when the row
/// is not in `before` any more.
bool save_claim(db::Transaction& tx, const Claim& claim, const Before& before,
                const HistoryLine& line);
/// The same for a change that is no move.
bool save_claim(db::Transaction& tx, const Claim& claim, const Before& before);

/// What was handed in; its SHA-256 is the receipt.
void insert_filing(db::Transaction& tx, const Claim& claim, const std::string& by,
                   const std::string& sha256);
struct Receipt {
  std::string sha256;
  Instant at{};
};
/// Of the newest filing.
std::optional<Receipt> find_receipt(db::Transaction& tx, const ClaimId& id);

struct ClaimFilter {
  std::string fund;
  std::optional<std::string> state, waiting_for, owner, reference;
  std::optional<Instant> overdue_at;  // due before this moment
  bool needs_attention = false;
  std::string after;  // the last claim id of the page before
  int limit = 50;
};
/// In the order of their ids, which is the order of their births.
std::vector<Claim> list_claims(db::Transaction& tx, const ClaimFilter& filter);

std::vector<HistoryLine> history_of(db::Transaction& tx, const ClaimId& id);

/// Claims of any fund whose due time has passed and was not yet written down, oldest first; locked,
/// and skipping those that somebody works on.
std::vector<Claim> list_overdue_for_update(db::Transaction& tx, Instant now, int limit);

}  // namespace haven::claims::store
