#pragma once
namespace CLI {
class App;
}

namespace haven {

/// `haven contributions`: what is under way between partners and the bank, and a member's account.
void add_contributions_command(CLI::App& app);

}  // namespace haven
