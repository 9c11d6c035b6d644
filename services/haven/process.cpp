#include "services/haven/process.hpp"

#include <fstream>
#include <iostream>
#include <map>

#include "common/core/ensure.hpp"
#include "common/http/server.hpp"
#include "common/log/log.hpp"
#include "common/messaging/consumer.hpp"
#include "common/scheme/pack.hpp"
#include "common/service/setting.hpp"
#include "common/service/stop_signal.hpp"
#include "services/adjudication/api/events.hpp"
#include "services/adjudication/api/routes.hpp"
#include "services/adjudication/app/keep_packs.hpp"
#include "services/claims/api/events.hpp"
#include "services/claims/api/routes.hpp"
#include "services/contributions/api/events.hpp"
#include "services/contributions/api/routes.hpp"
#include "services/disbursement/api/events.hpp"
#include "services/disbursement/api/payment_policy_file.hpp"
#include "services/disbursement/api/routes.hpp"
#include "services/enrolment/api/events.hpp"
#include "services/enrolment/api/routes.hpp"
#include "services/haven/health.hpp"
#include "services/ledger/api/budget_routes.hpp"
#include "services/ledger/api/events.hpp"
#include "services/ledger/api/exchange_routes.hpp"
#include "services/ledger/api/period_routes.hpp"
#include "services/ledger/api/routes.hpp"
#include "services/ledger/api/sweep.hpp"
#include "services/recoveries/api/events.hpp"
#include "services/recoveries/api/routes.hpp"
#include "services/recoveries/api/terms_file.hpp"

namespace haven {
namespace {

using Packs = std::map<std::string, scheme::PackPtr>;

// What one running service consists of.
struct Service {
  std::string name;
  db::Pool db;
  service::Setting setting;
  messaging::Subscriptions subscriptions;
  std::unique_ptr<messaging::Consumer> consumer;
  std::vector<std::function<std::size_t()>> sweeps;

  Service(const std::string& service, const ServeConfig& config, const Clock& clock)
      : name(service),
        db(config.database.at(service), config.connections),
        setting{db, clock, config.funds, config.files},
        subscriptions(service) {}
};

Packs packs_for(const ServeConfig& config) {
  auto packs = scheme::load_packs(config.packs);
  if (!packs) throw std::runtime_error{packs.error().detail};
  for (const Fund& fund : config.funds) {
    if (!packs->contains(fund.pack)) {
      throw std::runtime_error{"fund " + fund.code + " wants the pack " + fund.pack +
                               ", which is not below " + config.packs.string()};
    }
  }
  return *packs;
}

std::vector<std::string> codes_of(const std::vector<Fund>& funds) {
  std::vector<std::string> codes;
  for (const Fund& fund : funds) codes.push_back(fund.code);
  return codes;
}

std::vector<http::TrustedIssuer> issuers_of(const ServeConfig& config) {
  auto issuers = config.trusted;
  auto own_public = config.token_key;
  own_public += ".pub";
  issuers.push_back({config.token_issuer, "EdDSA", own_public});
  return issuers;
}

}  // namespace

struct Process::State {
  // Signals first: every later thread inherits the blocked mask.
  service::StopSignal stop;
  ServeConfig config;
  Clock clock = system_clock();
  Packs packs;
  disbursement::PaymentPolicies payment_policies;
  recoveries::TermsOfFunds recovery_terms;
  http::TokenSigner signer;
  http::TokenVerifier verifier;
  std::map<std::string, std::unique_ptr<Service>> services;
  http::Router router;
  std::unique_ptr<http::Server> server;
  std::unique_ptr<Health> health;

  State(ServeConfig settings, const std::vector<std::string>& names)
      : config(std::move(settings)),
        packs(packs_for(config)),
        payment_policies(disbursement::payment_policies(config.funds, config.payments)),
        recovery_terms(recoveries::recovery_terms(config.funds, config.recoveries)),
        signer(config.token_key, config.token_issuer),
        verifier(issuers_of(config), codes_of(config.funds)) {
    for (const std::string& name : names) {
      services[name] = std::make_unique<Service>(name, config, clock);
    }
  }

  // Calls `wire` with the service when this process runs it.
  template <class Wire>
  void with(const std::string& name, Wire wire) {
    if (const auto found = services.find(name); found != services.end()) wire(*found->second);
  }

