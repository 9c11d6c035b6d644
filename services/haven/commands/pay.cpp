#include "services/haven/commands/pay.hpp"

#include "services/haven/commands/pay_options.hpp"

namespace haven {
namespace pay_command {
namespace {

void add_age(CLI::App* command, Options& options) {
  command
      ->add_option("--older-than-days", options.older_than_days,
                   "only what has waited longer than so many days")
      ->check(CLI::Range(0, 36500));
}

void add_batch(CLI::App& pay) {
  auto options = std::make_shared<Options>();
  auto* command = add_report<Options>(
      pay, "batch", "Batches of payments, newest first; or one batch, line by line",
      "batch --state approved", options, print_batches);
  command->add_option("batch", options->batch,
                      "its id: shows its payments and what became of them");
  command->add_option("--state", options->state,
                      "only those created, approved, authorised, released or dissolved");
  add_format(command, *options);
}

void add_holds(CLI::App& pay) {
  auto options = std::make_shared<Options>();
  auto* command = add_report<Options>(
      pay, "holds",
      "What keeps payments back, oldest first; with hits of a sanctions list on what has left",
      "holds --kind sanctions_hit", options, print_holds);
  command->add_option("--kind", options->kind,
                      "only account_check, minor, guardian_papers, court_order, sanctions_hit, "
                      "stopped or other");
  add_age(command, *options);
  add_format(command, *options);
}

void add_open(CLI::App& pay, const std::string& name, const std::string& what,
              void (*print)(const Options&)) {
  auto options = std::make_shared<Options>();
  auto* command =
      add_report<Options>(pay, name, what, name + " --older-than-days 3 --csv", options, print);
  add_age(command, *options);
  add_format(command, *options);
}

}  // namespace
}  // namespace pay_command

void add_pay_command(CLI::App& app) {
  auto* pay = app.add_subcommand("pay", "Payments: batches, and what needs a person");
  pay->require_subcommand(1);
  pay->footer("Example: haven pay repair --fund owwa");
  pay_command::add_batch(*pay);
  pay_command::add_holds(*pay);
  pay_command::add_open(*pay, "repair",
                        "Payments that the bank gave back, with its reason and what to do",
                        pay_command::print_repairs);
  pay_command::add_open(*pay, "unknown", "Payments that the bank is silent about",
                        pay_command::print_unknown);
  pay_command::add_open(*pay, "unclaimed",
                        "Money that nobody could be paid, with the searches for its payees",
                        pay_command::print_unclaimed);
}

}  // namespace haven
