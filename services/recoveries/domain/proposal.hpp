#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/core/result.hpp"
#include "services/recoveries/domain/receivable.hpp"
#include "services/recoveries/domain/terms.hpp"

namespace haven::recoveries {

using ProposalId = Id<struct ProposalTag>;

enum class ProposalKind { agency_share, advance, bond_call, set_off, write_off };
std::string name_of(ProposalKind kind);
ProposalKind proposal_kind_named(std::string_view name);

enum class ProposalState { waiting, agreed, declined };
std::string name_of(ProposalState state);
std::optional<ProposalState> proposal_state_from(std::string_view name);

/// The same rows stand in recoveries.proposal_move.
inline constexpr std::array<std::pair<ProposalState, ProposalState>, 2> proposal_moves{{
    {ProposalState::waiting, ProposalState::agreed},
    {ProposalState::waiting, ProposalState::declined},
}};

/// Of an agency's share, before it is raised.
struct AgencyShare {
  std::string debtor;
  ClaimId claim;
  std::string claim_reference;
  EntitlementId entitlement;
  MemberId member;
};

/// What one person asks for and takes effect when as many others agree as it needs.
struct Proposal {
  ProposalId id;
  std::string fund;
  ProposalKind kind = ProposalKind::advance;
  ReceivableId receivable;     // empty: an agency's share that is still to be raised
  AgencyShare share;           // of agency_share
  std::string purse;           // of advance: the lender
  std::optional<int> percent;  // of set_off
  Money amount;
  std::string reason;
  int people = 2;  // who proposed counts
  ProposalState state = ProposalState::waiting;
  std::string proposed_by;
  Instant proposed_at{};
  std::vector<std::string> agreed_by;
  std::optional<std::string> end_reason;  // of a declined one
};

/// The first day on which the bond can be called.
Date bond_callable_from(const Receivable& receivable, const Bond& bond);

/// What may be done with a receivable today; asked when it is proposed and again when it takes
/// effect. Refused with what would be right.
Result<void> advance_is_possible(const Receivable& receivable, bool award_is_reserved);
/// `called` was called for the same claim before.
Result<void> bond_call_is_possible(const Receivable& receivable, const Insurer* insurer,
                                   const Money& amount, const Money& called, Date today);
Result<void> set_off_is_possible(const Receivable& receivable, const OverpaymentTerms& terms,
                                 int percent);
/// How many people it takes.
Result<int> write_off_is_possible(const Receivable& receivable, const RecoveryTerms& terms,
                                  const Money& amount);

/// Refused: it has ended, its proposer agrees, or somebody agrees twice.
Result<void> can_agree(const Proposal& proposal, const std::string& subject);

}  // namespace haven::recoveries