  void wire_services();
  void start();
  void sweep();
  void drain();
};

// The whole product on one page: who serves what and listens to what.
void Process::State::wire_services() {
  with("enrolment", [&](Service& s) {
    enrolment::add_routes(router, s.setting, packs);
    enrolment::add_subscriptions(s.subscriptions, s.setting, packs);
  });
  with("contributions", [&](Service& s) {
    contributions::add_routes(router, s.setting, packs);
    contributions::add_subscriptions(s.subscriptions, s.setting, packs);
  });
  with("claims", [&](Service& s) {
    claims::add_routes(router, s.setting, packs, signer);
    claims::add_subscriptions(s.subscriptions, s.setting, packs);
    s.sweeps.push_back([&s] { return claims::sweep_due(s.setting); });
  });
  with("adjudication", [&](Service& s) {
    adjudication::add_routes(router, s.setting, packs);
    adjudication::add_subscriptions(s.subscriptions, s.setting, packs);
    adjudication::keep_packs(s.setting, packs);
    s.sweeps.push_back([&s] { return adjudication::sweep_instalments(s.setting); });
  });
  with("ledger", [&](Service& s) {
    ledger::add_routes(router, s.setting);
    ledger::add_period_routes(router, s.setting);
    ledger::add_budget_routes(router, s.setting);
    ledger::add_exchange_routes(router, s.setting);
    ledger::add_subscriptions(s.subscriptions, s.setting);
    ledger::ensure_purses(s.setting, config.purses);
    s.sweeps.push_back([&s, key = std::make_shared<http::SigningKey>(config.ledger_key)] {
      return ledger::sweep_seals(s.setting, *key);
    });
  });
  with("disbursement", [&](Service& s) {
    disbursement::add_routes(router, s.setting, payment_policies);
    disbursement::add_subscriptions(s.subscriptions, s.setting, payment_policies);
    s.sweeps.push_back([&s, silence = config.bank_silence] {
      return disbursement::sweep_unknown(s.setting, silence);
    });
    s.sweeps.push_back([&] { return disbursement::sweep_unclaimed(s.setting, payment_policies); });
  });
  with("recoveries", [&](Service& s) {
    recoveries::add_routes(router, s.setting, recovery_terms);
    recoveries::add_subscriptions(s.subscriptions, s.setting, recovery_terms);
    s.sweeps.push_back([&] { return recoveries::sweep_clocks(s.setting, recovery_terms); });
  });
}

void Process::State::start() {
  server = std::make_unique<http::Server>(router, verifier, clock, config.server);
  health->watch(*server);
  for (auto& [name, service] : services) {
    service->consumer = std::make_unique<messaging::Consumer>(service->subscriptions, service->db,
                                                              clock, config.consumer);
    service->consumer->start();
  }
  server->start();
  // Tests and ops/run wait for this line; with HAVEN_PORT=0 it is the only place that names the
  // port.
  log::info("listening", {{"address", config.server.address}, {"port", int{server->port()}}});
}

void Process::State::sweep() {
  for (auto& [name, service] : services) {
    for (const auto& sweep : service->sweeps) {
      try {
        sweep();
      } catch (const std::exception& failure) {
        log::failure("sweep_failed", failure, {{"service", name}});
      }
    }
  }
}

void Process::State::drain() {
  log::info("draining");
  health->say_not_ready();
  server->stop();
  for (auto& [name, service] : services) service->consumer->stop();
  log::info("stopped");
}

Process::Process(ServeConfig config, std::vector<std::string> services)
    : state_(std::make_unique<State>(std::move(config), services)) {
  std::vector<db::Pool*> pools;
  for (auto& [name, service] : state_->services) pools.push_back(&service->db);
  state_->health = std::make_unique<Health>(pools, state_->clock);
  state_->wire_services();
  state_->health->add_routes(state_->router);
}

Process::~Process() = default;

void Process::run() {
  for (const auto& [name, value] : state_->config.effective) {
    log::info("setting_read", {{"name", name}, {"value", value}});
  }
  state_->start();
  while (!state_->stop.wait_for(state_->config.sweep_every)) state_->sweep();
  state_->drain();
}

}  // namespace haven
