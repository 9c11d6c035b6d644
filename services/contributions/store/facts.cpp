#include "services/contributions/store/facts.hpp"

#include <algorithm>

#include "services/contributions/store/columns.hpp"

namespace haven::contributions::store {
namespace {

using db::each;
using db::into;
using db::use;

void add_booked(db::Transaction& tx, const std::string& fund, const std::string& partner,
                const std::vector<Payment>& payments, Facts& facts) {
  ReceiptId id;
  Payment row;
  row.partner = partner;
  std::int64_t minor = 0;
  Currency currency;
  each(
      tx,
      "select receipt_id, reference, member_number, scheme, kind, channel, amount_minor, currency, "
      "paid_on::text from contributions.receipt where fund = :fund and partner = :partner "
      "and reference = any(:references::text[])",
      [&] {
        row.amount = Money{minor, currency};
        facts.booked[row.reference] = {id, row};
      },
      use(fund), use(partner),
      use(column_of(payments, [](const Payment& p) { return p.reference; })), into(id),
      into(row.reference), into(row.member_number), into(row.scheme), into(row.kind),
      into(row.channel), into(minor), into(currency), into(row.paid));
}

void add_members(db::Transaction& tx, const std::string& fund, const std::vector<Payment>& payments,
                 Facts& facts) {
  std::string number;
  MemberId member;
  each(
      tx,
      "select number, coalesce(merged_into, member_id) from contributions.member "
      "where fund = :fund and number = any(:numbers::text[])",
      [&] { facts.members[number] = member; }, use(fund),
      use(column_of(payments, [](const Payment& p) { return p.member_number; })), into(number),
      into(member));
}

}  // namespace

void add_due(db::Transaction& tx, const std::string& fund, const std::vector<MemberId>& members,
             Facts& facts) {
  if (members.empty()) return;
  Assessment row;
  std::int64_t minor = 0;
  Currency currency;
  // Locked in the order of ids, which is the same for everybody.
  each(
      tx,
      "select assessment_id, member_id, scheme, kind, amount_minor, currency, assessed_on::text "
      "from contributions.assessment where fund = :fund and member_id = any(:members::uuid[]) "
      "and state = 'due' order by assessment_id for update",
      [&] {
        row.amount = Money{minor, currency};
        facts.due[{row.member, row.scheme, row.kind}].push_back(row);
      },
      use(fund), use(column_of(members, [](const MemberId& id) { return id.text(); })),
      into(row.id), into(row.member), into(row.scheme), into(row.kind), into(minor), into(currency),
      into(row.assessed));
  for (auto& [key, due] : facts.due) {
    std::ranges::stable_sort(due, {}, &Assessment::assessed);
  }
}

Facts find_facts(db::Transaction& tx, const std::string& fund, const std::string& partner,
                 const std::vector<Payment>& payments) {
  Facts facts;
  add_members(tx, fund, payments, facts);
  std::vector<MemberId> members;
  for (const auto& [number, member] : facts.members) members.push_back(member);
  add_due(tx, fund, members, facts);
  // After the wait for what is due: whoever settled it meanwhile may have told of the same payment.
  add_booked(tx, fund, partner, payments, facts);
  return facts;
}

}  // namespace haven::contributions::store
