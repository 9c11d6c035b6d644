#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/core/clock.hpp"
#include "common/db/transaction.hpp"
#include "services/disbursement/domain/payment.hpp"
#include "services/disbursement/domain/set_off.hpp"

namespace haven::disbursement::store {

/// A debt of one payee, as recoveries tells of it.
struct AgreementTold {
  std::string fund;
  MemberId member;
  std::string party;
  SetOffAgreement terms;  // its `left` as recoveries knows it
  std::int64_t version = 0;
};
/// The highest version counts; the first hearing gives the debt its place among the others.
void save_agreement(db::Transaction& tx, const AgreementTold& told, Instant at);

/// Recoveries took a set-off off what is left: the one with the reduction's id, else the oldest of
/// its amount. A reduction counts once.
struct Reduction {
  std::string id;
  ReceivableId receivable;
  Money amount, left;
};
void count_set_off(db::Transaction& tx, const Reduction& reduction);

/// True when something was ever to be kept back from this person.
bool has_agreements(db::Transaction& tx, const std::string& fund, const MemberId& member);

/// Locked, oldest first; `left` is after every set-off made here that is not undone, counted or
/// not.
std::vector<SetOffAgreement> agreements_for_update(db::Transaction& tx, const std::string& fund,
                                                   const MemberId& member,
                                                   const std::string& party);

/// What was planned of an entitlement before.
struct Planned {
  std::set<std::string> parties;                      // with a payment, or kept back in full
  std::map<std::string, std::vector<KeptBack>> kept;  // by party
};
Planned find_planned(db::Transaction& tx, const EntitlementId& entitlement);

struct SetOffRow {
  std::string id;
  std::string fund;
  ClaimId claim;
  EntitlementId entitlement;
  std::string party;
  Money share;
  KeptBack kept;
};
void insert_set_off(db::Transaction& tx, const SetOffRow& row, Instant now);
/// Marks what was kept back of an entitlement as undone; those that were not before, in the order
/// in which they were made.
std::vector<SetOffRow> undo_set_offs(db::Transaction& tx, const std::string& fund,
                                     const EntitlementId& entitlement, Instant now);

}  // namespace haven::disbursement::store
