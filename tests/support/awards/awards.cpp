// The program `awards`: says, as claims and adjudication would, that so many awards were made and
// where each payee has an account. The ledger then reserves the money and disbursement plans the
// payments, as always. For benchmarks of what comes after: no claim is filed and none is decided.
#include <CLI/CLI.hpp>
#include <iostream>

#include "common/core/id.hpp"
#include "common/core/money.hpp"
#include "common/db/pool.hpp"
#include "common/db/transaction.hpp"
#include "common/messaging/log.hpp"
#include "haven/adjudication/v1/events.pb.h"
#include "haven/claims/v1/events.pb.h"

namespace haven {
namespace {

constexpr int awards_at_once = 500;

struct Options {
  std::string database;
  int count = 1000;
  int first = 0;  // numbers make ids: other numbers make other awards
  std::string amount = "1000.00";
};

std::string digits_of(int number) {
  const std::string text = std::to_string(number);
  return std::string(10 - text.size(), '0') + text;
}

std::string claim_of(int number) {
  return named_uuid("made-up claim " + std::to_string(number));
}

messaging::Saying account_of(int number) {
  claims::v1::PayeeAccountChanged changed;
  changed.set_claim_id(claim_of(number));
  changed.mutable_account()->set_party("member");
  changed.mutable_account()->set_owner_name("Payee " + digits_of(number));
  changed.mutable_account()->set_bank("BNORPHMM");
  changed.mutable_account()->set_account(digits_of(number));
  return messaging::saying_of(claim_of(number), changed);
}

messaging::Saying award_of(int number, const Money& amount, Date today) {
  adjudication::v1::EntitlementAwarded awarded;
  const std::string name = std::to_string(number);
  awarded.set_entitlement_id(named_uuid("made-up award " + name));
  awarded.set_claim_id(claim_of(number));
  awarded.set_claim_reference("C" + digits_of(number));
  awarded.set_member_id(named_uuid("made-up member " + name));
  awarded.set_decision_id(named_uuid("made-up decision " + name));
  awarded.set_filed_by("ines");
  awarded.set_decided_by("system");
  awarded.set_approved_by("paz");
  awarded.set_arose_on(text_of(today));
  auto* line = awarded.mutable_line();
  line->set_scheme("owwa");
  line->set_layer("fund");
  line->set_benefit("repatriation");
  line->set_outcome("pay");
  line->mutable_amount()->set_minor(amount.minor());
  line->mutable_amount()->set_currency(amount.currency().code());
  auto* share = line->add_shares();
  share->set_party("member");
  share->set_name("Payee " + digits_of(number));
  *share->mutable_amount() = line->amount();
  return messaging::saying_of(claim_of(number), awarded);
}

void say(const Options& options) {
  const auto amount = money_from(options.amount, "PHP");
  if (!amount) throw CLI::ValidationError{"--amount wants decimal text such as 1000.00"};
  db::Pool pool{options.database + " user=haven", 1};
  const Instant now = system_clock()();
  const Date today = day_of(now, std::chrono::hours{8});
  for (int done = 0; done < options.count; done += awards_at_once) {
    std::vector<messaging::Saying> accounts, awards;
    const int end = options.first + std::min(options.count, done + awards_at_once);
    for (int number = options.first + done; number < end; ++number) {
      accounts.push_back(account_of(number));
      awards.push_back(award_of(number, *amount, today));
    }
    db::Transaction tx{pool};
    messaging::append_all(tx, {"claims", "owwa", "made-up"}, accounts, now);
    messaging::append_all(tx, {"adjudication", "owwa", "made-up"}, awards, now);
    tx.commit();
  }
  std::cout << options.count << " awards said\n";
}

}  // namespace
}  // namespace haven

int main(int argc, char** argv) {
  haven::Options options;
  CLI::App app{"Says that awards were made, for benchmarks: never point it at a real fund",
               "awards"};
  app.add_option("--database", options.database, "libpq connection string, without the user")
      ->required();
  app.add_option("--count", options.count, "how many")->capture_default_str();
  app.add_option("--first", options.first, "the first one's number")->capture_default_str();
  app.add_option("--amount", options.amount, "of each, in PHP")->capture_default_str();
  app.footer("Example: awards --database 'host=/tmp dbname=haven' --count 10000");
  CLI11_PARSE(app, argc, argv);
  haven::say(options);
  return 0;
}
