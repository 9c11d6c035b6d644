#include "services/disbursement/store/inquiries.hpp"

#include "common/db/sql.hpp"

namespace haven::disbursement::store {
namespace {

using db::into;
using db::use;

const std::string select_inquiry =
    "select i.inquiry_id::text, i.payment_id, i.attempt::int, i.fund, i.claim_id, "
    "p.claim_reference, i.about, i.state, i.owner, i.due_on::text, i.opened_by, i.opened_at::text, "
    "i.closed_by, i.note, i.closed_at::text from disbursement.inquiry i "
    "join disbursement.payment p on p.payment_id = i.payment_id and p.attempt = i.attempt ";

template <class... Uses>
std::vector<Inquiry> inquiries_from(db::Transaction& tx, const std::string& tail, Uses&&... uses) {
  std::vector<Inquiry> inquiries;
  Inquiry i;
  std::string about, state;
  db::each(
      tx, select_inquiry + tail,
      [&] {
        i.about = received_from(about).value();
        i.state = inquiry_state_from(state).value();
        inquiries.push_back(i);
      },
      into(i.id), into(i.payment), into(i.attempt), into(i.fund), into(i.claim),
      into(i.claim_reference), into(about), into(state), into(i.owner), into(i.due_on),
      into(i.opened_by), into(i.opened_at), into(i.closed_by), into(i.note), into(i.closed_at),
      std::forward<Uses>(uses)...);
  return inquiries;
}

}  // namespace

void insert_inquiry(db::Transaction& tx, const Inquiry& i) {
  db::run(tx,
          "insert into disbursement.inquiry (inquiry_id, payment_id, attempt, fund, claim_id, "
          "about, state, owner, due_on, opened_by, opened_at) values (:id, :payment, :attempt, "
          ":fund, :claim, :about, 'open', :owner, :due, :by, :at) "
          "on conflict (payment_id, attempt) where state = 'open' do nothing",
          use(i.id), use(i.payment), use(i.attempt), use(i.fund), use(i.claim),
          use(name_of(i.about)), use(i.owner), use(i.due_on), use(i.opened_by), use(i.opened_at));
}

std::optional<Inquiry> find_inquiry_for_update(db::Transaction& tx, const std::string& fund,
                                               const std::string& id) {
  const auto found = inquiries_from(
      tx, "where i.fund = :fund and i.inquiry_id = :id for update of i", use(fund), use(id));
  if (found.empty()) return {};
  return found.front();
}

void save_inquiry(db::Transaction& tx, const Inquiry& i) {
  db::run(tx,
          "update disbursement.inquiry set state = :state, owner = :owner, due_on = :due, "
          "closed_by = :by, closed_at = :at, note = :note, version = version + 1 "
          "where inquiry_id = :id",
          use(name_of(i.state)), use(i.owner), use(i.due_on), use(i.closed_by), use(i.closed_at),
          use(i.note), use(i.id));
}

std::vector<Inquiry> inquiries_by(db::Transaction& tx, const std::string& fund,
                                  const std::string& state, const std::string& after, int limit) {
  return inquiries_from(tx,
                        "where i.fund = :fund and i.state = coalesce(nullif(:state, ''), i.state) "
                        "and i.inquiry_id < coalesce(nullif(:after, ''), "
                        "'ffffffff-ffff-ffff-ffff-ffffffffffff')::uuid "
                        "order by i.inquiry_id desc limit :limit",
                        use(fund), use(state), use(after), use(limit));
}

}  // namespace haven::disbursement::store
