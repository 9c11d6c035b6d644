// Ledger and disbursement together over random histories: awards, accounts, batches, statements,
// silence and repairs, with every event heard late, or twice, by either service. Whatever happens,
// the payments and the books tell the same story and nothing is paid twice.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "common/db/sql.hpp"
#include "common/messaging/consumer.hpp"
#include "common/messaging/log.hpp"
#include "services/disbursement/api/events.hpp"
#include "services/disbursement/store/checks.hpp"
#include "services/ledger/api/events.hpp"
#include "services/ledger/app/ensure_purses.hpp"
#include "services/ledger/app/fund_purse.hpp"
#include "services/ledger/store/books.hpp"
#include "services/ledger/store/purses.hpp"
#include "tests/disbursement/app/desk.hpp"

namespace haven::disbursement {
namespace {

// A modest number: every run has a database of its own. RC_PARAMS in the environment asks for more.
const int configured = setenv("RC_PARAMS", "max_success=8 max_size=80", 0);

// Carries the events of the log to one service, each subject in order.
class Wire {
 public:
  Wire(test::Database& database, std::string role, messaging::Subscriptions subscriptions)
      : database_(database), role_(std::move(role)), subscriptions_(std::move(subscriptions)) {}

  // Delivers what is new, up to `most` events; every third one twice. What is refused is tried
  // again the next time, and what comes after it waits.
  void deliver(std::size_t most) {
    for (const auto& event : events_after(most)) {
      const int times = event.id.text().back() % 3 == 0 ? 2 : 1;
      for (int i = 0; i < times; ++i) {
        if (!hear(event)) return;
      }
      ++heard_;
    }
  }
  [[nodiscard]] std::size_t left() { return events_after(10000).size(); }

 private:
  bool hear(const messaging::Event& event) {
    const auto handler = subscriptions_.handlers().find(event.type);
    if (handler == subscriptions_.handlers().end()) return true;
    return db::in_transaction(
               database_.pool(role_),
               [&](db::Transaction& tx) { return handler->second(tx, event, test::noon()); })
        .has_value();
  }

  std::vector<messaging::Event> events_after(std::size_t most) {
    std::vector<messaging::Event> events;
    messaging::Event event;
    event.at = test::noon();
    db::Bytes payload;
    db::Transaction tx{database_.pool("haven")};
    db::each(
        tx,
        "select event_id, type, subject, fund, payload from bus.event order by position "
        "offset :heard limit :most",
        [&] {
          event.payload = payload.data;
          events.push_back(event);
        },
        db::use(static_cast<std::int64_t>(heard_)), db::use(static_cast<std::int64_t>(most)),
        db::into(event.id), db::into(event.type), db::into(event.subject), db::into(event.fund),
        db::into(payload));
    return events;
  }

  test::Database& database_;
  std::string role_;
  messaging::Subscriptions subscriptions_;
  std::size_t heard_ = 0;
};

// Two services, five claims and a purse.
class House {
 public:
  template <class UseCase>
  auto in_ledger(UseCase&& use_case) {
    return db::in_transaction(desk.database.pool("haven_ledger"), use_case);
  }

  House() {
    ledger::add_subscriptions(for_ledger_, setting_);
    disbursement::add_subscriptions(for_desk_, setting_, policies_);
    to_ledger_.emplace(desk.database, "haven_ledger", for_ledger_);
    to_desk_.emplace(desk.database, "haven_disbursement", for_desk_);
    const std::vector<ledger::PurseTerms> terms{
        {"welfare", "fund", *Currency::from("PHP"), money(0, "PHP"), {{"owwa", "death"}}}};
    RC_ASSERT(in_ledger([&](db::Transaction& tx) {
                return ledger::ensure_purses(tx, "owwa", terms, today_, test::noon());
              }).has_value());
  }

  void fund(std::int64_t minor) {
    const auto done = in_ledger([&](db::Transaction& tx) {
      const auto funding = ledger::request_funding(
          tx, {"owwa", "welfare", money(minor, "PHP"), std::to_string(++fundings_), "r", "ana"},
          today_, test::noon());
      return ledger::confirm_funding(tx, {"owwa", funding->id, "ben"}, today_, test::noon());
    });
    RC_ASSERT(done.has_value());
    funded += minor;
  }

  void award(const std::string& name) {
    auto awarded = Desk::reserved(name, 100).award();
    awarded.mutable_line()->set_scheme("owwa");
    awarded.mutable_line()->set_benefit("death");
    say(awarded.claim_id(), awarded);
  }
  void withdraw(const std::string& name) {
    adjudication::v1::EntitlementWithdrawn withdrawn;
    withdrawn.set_entitlement_id(named_uuid(name));
    say(named_uuid("claim of " + name), withdrawn);
  }
  void say(const std::string& subject, const google::protobuf::Message& event) {
    db::in_transaction(desk.database.pool("haven"), [&](db::Transaction& tx) {
      messaging::append(tx, {"test", "owwa", ""}, subject, event, test::noon());
    });
  }

