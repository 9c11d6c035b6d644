// The program `bank`: a bank to rehearse and test with. See README.md beside it.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

#include "tests/support/bank/bank.hpp"
#include "tests/support/bank/counter.hpp"
#include "tests/support/bank/report.hpp"

namespace haven::bank {
namespace {

volatile std::sig_atomic_t is_asked_to_stop = 0;

struct Options {
  std::string dir = "var/bank";
  std::vector<std::string> accounts, modes, endings;
  std::uint64_t seed = 7;
  std::string repeats = "answer", first_day;
  int late_days = 2;
  int pass_ms = 100, day_ms = 0;
  std::vector<std::string> slip;
};

[[noreturn]] void refuse_option(const std::string& sentence) {
  std::cerr << "bank: " << sentence << '\n';
  throw CLI::RuntimeError{2};
}

std::vector<std::string> parts_of(const std::string& text, char sign) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == sign) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

Founding founding_of(const Options& options) {
  Founding founding;
  for (const std::string& text : options.accounts) {
    const auto parts = parts_of(text, ':');
    const auto opening = parts.size() == 3 ? money_from(parts[2], parts[1]) : std::nullopt;
    if (!opening) refuse_option("--account wants NUMBER:CURRENCY:BALANCE");
    founding.accounts.emplace_back(parts[0], *opening);
  }
  for (const std::string& text : options.modes) {
    const auto parts = parts_of(text, '=');
    const auto mode = mode_from(parts[0]);
    const bool is_whole = parts.size() == 2 && !parts[1].empty() && parts[1].size() < 7 &&
                          parts[1].find_first_not_of("0123456789") == std::string::npos;
    if (!mode || !is_whole) refuse_option("--mode wants MODE=WEIGHT");
    founding.habits.weights[*mode] = std::stoi(parts[1]);
  }
  for (const std::string& text : options.endings) {
    const auto parts = parts_of(text, '=');
    const auto mode = parts.size() == 2 ? mode_from(parts[1]) : std::nullopt;
    if (!mode || parts[0].empty()) refuse_option("--ending wants DIGITS=MODE");
    founding.habits.endings[parts[0]] = *mode;
  }
  founding.habits.seed = options.seed;
  founding.habits.rejects_repeats = options.repeats == "reject";
  founding.habits.late_days = options.late_days;
  if (!options.first_day.empty()) {
    founding.first_day = date_from(options.first_day);
    if (!founding.first_day) refuse_option("--first-day wants a day such as 2024-05-14");
  }
  return founding;
}

template <class Use>
void with_bank(const Options& options, Use use) {
  Bank bank{options.dir, system_clock(), schema_at_hand()};
  if (bank.books().accounts().empty()) {
    refuse_option("there is no bank in " + options.dir + ": found one first (bank found --help)");
  }
  use(bank);
}

void found(const Options& options) {
  Bank bank{options.dir, system_clock()};
  if (const auto founded = bank.found(founding_of(options)); !founded) {
    refuse_option(founded.error().detail);
  }
  std::cout << "founded in " << options.dir << '\n';
}

void serve(const Options& options, Bank& bank) {
  std::signal(SIGTERM, [](int) { is_asked_to_stop = 1; });
  std::signal(SIGINT, [](int) { is_asked_to_stop = 1; });
  using std::chrono::milliseconds;
  using std::chrono::steady_clock;
  auto day_ends = steady_clock::now() + milliseconds{options.day_ms};
  while (is_asked_to_stop == 0) {
    if (options.day_ms > 0 && steady_clock::now() >= day_ends) {
      bank.end_day();
      day_ends = steady_clock::now() + milliseconds{options.day_ms};
    } else {
      bank.pass();
    }
    std::this_thread::sleep_for(milliseconds{options.pass_ms});
  }
}

void hand_in_slip(const Options& options, const std::string& kind) {
  std::vector<std::string> slip{kind};
  slip.insert(slip.end(), options.slip.begin(), options.slip.end());
  hand_in(options.dir, slip, system_clock()());
}

std::string decimal(std::int64_t minor, const std::string& currency) {
  return decimal_text(money(minor, currency));
}

void report(const Options& options, const Bank& bank) {
  const LedgerReport ledger = report_from(std::filesystem::path{options.dir} / "journal");
  std::printf("%-8s %9s %20s %8s %20s %20s\n", "currency", "payments", "debited", "returns",
              "returned", "balance");
  for (const auto& [currency, sums] : ledger.by_currency) {
    std::printf("%-8s %9lld %20s %8lld %20s %20s\n", currency.c_str(),
                static_cast<long long>(sums.payments),
                decimal(sums.payments_minor, currency).c_str(),
                static_cast<long long>(sums.returns), decimal(sums.returns_minor, currency).c_str(),
                decimal(sums.balance_minor, currency).c_str());
  }
  std::printf("\n%-18s %7s\n", "mode", "orders");
  for (const auto& [mode, count] : ledger.orders_by_mode) {
    std::printf("%-18s %7d\n", mode.c_str(), count);
  }
  std::printf("\n%zu references debited twice, %d answers still to come\n",
              ledger.debited_twice.size(), waiting(bank.books()));
  if (!ledger.debited_twice.empty()) throw CLI::RuntimeError{1};
}

CLI::App* add(CLI::App& app, Options& options, const std::string& name, const std::string& what) {
  auto* command = app.add_subcommand(name, what);
  command->add_option("--dir", options.dir, "the bank's folder")->capture_default_str();
  return command;
}

void add_found(CLI::App& app, Options& options) {
  auto* command = add(app, options, "found", "Found a bank in an empty folder");
  command->add_option("--account", options.accounts, "NUMBER:CURRENCY:BALANCE")->required();
  command->add_option("--mode", options.modes, "MODE=WEIGHT; without any all orders are plain");
  command->add_option("--ending", options.endings,
                      "DIGITS=MODE, for orders to accounts that end so");
  command->add_option("--seed", options.seed, "the same seed treats the same orders alike")
      ->capture_default_str();
  command
      ->add_option("--repeats", options.repeats,
                   "a repeated reference gets its answer, or RJCT AM05")
      ->check(CLI::IsMember({"answer", "reject"}))
      ->capture_default_str();
  command->add_option("--late-days", options.late_days, "until late_reject gives the money back")
      ->capture_default_str();
  command->add_option("--first-day", options.first_day,
                      "begins a calendar of its own; else every day is today");
  std::string modes = "Modes:";
  for (const Mode mode : all_modes()) modes += ' ' + std::string{name_of(mode)};
  command->footer(modes +
                  "\nExample: bank found --dir var/bank --account 0012345678900:PHP:0 --mode "
                  "plain=80 --mode timeout=20 --ending 13=reject");
  command->callback([&options] { found(options); });
}

void add_serving(CLI::App& app, Options& options) {
  const auto with = [&](CLI::App* command, auto use) {
    command->callback([&options, use] { with_bank(options, use); });
  };
  auto* run = add(app, options, "serve", "Serve until SIGTERM");
  run->add_option("--pass-ms", options.pass_ms, "between two looks into in/")
      ->capture_default_str();
  run->add_option("--day-ms", options.day_ms, "a day's length; 0: days end by `bank end-day`")
      ->capture_default_str();
  with(run, [&options](Bank& bank) { serve(options, bank); });
  with(add(app, options, "pass", "Take what lies in in/ and answer, once"),
       [](Bank& bank) { bank.pass(); });
  with(add(app, options, "end-day", "Write the statements of the day"),
       [](Bank& bank) { bank.end_day(); });
  with(add(app, options, "report", "Print the bank's own ledger in sums"),
       [&options](Bank& bank) { report(options, bank); });
}

void add_counter(CLI::App& app, Options& options) {
  const auto slip = [&](const std::string& kind, const std::string& what, const std::string& fields,
                        int least, int most) {
    auto* command = add(app, options, kind, what);
    command->add_option("slip", options.slip, fields)->required()->expected(least, most);
    command->callback([&options, kind] { hand_in_slip(options, kind); });
  };
  slip("credit", "Pay into an account", "ACCOUNT AMOUNT CURRENCY REFERENCE [NAME]", 4, 5);
  slip("interest", "Let the bank pay interest", "ACCOUNT AMOUNT CURRENCY [TEXT]", 3, 4);
  slip("charge", "Let the bank take a charge", "ACCOUNT AMOUNT CURRENCY [TEXT]", 3, 4);
  slip("enquiry", "Ask what became of an order", "REFERENCE", 1, 1);
}

}  // namespace
}  // namespace haven::bank

int main(int argc, char** argv) {
  using namespace haven::bank;
  Options options;
  CLI::App app{"A bank to rehearse with: files of orders in, reports and statements out", "bank"};
  app.require_subcommand(1);
  app.footer(
      "Example: bank found --dir var/bank --account 0012345678900:PHP:0\n"
      "         bank serve --dir var/bank --day-ms 2000 &\n"
      "         mv orders.xml var/bank/in/      and read its answers in var/bank/out/");
  add_found(app, options);
  add_serving(app, options);
  add_counter(app, options);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
