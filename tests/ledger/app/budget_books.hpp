#pragma once
#include "services/ledger/app/exchange_money.hpp"
#include "services/ledger/app/expire_year.hpp"
#include "services/ledger/app/measure_earmarks.hpp"
#include "services/ledger/store/budget_years.hpp"
#include "tests/ledger/app/chain.hpp"

namespace haven::ledger {

/// Books in June 2024 with a purse for calamities that is divided by years and lapses to "welfare",
/// a purse of the fund in dollars, and one purse for each earmark.
struct BudgetBooks : ChainedBooks {
  static std::vector<PurseTerms> budget_terms(std::int64_t floor_minor = 0, int grace_months = 3) {
    auto terms = Books::terms(0);
    const Currency pesos = *Currency::from("PHP"), dollars = *Currency::from("USD");
    terms.push_back({"help",
                     "fund",
                     pesos,
                     money(floor_minor, "PHP"),
                     {{"owwa", "calamity"}},
                     YearlyBudget{grace_months, "welfare"}});
    terms.push_back({"tickets", "fund", dollars, money(0, "USD"), {{"owwa", "repatriation"}}});
    terms.push_back({"home", "fund", pesos, money(0, "PHP"), {}});
    terms.push_back({"office", "fund", pesos, money(0, "PHP"), {}});
    return terms;
  }
  explicit BudgetBooks(std::int64_t floor_minor = 0) { EXPECT_TRUE(start(floor_minor)); }

  Result<void> start(std::int64_t floor_minor = 0, int grace_months = 3) {
    return run([&](db::Transaction& tx) {
      return ensure_purses(tx, "owwa", budget_terms(floor_minor, grace_months), today, now);
    });
  }

  // An award for a calamity of the day.
  std::string award_help(const std::string& name, std::int64_t minor, const std::string& arose) {
    auto awarded = award(name, minor);
    awarded.mutable_line()->set_benefit("calamity");
    awarded.set_arose_on(arose);
    const auto reserved = reserve(awarded, now);
    return reserved ? state_of(name) : reserved.error().code;
  }
  // "" when posted, or the code of the refusal.
  std::string bring(const std::string& purse, std::int64_t minor,
                    const std::string& currency = "PHP", std::optional<int> for_year = {}) {
    const auto asked = run([&](db::Transaction& tx) {
      return request_funding(tx,
                             {"owwa", purse, money(minor, currency),
                              "budget " + std::to_string(++brought_), "budget", "ana", for_year},
                             today, now);
    });
    if (!asked) return asked.error().code;
    const auto posted = confirm(asked->id, "ben");
    return posted ? "" : posted.error().code;
  }
  Result<Expiry> ask_expiry(const std::string& purse, const std::string& by = "ana") {
    return run([&](db::Transaction& tx) {
      return request_expiry(tx, {"owwa", purse, "the year is over", by}, today, now);
    });
  }
  Result<Expiry> confirm_expiry_of(const ExpiryId& id, const std::string& by) {
    return run([&](db::Transaction& tx) {
      return confirm_expiry(tx, {"owwa", id, by}, today, now);
    });
  }
  std::string expire(const std::string& purse) {
    const auto asked = ask_expiry(purse);
    if (!asked) return asked.error().code;
    const auto done = confirm_expiry_of(asked->id, "ben");
    return done ? decimal_text(*done->amount) : done.error().code;
  }

  PurseBalance purse(const std::string& name) {
    for (const auto& purse :
         run([](db::Transaction& tx) { return store::purse_balances(tx, "owwa"); })) {
      if (purse.purse == name) return purse;
    }
    ADD_FAILURE() << "no purse " << name;
    return {};
  }
  std::int64_t held(const std::string& name) { return purse(name).available.minor(); }
  void go_to(const char* day) { today = date_from(day).value(); }

 private:
  int brought_ = 0;
};

}  // namespace haven::ledger