  // The oldest payable payments, through all hands.
  void send(int most) {
    const auto total = desk.run([](db::Transaction& tx) {
      return store::payments_by(tx, "owwa", {"payable", "", ""}, "", 10);
    });
    const auto count = std::min<std::size_t>(total.size(), static_cast<std::size_t>(most));
    if (count == 0) return;
    const auto batch = desk.run([&](db::Transaction& tx) {
      return create_batch(tx,
                          {"owwa",
                           static_cast<int>(count),
                           money(100 * static_cast<std::int64_t>(count), "PHP"),
                           {},
                           static_cast<int>(count),
                           "carl"},
                          desk.policy, test::noon());
    });
    RC_ASSERT(batch.has_value());
    RC_ASSERT(desk.approve(batch->id).has_value());
    desk.release(batch->id);
  }
  // The bank tells about one attempt, true or not, known or not.
  void statement(const std::string& name, int attempt, bool is_returned) {
    desk.statement("S" + std::to_string(++statements_),
                   {Desk::line(Desk::reference_of(name, attempt), 100, is_returned)});
  }

  void deliver(std::size_t to_ledger, std::size_t to_desk) {
    to_ledger_->deliver(to_ledger);
    to_desk_->deliver(to_desk);
  }
  void deliver_all() {
    for (int i = 0; i < 4; ++i) deliver(10000, 10000);
    RC_ASSERT(to_ledger_->left() + to_desk_->left() == 0U);
  }

  Desk desk;
  std::int64_t funded = 0;

 private:
  service::Setting setting_{desk.database.pool("haven_ledger"),
                            [] { return test::noon(); },
                            {{"owwa", "ph", std::chrono::hours{8}}},
                            {}};
  PaymentPolicies policies_{{"owwa", payment_policy()}};
  messaging::Subscriptions for_ledger_{"ledger"}, for_desk_{"disbursement"};
  std::optional<Wire> to_ledger_, to_desk_;
  Date today_ = *date_from("2024-06-20");
  int fundings_ = 0, statements_ = 0;
};

struct Step {
  int what = 0;    // see act()
  int claim = 0;   // one of five
  int number = 0;  // amounts, attempts, accounts
  int late = 0;    // how many events are heard afterwards, by the ledger and by the desk
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << '{' << step.what << ' ' << step.claim << ' ' << step.number << ' ' << step.late
             << '}';
}

rc::Gen<Step> any_step() {
  // Sending and statements are the most frequent, withdrawals the rarest.
  return rc::gen::build<Step>(
      rc::gen::set(
          &Step::what,
          rc::gen::weightedElement<int>(
              {{1, 0}, {1, 1}, {2, 2}, {4, 3}, {4, 4}, {3, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}})),
      rc::gen::set(&Step::claim, rc::gen::inRange(0, 5)),
      rc::gen::set(&Step::number, rc::gen::inRange(1, 5)),
      rc::gen::set(&Step::late, rc::gen::inRange(0, 8)));
}

void act(House& house, const Step& step) {
  const std::string name = std::to_string(step.claim);
  const std::string digit = std::to_string(step.number);
  switch (step.what) {
    case 0:
      house.award(name);
      break;
    case 1:
      house.fund(100 * step.number);
      break;
    case 2:
      house.desk.account(name, {"Maria Cruz", "BPI", "1000000" + digit},
                         test::noon() + std::chrono::seconds{step.number});
      break;
    case 3:
      house.send(step.number);
      break;
    case 4:
      house.statement(name, 1 + step.number / 4, false);
      break;
    case 5:
      house.statement(name, 1 + step.number / 4, true);
      break;
    case 6:
      house.desk.silence();
      break;
    case 7:
      house.desk.resend(name);
      break;
    case 8:
      house.desk.correct(name);
      break;
    default:
      house.withdraw(name);
  }
  house.deliver(static_cast<std::size_t>(step.late % 3), static_cast<std::size_t>(step.late));
}

// Five awards, some of them funded, each heard of by whoever comes first.
void begin(House& house) {
  house.fund(300);
  for (int claim = 0; claim < 5; ++claim) {
    house.award(std::to_string(claim));
    house.desk.account(std::to_string(claim), house.desk.maria);
  }
  house.deliver(6, 8);
}

TEST(MoneyHistory, PaymentsAndBooksTellTheSameStory) {
  ASSERT_EQ(configured, 0);
  const bool holds = rc::check([] {
    const auto steps = *rc::gen::container<std::vector<Step>>(any_step());
    House house;
    begin(house);
    for (const Step& step : steps) act(house, step);
    house.fund(10000);  // an order of a withdrawn award can always take its money again
    house.deliver_all();

    const auto payments =
        house.desk.run([](db::Transaction& tx) { return store::broken_rules(tx); });
    const auto books =
        house.in_ledger([](db::Transaction& tx) { return ledger::store::broken_rules(tx); });
    RC_ASSERT(payments == std::vector<std::string>{});
    RC_ASSERT(books == std::vector<std::string>{});
    const auto purse = house.in_ledger(
        [](db::Transaction& tx) { return ledger::store::purse_balances(tx, "owwa").at(0); });
    const auto sum_of = [&](const std::string& states) {
      return test::value(house.desk.database,
                         "select coalesce(sum(amount_minor), 0) from disbursement.payment "
                         "where state in (" +
                             states + ")");
    };
    RC_ASSERT(std::to_string(purse.paid.minor()) == sum_of("'settled'"));
    RC_ASSERT(std::to_string(purse.in_transit.minor()) == sum_of("'released', 'unknown'"));
    RC_ASSERT((purse.available + purse.reserved + purse.in_transit + purse.paid).minor() ==
              house.funded);
    RC_CLASSIFY(sum_of("'settled'") != "0", "something was paid");
    RC_CLASSIFY(sum_of("'returned'") != "0", "something came back");
    RC_CLASSIFY(sum_of("'cancelled'") != "0", "something was cancelled");
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace haven::disbursement
