#include "services/contributions/app/announce_deposit.hpp"

#include <set>

#include "services/contributions/app/claim_line.hpp"
#include "services/contributions/domain/deposit_reference.hpp"
#include "services/contributions/store/files.hpp"

namespace haven::contributions {
namespace {

Result<void> cover_file(db::Transaction& tx, const Occasion& occasion, Deposit deposit,
                        const FileId& id) {
  const auto file = store::find_file(tx, occasion.fund, id);
  if (!file || file->partner != deposit.partner) {
    return refuse_field("/file", "the id of a contribution file of this partner");
  }
  if (!file->booked) return refuse_field("/file", "a file that is booked to its last line");
  deposit.file = id;
  if (store::cover_file(tx, occasion.fund, deposit) > 0) return {};
  return refuse(ErrorKind::conflict, "nothing_left_to_cover",
                "Every receipt of this file in " + deposit.amount.currency().code() +
                    " is covered by a deposit, or was reversed.");
}

Result<void> cover(db::Transaction& tx, const Occasion& occasion, const Deposit& deposit,
                   const Covered& covered) {
  if (covered.file) return cover_file(tx, occasion, deposit, *covered.file);
  if (covered.receipts.empty()) return {};
  const std::set<ReceiptId> distinct{covered.receipts.begin(), covered.receipts.end()};
  const auto taken = store::cover_receipts(tx, occasion.fund, deposit, covered.receipts);
  if (taken == static_cast<std::int64_t>(distinct.size())) return {};
  return refuse_field("/receipts",
                      "receipts of this partner and currency, not reversed, that no deposit "
                      "covers");
}

}  // namespace

Result<DepositView> announce_deposit(db::Transaction& tx, const Occasion& occasion,
                                     const AnnounceDeposit& command) {
  if (command.paid > occasion.today || command.paid < Date{std::chrono::year{1990} / 1 / 1}) {
    return refuse_field("/paid_on", "today or a day in the past, 1990-01-01 or later");
  }
  Deposit deposit;
  deposit.id = new_id<DepositId>(occasion.now);
  deposit.partner = command.partner;
  deposit.reference = deposit_reference_of(deposit.id);
  deposit.partner_reference = command.partner_reference;
  deposit.amount = command.amount;
  deposit.paid = command.paid;
  deposit.announced_at = occasion.now;

  store::insert_deposit(tx, occasion.fund, deposit, occasion.by);
  if (auto done = cover(tx, occasion, deposit, command.covered); !done) return pass(done);
  find_line_of(tx, occasion, deposit);
  return *store::find_deposit(tx, occasion.fund, deposit.id);
}

Result<DepositView> cover_deposit(db::Transaction& tx, const Occasion& occasion,
                                  const DepositId& id, const Covered& covered) {
  const auto deposit = store::find_deposit_for_update(tx, occasion.fund, id);
  if (!deposit) return tl::unexpected{no_deposit()};
  const auto before = store::find_deposit(tx, occasion.fund, id);
  if (deposit->state == DepositState::cancelled || before->receipts > 0) {
    return refuse(ErrorKind::conflict, "deposit_covers_receipts_already",
                  "Only a deposit that covers nothing yet, and was not cancelled, is told what it "
                  "covers.");
  }
  if (auto done = cover(tx, occasion, *deposit, covered); !done) return pass(done);
  return *store::find_deposit(tx, occasion.fund, id);
}

Result<DepositView> cancel_deposit(db::Transaction& tx, const Occasion& occasion,
                                   const DepositId& id, const std::string& reason) {
  const auto deposit = store::find_deposit_for_update(tx, occasion.fund, id);
  if (!deposit) return tl::unexpected{no_deposit()};
  if (deposit->state != DepositState::announced) {
    return refuse(ErrorKind::conflict, "deposit_not_announced",
                  "Only a deposit that nobody has seen in the bank can be taken back.");
  }
  store::cancel_deposit(tx, id, reason, occasion.by, occasion.now);
  return *store::find_deposit(tx, occasion.fund, id);
}

}  // namespace haven::contributions
