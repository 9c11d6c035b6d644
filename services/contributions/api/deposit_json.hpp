#pragma once
#include <boost/json/fwd.hpp>

#include "common/core/result.hpp"
#include "common/http/message.hpp"
#include "services/contributions/app/announce_deposit.hpp"
#include "services/contributions/app/claim_line.hpp"
#include "services/contributions/store/ageing.hpp"

/// Deposits, bank lines and ages between JSON and commands.
namespace haven::contributions {

Result<AnnounceDeposit> deposit_from(const http::Request& request);
/// What a deposit covers: a file or receipts, and one of the two.
Result<Covered> covered_from(const http::Request& request);
Result<MatchDeposit> match_from(const http::Request& request, const DepositId& deposit);

boost::json::object json_of(const DepositView& view);
boost::json::object json_of(const BankLine& line);
boost::json::object json_of(const store::PartnerAges& ages);
/// The sums of all partners, by currency.
boost::json::array totals_json_of(const std::vector<store::PartnerAges>& rows);
/// {"total": ..., "bands": [{"days", "count", "amount"}]}
boost::json::object json_of(const Ages& ages, const Currency& currency);

}  // namespace haven::contributions
