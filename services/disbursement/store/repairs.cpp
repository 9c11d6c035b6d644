#include "services/disbursement/store/repairs.hpp"

#include <set>

#include "services/disbursement/store/payment_row.hpp"

namespace haven::disbursement::store {
namespace {

using db::array_of;
using db::into;
using db::use;

// What came back before days were kept stands before everything else.
const std::string first_day = "1900-01-01";

std::set<std::string> withdrawn_of(db::Transaction& tx, const std::vector<Payment>& payments) {
  std::vector<std::string> ids;
  for (const Payment& payment : payments) ids.push_back(payment.entitlement.text());
  std::set<std::string> withdrawn;
  std::string id;
  db::each(
      tx,
      "select entitlement_id::text from disbursement.withdrawal "
      "where entitlement_id = any(:ids::uuid[])",
      [&] { withdrawn.insert(id); }, use(array_of(ids)), into(id));
  return withdrawn;
}

}  // namespace

std::vector<PaymentRepair> payments_to_repair(db::Transaction& tx, const std::string& fund,
                                              const std::string& after, int limit) {
  const auto slash = after.find('/');
  const std::string day = slash == after.npos ? first_day : after.substr(0, slash);
  const std::string id =
      slash == after.npos ? "00000000-0000-0000-0000-000000000000" : after.substr(slash + 1);
  const auto payments = payments_from(
      tx,
      select_payment +
          "from disbursement.payment p where p.fund = :fund and p.state = 'returned' "
          "and p.is_latest and (coalesce(p.returned_on, '1900-01-01'), p.payment_id) > "
          "(:day::date, :id::uuid) order by coalesce(p.returned_on, '1900-01-01'), p.payment_id "
          "limit :limit",
      use(fund), use(day), use(id), use(limit));
  const auto withdrawn = withdrawn_of(tx, payments);
  std::vector<PaymentRepair> repairs;
  for (const Payment& payment : payments) {
    repairs.push_back({payment, withdrawn.contains(payment.entitlement.text())});
  }
  return repairs;
}

std::string key_of(const PaymentRepair& repair) {
  const auto& day = repair.payment.returned_on;
  return (day ? text_of(*day) : first_day) + '/' + repair.payment.id.text();
}

bool is_repair_key(const std::string& text) {
  const auto slash = text.find('/');
  return slash != text.npos && date_from(text.substr(0, slash)) && is_uuid(text.substr(slash + 1));
}

}  // namespace haven::disbursement::store
