#include "services/haven/commands/contributions.hpp"

#include "services/haven/commands/contributions_options.hpp"

namespace haven {
namespace contributions_command {
namespace {

std::shared_ptr<Options> add(CLI::App& group, const std::string& name, const std::string& what,
                             const std::string& example,
                             const std::function<void(const Options&)>& run, CLI::App** command) {
  auto options = std::make_shared<Options>();
  *command = add_report<Options>(group, name, what, example, options, run);
  add_format(*command, *options);
  return options;
}

}  // namespace
}  // namespace contributions_command

void add_contributions_command(CLI::App& app) {
  using namespace contributions_command;
  auto* group = app.add_subcommand("contributions", "Look at money of partners and of members");
  group->require_subcommand(1);
  group->footer("Example: haven contributions ageing --fund owwa");
  CLI::App* command = nullptr;
  auto options = add(*group, "ageing", "What partners collected and the bank does not show, by age",
                     "ageing --fund owwa --csv", print_ageing, &command);
  command->add_option("--at", options->at, "ages on this day; today otherwise");
  add(*group, "unmatched", "Receipts that fit no member", "unmatched --fund owwa", print_unmatched,
      &command);
  options = add(*group, "deposits", "What partners say that they paid in, and what the bank shows",
                "deposits --state announced --partner metrobank", print_deposits, &command);
  command->add_option("--state", options->state, "announced, claimed, matched or cancelled");
  command->add_option("--partner", options->partner, "only those of this partner");
  options = add(*group, "statement", "A member's account: what was asked for, paid and given back",
                "statement OWWA-000005724", print_statement, &command);
  command->add_option("number", options->number, "the member's number")->required();
}

}  // namespace haven
