#include "services/contributions/api/routes.hpp"

#include "services/contributions/api/charge_routes.hpp"
#include "services/contributions/api/deposit_routes.hpp"
#include "services/contributions/api/file_routes.hpp"
#include "services/contributions/api/receipt_routes.hpp"
#include "services/contributions/api/refund_routes.hpp"
#include "services/contributions/api/roster_routes.hpp"

namespace haven::contributions {
namespace {

template <class At>
void add_deposit_routes(http::Router& routes, At at) {
  const auto collector = http::roles({"collector"});
  const auto payers = http::roles({"collector", "partner"});
  const auto readers = http::roles({"collector", "auditor"});
  const auto deposit_readers = http::roles({"collector", "partner", "auditor"});

  routes.post("/v1/deposits", payers, at(post_deposit));
  routes.get("/v1/deposits", deposit_readers, at(get_deposits), http::Query::taken);
  routes.get("/v1/deposits/{deposit}", deposit_readers, at(get_deposit));
  routes.post("/v1/deposits/{deposit}/receipts", payers, at(post_deposit_receipts));
  routes.post("/v1/deposits/{deposit}/match", collector, at(post_deposit_match));
  routes.post("/v1/deposits/{deposit}/cancellation", payers, at(post_deposit_cancellation));
  routes.get("/v1/unmatched-bank-lines", readers, at(get_unmatched_lines), http::Query::taken);
  routes.get("/v1/contribution-ageing", readers, at(get_ageing));
}

template <class At>
void add_refund_routes(http::Router& routes, At at) {
  const auto collector = http::roles({"collector"});
  const auto approver = http::roles({"approver"});
  const auto readers = http::roles({"collector", "approver", "auditor"});

  routes.post("/v1/receipts/{receipt}/refund", collector, at(post_refund));
  routes.get("/v1/refunds", readers, at(get_refunds), http::Query::taken);
  routes.get("/v1/refunds/{refund}", readers, at(get_refund));
  routes.post("/v1/refunds/{refund}/approval", approver, at(post_refund_approval));
  routes.post("/v1/refunds/{refund}/refusal", approver, at(post_refund_refusal));
}

template <class At>
void add_roster_routes(http::Router& routes, At at) {
  const auto payers = http::roles({"collector", "partner"});
  const auto roster_readers = http::roles({"collector", "partner", "auditor"});
  const auto readers = http::roles({"collector", "registrar", "auditor"});

  routes.file("/v1/rosters", payers, at(post_roster), http::Query::taken);
  routes.get("/v1/rosters/{roster}/reconciliation", roster_readers, at(get_reconciliation),
             http::Query::taken);
  routes.get("/v1/members/{number}/contribution-statement", readers, at(get_account));
}

template <class At>
void add_charge_routes(http::Router& routes, At at) {
  const auto collector = http::roles({"collector"});
  const auto tellers = http::roles({"registrar", "intake", "collector"});
  const auto readers = http::roles({"registrar", "collector", "approver", "auditor"});

  routes.post("/v1/premium-charges", tellers, at(post_charge));
  routes.get("/v1/premium-charges", readers, at(get_charges), http::Query::taken);
  routes.get("/v1/premium-charge-ageing", readers, at(get_charge_ageing));
  routes.get("/v1/premium-charges/{charge}", readers, at(get_charge));
  routes.post("/v1/premium-charges/{charge}/notification", collector, at(post_charge_notification));
  routes.post("/v1/premium-charges/{charge}/repayment", collector, at(post_charge_repayment));
  routes.post("/v1/premium-charges/{charge}/referral", collector, at(post_charge_referral));
  routes.post("/v1/premium-charges/{charge}/dismissal", collector, at(post_charge_dismissal));
  routes.post("/v1/premium-charges/{charge}/dismissal/approval", http::roles({"approver"}),
              at(post_charge_dismissal_approval));
}

}  // namespace

void add_routes(http::Router& routes, const service::Setting& setting, const Packs& packs) {
  const Desk desk{setting, packs};
  const auto at = [desk](auto handler) {
    return [desk, handler](const http::Request& request) { return handler(desk, request); };
  };
  const auto collector = http::roles({"collector"});
  const auto payers = http::roles({"collector", "partner"});
  const auto readers = http::roles({"collector", "auditor"});
  const auto file_readers = http::roles({"collector", "partner", "auditor"});

  routes.get("/v1/assessments", readers, at(get_assessments), http::Query::taken);
  routes.post("/v1/assessments", collector, at(post_assessment));
  routes.post("/v1/receipts", payers, at(post_receipt));
  routes.get("/v1/receipts", readers, at(get_receipts), http::Query::taken);
  routes.get("/v1/receipts/{receipt}", readers, at(get_receipt));
  routes.post("/v1/receipts/{receipt}/match", collector, at(post_match));
  routes.post("/v1/receipts/{receipt}/reversal", collector, at(post_reversal));
  routes.file("/v1/contribution-files", payers, at(post_file), http::Query::taken);
  routes.get("/v1/contribution-files/{file}", file_readers, at(get_file));
  routes.get("/v1/contribution-files/{file}/refused-rows", file_readers, at(get_refused_rows),
             http::Query::taken);
  add_deposit_routes(routes, at);
  add_refund_routes(routes, at);
  add_roster_routes(routes, at);
  add_charge_routes(routes, at);
}

}  // namespace haven::contributions
